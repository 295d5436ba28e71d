"""The station's own settings: one JSON file in its home, written whole or not at all."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from app.disk import write_whole
from app.errors import BadInput
from app.i18n import t
from app.model.output import OutputProfile

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
    signer: str = "softkey"
    file_size_limit_mb: int = 6
    output_profile: OutputProfile = OutputProfile.ARCHIVE


def is_home(home: Path) -> bool:
    """True where a station was made."""
    return (home / FILE).is_file()


def load_settings(home: Path) -> Settings:
    """The settings of a home. A file that is not ours raises ``BadInput``."""
    file = home / FILE
    try:
        raw: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise BadInput(
            t("Không đọc được tệp cài đặt «{file}».", file=file),
            t("Khôi phục tệp từ bản sao lưu, hoặc xóa tệp để dùng cài đặt mặc định."),
        ) from error
    known = {entry.name for entry in fields(Settings)}
    values = {key: value for key, value in raw.items() if key in known}
    if values.get("output_profile") in set(OutputProfile):
        values["output_profile"] = OutputProfile(values["output_profile"])
    else:
        values.pop("output_profile", None)
    return replace(Settings(), **values)


def save_settings(home: Path, settings: Settings) -> None:
    """Keep the settings durably, whole or not at all. ``CannotWrite`` where the disk refuses."""
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
    write_whole(home / FILE, text.encode())
