"""The text of an identity card's code, as a reader or camera gives it, turned into a person."""

from __future__ import annotations

import re
import unicodedata

from app.errors import BadInput
from app.i18n import t
from app.identity.card_fields import CardFields, map_fields, split_fields
from app.identity.letters import is_vietnamese_name, unscrambled
from app.identity.mrz import looks_like_mrz, read_mrz
from app.identity.personal_id import check_personal_id
from app.identity.reading import CardKind, CardReading
from app.model.people import Person

__all__ = ["CardKind", "CardReading", "read_card_text", "read_mrz"]

LONGEST = 4_000
"""Letters. The largest QR holds 4 296."""
NEW_CARD_FROM = "2024-07-01"

_SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9]")
_OPAQUE = re.compile(r"[A-Za-z0-9+/=_.:-]{40,}")


def read_card_text(text: str) -> CardReading:
    """The person on a card, from the text of its QR (CCCD or căn cước) or of its MRZ.

    Vietnamese that a reader has scrambled is put right, and letters come out in NFC. ``BadInput``
    with the hint to type the number for a VNeID code, which only its own service can read, and
    for anything that is no card (DOMAIN §3.1-3.4).
    """
    if len(text) > LONGEST:
        raise _not_a_card()
    if looks_like_mrz(text):
        return read_mrz(text)
    clean = _clean(text)
    clean = unicodedata.normalize("NFC", unscrambled(clean) or clean)
    parts, mistyped = split_fields(clean)
    fields = map_fields(parts)
    if fields is None:
        raise _vneid() if _is_opaque(clean) else _not_a_card()
    return _reading(fields, mistyped)


def _reading(fields: CardFields, mistyped: bool) -> CardReading:
    warnings = []
    if mistyped:
        warnings.append(t("Đầu đọc gửi sai dấu ngăn cách: đối chiếu lại thông tin với thẻ."))
    if not is_vietnamese_name(fields.name):
        warnings.append(t("Họ tên có ký tự lạ do đầu đọc: gõ lại theo thẻ."))
    if fields.sex is None:
        warnings.append(t("Không đọc được giới tính: chọn theo thẻ."))
    if len(fields.born_on) == 4:
        warnings.append(t("Thẻ chỉ ghi năm sinh."))
    warnings += check_personal_id(fields.number, fields.born_on, fields.sex)
    new = bool(fields.extras) or fields.issued_on >= NEW_CARD_FROM
    person = Person(
        identifier=fields.number,
        full_name=fields.name,
        born_on=fields.born_on,
        sex=fields.sex,
        address=fields.address,
        id_issued_on=fields.issued_on,
        old_identifier=fields.old_number,
    )
    kind = CardKind.CAN_CUOC if new else CardKind.CHIP_CCCD
    return CardReading(person, kind, tuple(warnings), fields.extras)


def _clean(text: str) -> str:
    """Without byte-order mark, line ends, controls of ASCII and the symbology mark of a reader.

    Not in NFC yet, nor without the controls beyond ASCII: scrambled bytes stand there.
    """
    kept = "".join(letter for letter in text if letter >= " " and letter not in "\x7f\ufeff")
    return _SYMBOLOGY.sub("", kept.strip())


def _is_opaque(text: str) -> bool:
    return "vneid" in text.casefold() or _OPAQUE.fullmatch(text) is not None


def _vneid() -> BadInput:
    return BadInput(
        t("Đây là mã QR VNeID, không phải mã trên thẻ."),
        t("Mã VNeID chỉ tra cứu được khi có mạng: gõ số định danh của người dân."),
    )


def _not_a_card() -> BadInput:
    return BadInput(
        t("Mã vừa đọc không phải mã trên thẻ căn cước."),
        t(
            "Quét mã QR trên thẻ (thẻ CCCD: mặt trước; thẻ căn cước mới: mặt sau), "
            "hoặc gõ số định danh."
        ),
    )
