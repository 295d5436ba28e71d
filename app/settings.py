"""The station's own settings: one JSON file in its home, written whole or not at all."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from app.disk import write_whole
from app.errors import BadInput, NotAllowed
from app.i18n import t
from app.model.output import OutputProfile
from app.model.scanning import ScanProfile, built_in_profiles, read_profiles

FILE = "settings.json"


@dataclass(frozen=True)
class Settings:
    """What an administrator or the enrolment sets. Times are ``HH:MM`` of Vietnam's clock."""

    language: str = "vi"
    practice: bool = False
    station_id: str = ""
    station_code: str = "01"
    agency_code: str = ""
    agency_name: str = ""
    parent_agency_name: str = ""
    counter_name: str = "Trung tâm Phục vụ hành chính công"
    address: str = ""
    phone: str = ""
    province_url: str = ""
    province_certificate: str = ""
    province_keys: dict[str, str] = field(default_factory=dict)
    """Receipt keys of the province: key id → raw public key in base64."""
    scan_source: str = ""
    scan_dpi: int = 300
    watched_folder: str = ""
    escl_scanners: list[str] = field(default_factory=list)
    """Base URLs of network scanners, such as ``http://192.0.2.10/eSCL``."""
    find_network_scanners: bool = True
    """Look for others by mDNS; off where an office must see its own scanners only."""
    scan_profiles: list[dict[str, Any]] = field(default_factory=list)
    """Ways of scanning as ``ScanProfile`` has them; they take the place of the built-in ones."""
    scan_profiles_locked: bool = False
    """Officers choose among the profiles and change nothing."""
    twain_python: str = ""
    """A 32-bit Python for Windows, for scanners that have a 32-bit TWAIN driver only."""
    signer: str = "softkey"
    file_size_limit_mb: int = 6
    output_profile: OutputProfile = OutputProfile.ARCHIVE


_DEFAULTS = asdict(Settings())


def is_home(home: Path) -> bool:
    """True where a station was made."""
    return (home / FILE).is_file()


def load_settings(home: Path) -> Settings:
    """The settings of a home. A file that is not ours raises ``BadInput``."""
    file = home / FILE
    try:
        raw: Any = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(file) from error
    if not isinstance(raw, dict):
        raise _unreadable(file)
    values = {key: _checked(key, raw[key]) for key in raw.keys() & _DEFAULTS.keys()}
    if values.get("output_profile") in set(OutputProfile):
        values["output_profile"] = OutputProfile(values["output_profile"])
    else:
        values.pop("output_profile", None)
    return replace(Settings(), **values)


def save_settings(home: Path, settings: Settings) -> None:
    """Keep the settings durably, whole or not at all. ``CannotWrite`` where the disk refuses."""
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
    write_whole(home / FILE, text.encode())


def profiles_of(settings: Settings) -> tuple[ScanProfile, ...]:
    """The ways of scanning to choose from: the station's own, else the built-in ones.

    Raises ``BadInput`` naming an entry of the settings that is not right.
    """
    return read_profiles(settings.scan_profiles) or built_in_profiles()


def require_profile_change_allowed(settings: Settings) -> None:
    """``NotAllowed`` where the administrator has locked the profiles."""
    if settings.scan_profiles_locked:
        raise NotAllowed(
            t("Người quản trị đã khóa các kiểu quét của trạm."),
            t("Chọn một kiểu quét có sẵn, hoặc nhờ người quản trị sửa."),
        )


def _checked(key: str, value: Any) -> Any:
    """A value of its setting's own kind; what a profile holds is read when it is wanted."""
    default = _DEFAULTS[key]
    kind = str if isinstance(default, str) else type(default)
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    plain = key == "scan_profiles" or all(isinstance(each, str) for each in inside)
    if type(value) is not kind or not plain:
        raise BadInput(
            t("Mục «{key}» trong tệp cài đặt không hợp lệ.", key=key),
            t("Nhờ người quản trị sửa mục này, hoặc xóa nó để dùng giá trị mặc định."),
        )
    return value


def _unreadable(file: Path) -> BadInput:
    return BadInput(
        t("Không đọc được tệp cài đặt «{file}».", file=file),
        t("Khôi phục tệp từ bản sao lưu, hoặc xóa tệp để dùng cài đặt mặc định."),
    )
