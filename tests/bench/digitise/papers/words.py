"""Vietnamese administrative sentences with invented people, places and numbers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

_LISTS: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("words.json").read_text(encoding="utf-8")
)


class Words:
    """Sentences, names and numbers drawn by ``dice``."""

    def __init__(self, dice: np.random.Generator) -> None:
        self.dice = dice
        self._unused: list[str] = []

    def of(self, choices: list[str] | tuple[str, ...]) -> str:
        return choices[int(self.dice.integers(len(choices)))]

    def between(self, low: int, high: int) -> int:
        return int(self.dice.integers(low, high + 1))

    def name(self) -> str:
        return (
            f"{self.of(_LISTS['families'])} {self.of(_LISTS['middles'])} {self.of(_LISTS['given'])}"
        )

    def commune(self) -> str:
        return self.of(_LISTS["communes"])

    def province(self) -> str:
        return self.of(_LISTS["provinces"])

    def address(self) -> str:
        return f"{self.of(_LISTS['hamlets'])}, xã {self.commune()}, tỉnh {self.province()}"

    def day(self) -> str:
        return f"{self.between(1, 28):02d}/{self.between(1, 12):02d}/{self.between(1948, 2025)}"

    def date(self) -> str:
        month = self.between(1, 12)
        return (
            f"{self.between(1, 28):02d} tháng {month:0{2 if month < 3 else 1}d} năm {self.year()}"
        )

    def year(self) -> int:
        return self.between(2018, 2025)

    def identifier(self) -> str:
        """Twelve digits in the shape of a personal number whose province code nobody has."""
        return f"099{self.between(0, 3)}{self.between(40, 99)}{self.between(0, 999999):06d}"

    def money(self) -> str:
        return f"{self.between(12, 980)}.{self.between(0, 9)}50.000"

    def grounds(self, count: int) -> list[str]:
        picked = sorted(self.dice.choice(len(_LISTS["grounds"]), count, replace=False).tolist())
        return [self.filled(_LISTS["grounds"][place]) for place in picked]

    def sentences(self, count: int) -> list[str]:
        """Sentences that were not used yet, as long as there are any."""
        picked = []
        for _ in range(count):
            if not self._unused:
                self._unused = self.dice.permutation(_LISTS["sentences"]).tolist()
            picked.append(self.filled(self._unused.pop()))
        return picked

    def filled(self, sentence: str) -> str:
        return sentence.format(
            number=self.between(11, 3120),
            date=self.date(),
            day=self.day(),
            province=self.province(),
            commune=self.commune(),
            name=self.name(),
            mr=self.of(("ông", "bà")),
            address=self.address(),
            area=f"{self.between(45, 900)},{self.between(1, 9)}",
            parcel=self.between(31, 990),
            sheet=self.between(2, 88),
            money=self.money(),
            hour=f"{self.between(7, 11):02d}",
            minute=self.between(10, 59),
            month=self.between(1, 12),
            count=self.between(2, 15),
            code=f"HN{self.between(10000, 99999)}",
            gram=f"{self.between(2, 3)}.{self.between(1, 9)}50",
            height=f"{self.between(2, 9)},{self.between(1, 9)}5",
            phone=f"09{self.between(10, 99)} {self.between(100, 999)} {self.between(100, 999)}",
            year=self.year(),
        )
