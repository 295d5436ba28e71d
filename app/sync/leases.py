"""Taking in a block of official numbers, where it can be one."""

from __future__ import annotations

from datetime import date

from app.errors import BadInput
from app.i18n import t
from app.protocol.messages import Lease
from app.store.station import StationStore

_LARGEST_NUMBER = 99_999_999


def keep_lease(store: StationStore, lease: Lease) -> None:
    """Keep the block. ``BadInput`` for days or numbers that cannot be: the station goes on with
    provisional codes, and sending does not depend on it."""
    try:
        date.fromisoformat(lease["valid_from"])
        date.fromisoformat(lease["valid_to"])
        if not 1 <= lease["first"] <= lease["last"] <= _LARGEST_NUMBER:
            raise ValueError("no such numbers")
    except ValueError as error:
        raise BadInput(
            t("Dải số hồ sơ tỉnh cấp không hợp lệ."),
            t("Báo bộ phận kỹ thuật của tỉnh; trạm dùng mã tạm cho đến khi có dải số đúng."),
        ) from error
    store.put_lease(lease)
