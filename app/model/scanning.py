"""How paper is scanned: ready-made profiles, as data that an administrator may add to and lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from app.errors import BadInput
from app.i18n import t

Colour = Literal["color", "grey"]
Feed = Literal["auto", "flatbed", "feeder"]

COARSEST_DPI = 50
FINEST_DPI = 600
_LONGEST_WORD = 80
_MOST_PAGES = 10_000


@dataclass(frozen=True)
class ScanProfile:
    """One way of scanning, chosen by its ``name``; ``key`` is what the command line takes.

    ``source`` is a ``Device.name``, empty for the scanner the officer has chosen. ``flip_backs``:
    this feeder gives the backs upside down. ``two_passes``: all fronts, then the stack turned
    over and all backs, on a feeder that reads one side. ``ask_each_page``: the officer lays each
    sheet and says *next page* or *done*. ``max_pages`` ends by itself, as the two sides of a card.
    """

    key: str
    name: str
    source: str = ""
    dpi: int = 300
    colour: Colour = "color"
    feed: Feed = "auto"
    duplex: bool = False
    flip_backs: bool = False
    two_passes: bool = False
    ask_each_page: bool = False
    max_pages: int | None = None


def built_in_profiles() -> tuple[ScanProfile, ...]:
    """What a station has where its administrator has set nothing."""
    return (
        ScanProfile("a4", t("Giấy A4 một mặt")),
        ScanProfile("hai-mat", t("Giấy A4 hai mặt"), feed="feeder", duplex=True),
        ScanProfile("hai-luot", t("Hai mặt, quét hai lượt"), feed="feeder", two_passes=True),
        ScanProfile(
            "the",
            t("Thẻ căn cước hai mặt (kính)"),
            feed="flatbed",
            ask_each_page=True,
            max_pages=2,
        ),
        ScanProfile("tung-to", t("Từng tờ trên kính"), feed="flatbed", ask_each_page=True),
    )


def read_profiles(entries: object) -> tuple[ScanProfile, ...]:
    """The profiles of a settings file. Raises ``BadInput`` naming the first that is not right."""
    if not isinstance(entries, list):
        raise _wrong(t("Danh sách kiểu quét trong cài đặt không đúng dạng."))
    profiles: dict[str, ScanProfile] = {}
    for place, entry in enumerate(entries, start=1):
        profile = _read(entry, place)
        if profile.key in profiles:
            raise _wrong(t("Có hai kiểu quét cùng mã «{key}».", key=profile.key))
        profiles[profile.key] = profile
    return tuple(profiles.values())


def profile_named(profiles: Sequence[ScanProfile], key: str) -> ScanProfile:
    """The profile of that key. Raises ``BadInput`` with the keys that there are."""
    for profile in profiles:
        if profile.key == key:
            return profile
    raise BadInput(
        t("Không có kiểu quét nào mã «{key}».", key=key),
        t("Các kiểu quét: {keys}.", keys=", ".join(profile.key for profile in profiles)),
    )


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _LONGEST_WORD


def _is_count(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


_FITS: dict[str, Callable[[object], bool]] = {
    "key": _is_word,
    "name": _is_word,
    "source": lambda value: isinstance(value, str),
    "dpi": lambda value: _is_count(value, COARSEST_DPI, FINEST_DPI),
    "colour": lambda value: value in get_args(Colour),
    "feed": lambda value: value in get_args(Feed),
    "duplex": _is_flag,
    "flip_backs": _is_flag,
    "two_passes": _is_flag,
    "ask_each_page": _is_flag,
    "max_pages": lambda value: value is None or _is_count(value, 1, _MOST_PAGES),
}


def _read(entry: object, place: int) -> ScanProfile:
    if not isinstance(entry, dict):
        raise _wrong(t("Kiểu quét thứ {place} trong cài đặt không đúng dạng.", place=place))
    values: dict[str, Any] = entry
    name = values.get("name") or values.get("key") or place
    for field in fields(ScanProfile)[:2]:
        if field.name not in values:
            raise _wrong(t("Kiểu quét «{name}» thiếu mục «{field}».", name=name, field=field.name))
    for field_name, value in values.items():
        if field_name not in _FITS:
            unknown = t(
                "Kiểu quét «{name}» có mục lạ «{field}».", name=name, field=str(field_name)[:40]
            )
            raise _wrong(unknown)
        if not _FITS[field_name](value):
            raise _wrong(
                t(
                    "Kiểu quét «{name}» có mục «{field}» không hợp lệ: {value}.",
                    name=name,
                    field=field_name,
                    value=str(value)[:40],
                )
            )
    profile = ScanProfile(**values)
    if profile.two_passes and (profile.duplex or profile.ask_each_page):
        raise _wrong(
            t("Kiểu quét «{name}» không thể vừa quét hai lượt vừa hai mặt hay từng tờ.", name=name)
        )
    return profile


def _wrong(title: str) -> BadInput:
    return BadInput(title, t("Nhờ người quản trị sửa «scan_profiles» trong tệp cài đặt của trạm."))
