"""Tax codes, which are business codes too (DOMAIN §3.6)."""

from __future__ import annotations

from stdnum.exceptions import ValidationError
from stdnum.vn import mst

from app.errors import BadInput
from app.i18n import t
from app.identity.personal_id import is_personal_id


def read_tax_code(text: str) -> str:
    """A tax code in its written form: ``0100109106`` or, for a branch, ``0314409058-002``.

    Since 1/7/2025 the tax code of an individual or household business is the 12-digit personal
    number, which comes back as it is. ``BadInput`` for anything else or a wrong check digit.
    """
    number = "".join(text.split())
    if is_personal_id(number):
        return number
    try:
        return str(mst.format(mst.validate(number)))
    except ValidationError as error:
        raise BadInput(
            t("Mã số thuế «{text}» không đúng.", text=text.strip()[:40]),
            t("Gõ lại 10 số (chi nhánh thêm 3 số), hoặc 12 số định danh của cá nhân."),
        ) from error
