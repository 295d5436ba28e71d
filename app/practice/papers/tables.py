"""A paper that is mostly a table: the minutes of a vote with the list of those present."""

from __future__ import annotations

from app.practice.papers.facts import Facts, day_in_words
from app.practice.papers.parts import PLACE, signed_by, state_heading, titled
from app.practice.papers.picture import VectorPage
from app.practice.papers.sheet import LEFT, Sheet
from app.practice.people import practice_person, sex_word
from app.typeset.faces import BOLD

COLUMNS = (
    ("STT", 12.0),
    ("Họ và tên", 50.0),
    ("Năm sinh", 22.0),
    ("Giới tính", 22.0),
    ("Địa chỉ", 36.0),
    ("Ý kiến", 22.0),
)
ROWS = 14
ROW_HEIGHT = 7.6


def vote_minutes(facts: Facts, seed: int) -> list[VectorPage]:
    """*Biên bản kiểm phiếu* with a ruled list of the voters."""
    sheet = Sheet(seed)
    state_heading(sheet)
    titled(sheet, "BIÊN BẢN KIỂM PHIẾU", "Bầu tổ trưởng tổ hòa giải")
    sheet.paragraph(
        f"Hôm nay, {day_in_words(facts.day)}, tại nhà văn hóa thôn, đại diện các hộ gia đình đã "
        f"họp và biểu quyết bầu ông (bà) {facts.other.full_name} làm tổ trưởng tổ hòa giải."
    )
    sheet.down(2)
    _table(sheet, _voters(seed))
    sheet.down(6)
    sheet.paragraph(
        f"Kết quả: số phiếu phát ra {ROWS}, số phiếu thu về {ROWS}, số phiếu hợp lệ {ROWS}, đồng ý "
        f"{ROWS - 1}, không đồng ý 1. Biên bản lập tại {PLACE}, đọc cho mọi người cùng nghe."
    )
    sheet.down(2)
    top = sheet.y
    signed_by(sheet, "THƯ KÝ", facts.applicant.full_name, x=62, hint="(Ký, ghi rõ họ tên)")
    sheet.y = top
    signed_by(sheet, "CHỦ TỌA", facts.signer, x=146, hint="(Ký, ghi rõ họ tên)")
    return [sheet.finished()]


def _voters(seed: int) -> list[tuple[str, ...]]:
    people = [practice_person(seed * 50 + number) for number in range(1, ROWS + 1)]
    return [
        (
            str(number),
            person.full_name,
            person.born_on[:4],
            sex_word(person),
            person.address.split(", ")[0],
            "Không" if number == ROWS // 2 else "Đồng ý",
        )
        for number, person in enumerate(people, start=1)
    ]


def _table(sheet: Sheet, rows: list[tuple[str, ...]]) -> None:
    top = sheet.y
    _row(sheet, tuple(name for name, _ in COLUMNS), BOLD)
    for row in rows:
        _row(sheet, row)
    edge = LEFT
    for _, width in (("", 0.0), *COLUMNS):
        edge += width
        sheet.canvas.line(*sheet.at(edge, top), *sheet.at(edge, sheet.y))


def _row(sheet: Sheet, cells: tuple[str, ...], face: str | None = None) -> None:
    top = sheet.y
    sheet.rule(LEFT, LEFT + sum(width for _, width in COLUMNS), top)
    sheet.y = top + ROW_HEIGHT - 2.4
    edge = LEFT
    for cell, (_, width) in zip(cells, COLUMNS, strict=True):
        if face:
            sheet.write(edge + width / 2, cell, size=12, face=face, align="centre")
        else:
            sheet.write(edge + 1.8, cell, size=12)
        edge += width
    sheet.y = top + ROW_HEIGHT
    sheet.rule(LEFT, edge, sheet.y)
