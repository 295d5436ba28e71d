"""A practice station, its province and one small dossier, for the tests of the whole journey."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from app.model.dossier import Channel
from app.paths import RESOURCES
from app.practice.places import PRACTICE_PASSPHRASE, province_home
from app.province.home import open_province
from app.settings import load_settings, save_settings
from app.workflow.request import answered, read_request, take_in
from app.workflow.station import Station
from tests.journey.provinces import quick_province

PROCEDURE = "1.001653"
"""Đổi, cấp lại Giấy xác nhận khuyết tật: one required paper at a direct counter."""


def paper(file: Path, *lines: str) -> None:
    """A small page with Vietnamese lines: A5 at 200 dpi, quick to read."""
    page = Image.new("RGB", (1165, 1654), "white")
    font = ImageFont.truetype(str(RESOURCES / "fonts" / "Tinos-Regular.ttf"), 44)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(lines):
        draw.text((120, 160 + 90 * row), line, fill="black", font=font)
    page.save(file, quality=85, dpi=(200, 200))


def write_request(folder: Path, station: Station, number: int = 1) -> Path:
    """A request of one applicant with a paper for every component that must come."""
    folder.mkdir(parents=True, exist_ok=True)
    procedure = station.catalogue.get(PROCEDURE, station.clock.now().date())
    components: list[dict[str, Any]] = []
    for line in procedure.components_for("", Channel.DIRECT):
        if not line.required:
            continue
        name = f"{line.key}-{number}.jpg"
        paper(folder / name, "ĐƠN ĐỀ NGHỊ", line.name, f"Người làm đơn số {number}")
        components.append({"key": line.key, "files": [name]})
    request = {
        "procedure": PROCEDURE,
        "applicant": {
            "identifier": f"0420900{number:05d}",
            "full_name": "Trần Văn Diễn Tập",
            "born_on": "1990-01-01",
            "sex": "male",
            "address": "Thôn Mẫu, xã Thực Hành",
        },
        "components": components,
    }
    file = folder / f"ho-so-{number}.json"
    file.write_text(json.dumps(request, ensure_ascii=False), encoding="utf-8")
    return file


def open_scene(home: Path, *, write: bool = True) -> Station:
    return Station.open(home, PRACTICE_PASSPHRASE, write=write)


def take_in_file(home: Path, request_file: Path, *, answer: bool = True) -> str:
    """One dossier to the queue; its id."""
    with open_scene(home) as station:
        request = read_request(request_file)
        dossier_id = take_in(station, request).dossier.dossier_id
        if answer:
            answered(station, request, dossier_id)
        return dossier_id


def copy_scene(template: Path, home: Path) -> Path:
    """A copy of station and province that stands on a port of its own."""
    shutil.copytree(template, home)
    point_at(home, move_province(home))
    return home


def move_province(home: Path) -> int:
    """Give the province of a home another free port."""
    port = free_port()
    file = province_home(home) / "province.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**told, "port": port}), encoding="utf-8")
    return port


def point_at(home: Path, port: int) -> None:
    """Let the station call ``port`` of this machine."""
    settings = load_settings(home)
    save_settings(home, replace(settings, province_url=f"https://127.0.0.1:{port}"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def province_of(home: Path) -> Iterator[str]:
    with quick_province(province_home(home)) as url:
        yield url


def held_by_province(home: Path) -> list[dict[str, Any]]:
    with open_province(province_home(home)) as province:
        return province.archive.list()


def told_by_province(home: Path, dossier_id: str) -> dict[str, Any]:
    with open_province(province_home(home)) as province:
        return province.archive.show(dossier_id)
