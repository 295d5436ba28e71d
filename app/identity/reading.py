"""What a card told: the person, which code was read, and what the officer should look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.model.people import Person


class CardKind(StrEnum):
    """Which code of which card: the QR of the chip CCCD (2021 to 6/2024), that of the căn cước
    (from 1/7/2024), or the MRZ on the back of either (DOMAIN §3.1-3.4)."""

    CHIP_CCCD = "chip_cccd"
    CAN_CUOC = "can_cuoc"
    MRZ = "mrz"


@dataclass(frozen=True)
class CardReading:
    """``warnings`` are sentences for the officer, none of which stops the work. ``extras`` are
    further fields of the code as they came: parents' names on new cards, the expiry of an MRZ."""

    person: Person
    kind: CardKind
    warnings: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
