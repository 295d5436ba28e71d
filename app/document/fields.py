"""What the text of a Vietnamese paper says about itself: title, number, date, issuer, abstract.

Proposals only: a person confirms each (TT 01/2023 Điều 9; DOMAIN §2.3). The layout read here is
that of NĐ 30/2020 Phụ lục I: agency top-left, motto top-right, number, place and date, title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from app.document.vietnamese import agency_case, is_capitals, sentence_case

_HEADING_LINES = 14
_TITLE_LINES = 3
_NUMBER_BELOW_TITLE = 4
_MOTTO = re.compile(
    r"C[ỘO]NG\s+H[ÒOÓ]A\s+X[ÃA]\s+H[ỘO]I\s+CH[ỦU]\s+NGH[ĨI]A\s+VI[ỆE]T\s+NAM"
    r"|[ĐD][ộoô]c\s+l[ậaâ]p\s*[-–—.]?\s*T[ựuư]\s+do\s*[-–—.]?\s*H[ạa]nh\s+ph[úu]c",
    re.IGNORECASE,
)
_STRAY = re.compile(r"^[^\w(]+")
"""Dust before a line, read as a sign."""
_NUMBER = re.compile(r"\bS[ốôồó]\s*[:.]?\s*(\d{1,6}(?:\s?/\s?[\w.Đđ-]+)+)")
_PLAIN_NUMBER = re.compile(r"(?:^|\s)S[ốôồó]\s*[:.]\s*(\d{1,6})\s*$")
_DATE = re.compile(r"ng[àa]y\s+(\d{1,2})\s+th[áa]ng\s+(\d{1,2})\s+n[ăa]m\s+(\d{4})", re.IGNORECASE)
_REGISTERED_DATE = re.compile(r"(?:đăng ký|cấp)\b[^\n]{0,20}?" + _DATE.pattern, re.IGNORECASE)
_PLACED_DATE = re.compile(r"(?:,\s*|^\s*)" + _DATE.pattern, re.IGNORECASE | re.MULTILINE)
_AGENCY = re.compile(
    r"^(?:[ỦU][YỶ] BAN|UBND|HỘI ĐỒNG|BỘ|SỞ|PHÒNG|BAN|CỤC|CHI CỤC|CÔNG AN|TÒA ÁN|TOÀ ÁN|VIỆN"
    r"|BỆNH VIỆN|TRẠM Y TẾ|TRUNG TÂM|TRƯỜNG|VĂN PHÒNG|BẢO HIỂM|NGÂN HÀNG|CÔNG TY|HỢP TÁC XÃ"
    r"|ĐẢNG ỦY|MẶT TRẬN)\b"
)
_PLACE = re.compile(r"^(?:XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|TỈNH)\b")
_KIND = re.compile(
    r"^(?:GIẤY|TỜ|ĐƠN|QUYẾT ĐỊNH|THÔNG BÁO|BIÊN BẢN|HỢP ĐỒNG|BẢN|PHIẾU|DANH SÁCH|CÔNG VĂN|SỔ"
    r"|VĂN BẢN|XÁC NHẬN|TRÍCH LỤC|CHỨNG|LỜI|BẢNG|BÁO CÁO|TỜ TRÌNH|KẾ HOẠCH|DI CHÚC"
    r"|ĐỀ NGHỊ|LÝ LỊCH|CAM KẾT|HỒ SƠ)\b"
)
_ABOUT = re.compile(r"^(?:\(?\s*V/v|Về việc)\s*[:.]?\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True)
class ProposedFields:
    """Fields as read, empty where nothing was found. ``issued_on`` is ``YYYY-MM-DD``."""

    title: str = ""
    number: str = ""
    issued_on: str = ""
    issuer: str = ""
    abstract: str = ""


def propose(text: str) -> ProposedFields:
    """The fields that ``text`` (of one paper, its lines in reading order) gives reason for."""
    lines = _without_motto(unicodedata.normalize("NFC", text).splitlines())
    title_at, title = _title(lines)
    heading = lines[: title_at if title else _HEADING_LINES]
    return ProposedFields(
        title=sentence_case(title),
        number=_number(lines[: len(heading) + _NUMBER_BELOW_TITLE]),
        issued_on=_issued_on("\n".join(lines)),
        issuer=agency_case(_issuer(heading)),
        abstract=_abstract(lines, title),
    )


def _without_motto(lines: Sequence[str]) -> list[str]:
    stripped = (_STRAY.sub("", _MOTTO.sub("", line)).strip() for line in lines)
    return [line for line in stripped if line]


def _title(lines: Sequence[str]) -> tuple[int, str]:
    """Where the title begins and what it says: the first line in capitals that names a kind of
    paper, with the capitals under it."""
    for index, line in enumerate(lines[: _HEADING_LINES * 2]):
        if is_capitals(line) and _KIND.match(line):
            below = lines[index + 1 : index + _TITLE_LINES]
            joined = [line]
            for more in below:
                if not is_capitals(more) or _KIND.match(more) or _AGENCY.match(more):
                    break
                joined.append(more)
            return index, " ".join(joined)
    return 0, ""


def _number(heading: Sequence[str]) -> str:
    for line in heading:
        found = _NUMBER.search(line) or _PLAIN_NUMBER.search(line)
        if found:
            return re.sub(r"\s+", "", found[1]).rstrip(".-")
    return ""


def _issued_on(text: str) -> str:
    """The first date that follows a place name or opens a line, else that of registration: other
    dates are of events."""
    for found in chain(_PLACED_DATE.finditer(text), _REGISTERED_DATE.finditer(text)):
        day, month, year = map(int, found.groups())
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return ""


def _issuer(heading: Sequence[str]) -> str:
    """The last agency named above the title, with the place on the line under it."""
    issuer = ""
    for line in heading:
        words = _PLAIN_NUMBER.sub("", _NUMBER.sub("", line)).strip()
        if not is_capitals(words):
            continue
        if _AGENCY.match(words):
            issuer = words
        elif issuer and _PLACE.match(words):
            issuer = f"{issuer} {words}"
    return issuer


def _abstract(lines: Sequence[str], title: str) -> str:
    for line in lines[: _HEADING_LINES * 2]:
        found = _ABOUT.match(line)
        if found:
            return (
                sentence_case(found[1].strip(" ()."))
                if is_capitals(found[1])
                else (found[1].strip(" ().").capitalize())
            )
    return sentence_case(title)
