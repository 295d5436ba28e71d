"""The parts that administrative papers share: national heading, date, signature block."""

from __future__ import annotations

from tests.bench.digitise.papers.marks import seal, signature
from tests.bench.digitise.papers.sheet import Sheet
from tests.bench.digitise.papers.words import Words

LEFT, RIGHT = 30.0, 192.0


def agency_heading(sheet: Sheet, words: Words, sign: str, *, top: float = 22.0) -> tuple[str, str]:
    """Agency at the left, nation at the right (NĐ 30/2020 PL I); gives commune and province."""
    commune, province, bold = words.commune(), words.province(), sheet.face.bold
    left, right = 62.0, 141.0
    sheet.put(left, top, "ỦY BAN NHÂN DÂN", 12, anchor="m")
    sheet.put(left, top + 5.5, [(f"XÃ {commune.upper()}", bold)], 12, anchor="m")
    sheet.put(right, top, [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold)], 11.5, anchor="m")
    sheet.put(right, top + 5.5, [("Độc lập - Tự do - Hạnh phúc", bold)], 12.5, anchor="m")
    sheet.rule(left - 12, top + 7.2, left + 12, top + 7.2)
    sheet.rule(right - 28, top + 7.2, right + 28, top + 7.2)
    sheet.put(left, top + 14, f"Số: {words.between(12, 2480)}/{sign}", 12.5, anchor="m")
    sheet.put(
        right, top + 14, [(f"{commune}, ngày {words.date()}", sheet.face.italic)], 12.5, anchor="m"
    )
    return commune, province


def nation_heading(sheet: Sheet, top: float = 24.0) -> None:
    """The nation's name over the middle, as on declarations."""
    middle = (LEFT + RIGHT) / 2
    sheet.put(
        middle, top, [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", sheet.face.bold)], 13, anchor="m"
    )
    sheet.put(middle, top + 6.5, [("Độc lập - Tự do - Hạnh phúc", sheet.face.bold)], 13, anchor="m")
    sheet.rule(middle - 29, top + 8.4, middle + 29, top + 8.4)


def title(sheet: Sheet, y: float, *lines: str, size: float = 14) -> float:
    """Bold lines over the middle; gives the baseline of what follows."""
    for line in lines:
        sheet.put((LEFT + RIGHT) / 2, y, [(line, sheet.face.bold)], size, anchor="m")
        y += size * 0.3528 * 1.3
        size -= 0.5
    return y + 3


def signed_by(sheet: Sheet, words: Words, y: float, commune: str, province: str) -> None:
    """Office, seal over the left third of the signature, name (NĐ 30/2020: đóng dấu)."""
    middle, bold = 150.0, sheet.face.bold
    sheet.put(middle, y, [("TM. ỦY BAN NHÂN DÂN", bold)], 13, anchor="m")
    sheet.put(middle, y + 5.8, [("KT. CHỦ TỊCH", bold)], 13, anchor="m")
    sheet.put(middle, y + 11.6, [("PHÓ CHỦ TỊCH", bold)], 13, anchor="m")
    sheet.put(middle, y + 38, [(words.name(), bold)], 13.5, anchor="m")
    signature(sheet, middle + 4, y + 23)
    seal(
        sheet,
        middle - float(sheet.dice.uniform(15, 20)),
        y + float(sheet.dice.uniform(19, 24)),
        f"ỦY BAN NHÂN DÂN XÃ {commune.upper()}",
        f"TỈNH {province.upper()}",
    )


def addressees(sheet: Sheet, y: float, *lines: str) -> None:
    """The small list of who gets the paper, at the left foot."""
    sheet.put(LEFT, y, [("Nơi nhận:", sheet.face.italic)], 12)
    for place, line in enumerate(lines, start=1):
        sheet.put(LEFT, y + place * 5, f"- {line}", 11)
