"""The port every signing key stands behind, and the words that open one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qs

from app.errors import BadInput
from app.i18n import t

if TYPE_CHECKING:
    from pyhanko.sign import signers


class Signer(Protocol):
    """An opened key. ``close`` it when the officer leaves; a closed one signs no more."""

    @property
    def legal(self) -> bool:
        """False for software keys and practice certificates: every surface then says *không có
        giá trị pháp lý*."""
        ...

    @property
    def common_name(self) -> str:
        """The name the certificate is issued to."""
        ...

    def certificate_subject(self) -> str:
        """The whole subject in one line."""
        ...

    def pyhanko_signer(self) -> signers.Signer:
        """The key as the PDF library wants it. ``Unavailable`` once closed."""
        ...

    def close(self) -> None:
        """Let go of the key; a token is logged out."""
        ...


def open_signer(spec: str, pin: Callable[[], str]) -> Signer:
    """Open ``softkey:FILE`` or ``pkcs11:MODULE?token=LABEL``.

    ``pin`` is asked once, and only when the file or token is there. ``Unavailable`` where file,
    module or token is missing, ``NotAllowed`` for a wrong passphrase or PIN, ``BadInput`` for a
    damaged file or a key that cannot sign.
    """
    # Imported at the first key: the signing library takes longer to load than most commands run.
    from app.signing.softkey import open_softkey
    from app.signing.token import open_token

    kind, _, place = spec.partition(":")
    if kind == "softkey" and place:
        return open_softkey(Path(place), pin)
    module, _, query = place.partition("?")
    labels = parse_qs(query).get("token", [])
    if kind == "pkcs11" and module and len(labels) == 1:
        return open_token(module, labels[0], pin)
    raise BadInput(
        t("Không hiểu khóa ký «{spec}».", spec=spec),
        t("Viết «softkey:TỆP» hoặc «pkcs11:THƯ-VIỆN?token=NHÃN»."),
    )
