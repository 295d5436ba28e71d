"""What a Vietnamese paper says about itself: title, number, date, issuer, abstract, and what is
filled in behind the labels of its kind.

Proposals only: a person confirms each (TT 01/2023 Điều 9; DOMAIN §2.3). The layout read here is
that of NĐ 30/2020 Phụ lục I: agency top-left, motto top-right, number, place and date, title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby

from app.document.extract.kinds import kind_of
from app.document.extract.labels import labelled_values
from app.document.extract.marked import NOTHING, Marked, PlacedWord, around, joined_with
from app.document.extract.vietnamese import agency_case, is_capitals, sentence_case
from app.document.frame import Box, Word
from app.procedure.words import fold

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
_KIND_WITHOUT_MARKS = re.compile(
    r"(?:giay|to khai|to trinh|don (?:de nghi|xin|yeu cau|dang ky)|quyet dinh|thong bao|bien ban"
    r"|hop dong|phieu|danh sach|van ban|xac nhan|trich luc|chung (?:nhan|thuc|minh)"
    r"|ban (?:khai|sao|cam ket)|di chuc|de nghi|ly lich|cam ket|bao cao|ke hoach)\b"
)
"""Where marks of large or coloured capitals were not read; *BAN* may then be *BẢN* or *BAN*."""
_DUST_BEHIND = re.compile(r"(?:\s+[^\w)]{1,3}|\s+[A-ZĐ|])$|(?<=\s)[.,:;|_'`]+\s")
"""Signs that stand alone behind or between the words of a heading."""
_ABOUT = re.compile(r"^(?:\(?\s*V/v|Về việc)\s*[:.]?\s*(.+)", re.IGNORECASE)
CHECK_BELOW = 0.80
"""Confidence of the worst word under which a person is asked to look twice."""


@dataclass(frozen=True)
class ProposedFields:
    """Fields as read, empty where nothing was found. ``issued_on`` is ``YYYY-MM-DD``."""

    title: str = ""
    number: str = ""
    issued_on: str = ""
    issuer: str = ""
    abstract: str = ""


@dataclass(frozen=True)
class ProposedField:
    """One field and where it stands on the paper, for a person to compare.

    ``name`` is a field of ``ProposedFields``, or one of the paper's kind
    (``resources/forms/fields``). Days are ``YYYY-MM-DD`` or ``YYYY``. ``page`` counts from 0;
    ``box`` is in pixels of the clean page at ``PAGE_DPI``. ``confidence`` (0..1) is that of its
    worst word, and low where the value has not the shape it should have.
    """

    name: str
    value: str
    page: int
    box: Box
    confidence: float

    @property
    def doubtful(self) -> bool:
        """True where a person should look twice."""
        return self.confidence < CHECK_BELOW


@dataclass(frozen=True)
class _Found:
    """A value and the text it was made from."""

    value: str
    source: Marked


def propose(text: str) -> ProposedFields:
    """The fields that ``text`` (of one paper, its lines in reading order) gives reason for."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    found = _found([Marked.plain(line) for line in lines])
    return ProposedFields(**{name: each.value for name, each in found.items()})


def propose_fields(pages: Sequence[Sequence[Word]], today: date) -> tuple[ProposedField, ...]:
    """The fields that the words of one paper, page by page, give reason for.

    First those every paper has, then those of its kind as printed when it was written (where it
    bears no date: ``today``). A field that was not found is not there.
    """
    words = [PlacedWord(word, page) for page, read in enumerate(pages) for word in read]
    found = _found(_lines(words))
    fields = [_placed(name, each.value, words, each.source.numbers) for name, each in found.items()]
    written = date.fromisoformat(found["issued_on"].value) if found["issued_on"].value else today
    kind = kind_of(found["title"].value, written)
    fields += [
        _placed(each.field.name, each.value.text, words, each.words, each.value.trust)
        for each in labelled_values(words, kind.fields if kind else ())
    ]
    return tuple(field for field in fields if field is not None)


def _lines(words: Sequence[PlacedWord]) -> list[Marked]:
    lines = []
    numbered = enumerate(words)
    for _, line in groupby(numbered, key=lambda each: (each[1].page, each[1].word.line)):
        row = list(line)
        lines.append(Marked.of_words([placed.word for _, placed in row], row[0][0]))
    return lines


def _placed(
    name: str, value: str, words: Sequence[PlacedWord], numbers: tuple[int, ...], trust: float = 1.0
) -> ProposedField | None:
    """None for a value that was not found. One that runs over two pages is shown on the first."""
    if not value or not numbers:
        return None
    page = words[numbers[0]].page
    here = [words[number].word for number in numbers if words[number].page == page]
    worst = min(word.confidence for word in here)
    return ProposedField(name, value, page, around(here), min(worst, trust))


def _found(read: Sequence[Marked]) -> dict[str, _Found]:
    lines = _without_motto(read)
    title_at, title = _title(lines)
    heading = lines[: title_at if title.text else _HEADING_LINES]
    number = _number(lines[: len(heading) + _NUMBER_BELOW_TITLE])
    issuer = _issuer(heading)
    return {
        "title": _Found(sentence_case(title.text), title),
        "number": _Found(re.sub(r"\s+", "", number.text).rstrip(".-"), number),
        "issued_on": _issued_on(joined_with("\n", lines)),
        "issuer": _Found(agency_case(issuer.text), issuer),
        "abstract": _abstract(lines, title),
    }


def _without_motto(lines: Sequence[Marked]) -> list[Marked]:
    stripped = (line.without(_MOTTO).without(_STRAY).stripped() for line in lines)
    return [line for line in stripped if line.text]


def _title(lines: Sequence[Marked]) -> tuple[int, Marked]:
    """Where the title begins and what it says: the first line in capitals that names a kind of
    paper, with the capitals under it."""
    capitals = {
        index: line.text
        for index, line in enumerate(lines[: _HEADING_LINES * 2])
        if is_capitals(line.text)
    }
    named = [index for index, text in capitals.items() if _KIND.match(text)] or [
        index for index, text in capitals.items() if _KIND_WITHOUT_MARKS.match(fold(text))
    ]
    if not named:
        return 0, NOTHING
    first = named[0]
    joined = [lines[first]]
    for index in range(first + 1, first + _TITLE_LINES):
        text = capitals.get(index, "")
        if not text or _KIND.match(text) or _AGENCY.match(text):
            break
        joined.append(lines[index])
    return first, joined_with(" ", joined).without(_DUST_BEHIND)


def _number(heading: Sequence[Marked]) -> Marked:
    for line in heading:
        found = _NUMBER.search(line.text) or _PLAIN_NUMBER.search(line.text)
        if found:
            return line.part(*found.span(1))
    return NOTHING


def _issued_on(text: Marked) -> _Found:
    """The first date that follows a place name or opens a line, else that of registration: other
    dates are of events."""
    for found in chain(_PLACED_DATE.finditer(text.text), _REGISTERED_DATE.finditer(text.text)):
        day, month, year = map(int, found.groups())
        try:
            value = date(year, month, day).isoformat()
        except ValueError:
            continue
        return _Found(value, text.part(*found.span()))
    return _Found("", NOTHING)


def _issuer(heading: Sequence[Marked]) -> Marked:
    """The last agency named above the title, with the place on the line under it."""
    issuer = NOTHING
    for line in heading:
        words = line.without(_NUMBER).without(_PLAIN_NUMBER).stripped()
        if not is_capitals(words.text):
            continue
        if _AGENCY.match(words.text):
            issuer = words
        elif issuer.text and _PLACE.match(words.text):
            issuer = joined_with(" ", [issuer, words])
    return issuer.without(_DUST_BEHIND)


def _abstract(lines: Sequence[Marked], title: Marked) -> _Found:
    for line in lines[: _HEADING_LINES * 2]:
        found = _ABOUT.match(line.text)
        if found:
            about = found[1].strip(" ().")
            source = line.part(*found.span(1))
            if is_capitals(found[1]):
                return _Found(sentence_case(about), source)
            return _Found(about[:1].upper() + about[1:], source)
    return _Found(sentence_case(title.text), title)
