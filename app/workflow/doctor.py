"""``tram doctor``: what the counter needs, each with its remedy."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.capture.devices import find_devices
from app.document.text.recognize import best_recognizer
from app.errors import AppError
from app.i18n import t
from app.settings import Settings
from app.sync.drain import LAST_SERVER_TIME
from app.workflow.handover import open_gateway
from app.workflow.station import Station

DISK_WARNING_BYTES = 2_000_000_000
DISK_PROBLEM_BYTES = 200_000_000
CLOCK_WARNING = timedelta(minutes=5)


@dataclass(frozen=True)
class Finding:
    """``state`` is ok, warning or problem; ``remedy`` is empty when all is well."""

    name: str
    state: str
    sentence: str
    remedy: str = ""


def examine(settings: Settings, station: Station | None) -> list[Finding]:
    """Look at everything once; a thing that is missing is a finding, never an exception."""
    findings = [_ocr(), *_scanners(settings), _disk(station.home if station else None)]
    if station is None:
        findings.append(
            Finding(
                "station",
                "warning",
                t("Chưa có trạm ở thư mục này."),
                t("Tạo trạm bằng lệnh: tram init --practice (thực hành) hoặc tram init."),
            )
        )
        return findings
    return [
        *findings,
        _database(station),
        _signing(station),
        _province(station),
        _clock(station),
        _catalogue(station),
    ]


def _from_error(name: str, error: AppError, state: str = "problem") -> Finding:
    return Finding(name, state, error.title, error.hint)


def _ocr() -> Finding:
    try:
        recognizer = best_recognizer()
    except AppError as error:
        return _from_error("ocr", error)
    return Finding("ocr", "ok", t("Nhận dạng chữ tiếng Việt: {name}.", name=recognizer.name))


def _scanners(settings: Settings) -> Iterator[Finding]:
    devices, problems = find_devices(settings)
    if devices:
        names = ", ".join(device.label for device in devices)
        yield Finding("scanner", "ok", t("Máy quét: {names}.", names=names))
    else:
        yield Finding(
            "scanner",
            "warning",
            t("Không tìm thấy máy quét nào."),
            t("Cắm máy quét và bật nguồn, hoặc thêm tệp ảnh có sẵn."),
        )
    for problem in problems:
        yield Finding(f"scanner-{problem.kind}", "warning", problem.sentence, problem.remedy)


def _disk(home: Path | None) -> Finding:
    free = shutil.disk_usage(home or Path(tempfile.gettempdir())).free
    sentence = t("Đĩa còn trống {size} MB.", size=free // 1_000_000)
    if free < DISK_PROBLEM_BYTES:
        return Finding("disk", "problem", sentence, t("Dọn đĩa trước khi tiếp nhận."))
    if free < DISK_WARNING_BYTES:
        return Finding("disk", "warning", sentence, t("Dọn đĩa trong tuần này."))
    if home is not None and not os.access(home, os.W_OK):
        return Finding("disk", "problem", t("Không ghi được vào thư mục của trạm."), str(home))
    return Finding("disk", "ok", sentence)


def _database(station: Station) -> Finding:
    report = station.store.verify_audit()
    if not report.ok:
        return Finding(
            "database",
            "problem",
            t("Nhật ký bị đứt ở dòng {seq}.", seq=report.first_broken_seq),
            t("Ngừng tiếp nhận và báo quản trị; không xóa tệp nào."),
        )
    return Finding(
        "database", "ok", t("Dữ liệu nguyên vẹn, {rows} dòng nhật ký.", rows=report.rows)
    )


def _signing(station: Station) -> Finding:
    try:
        signer = station.signer()
    except AppError as error:
        return _from_error("signing", error)
    if not signer.legal:
        sentence = t(
            "Khóa ký thực hành của {name}: không có giá trị pháp lý.", name=signer.common_name
        )
        return Finding("signing", "ok" if station.practice else "warning", sentence)
    return Finding("signing", "ok", t("Khóa ký của {name} sẵn sàng.", name=signer.common_name))


def _province(station: Station) -> Finding:
    try:
        with open_gateway(station, no_progress=5.0) as gateway:
            hello = gateway.hello()
    except AppError as error:
        return _from_error("province", error, "warning")
    return Finding("province", "ok", t("Nối được với {name}.", name=hello["province_name"]))


def _clock(station: Station) -> Finding:
    now = station.clock.now()
    told = station.store.get(LAST_SERVER_TIME)
    if told and datetime.fromisoformat(told) - now > CLOCK_WARNING:
        return Finding(
            "clock",
            "problem",
            t("Đồng hồ máy này chậm hơn giờ của tỉnh lần trước."),
            t("Chỉnh lại ngày giờ của máy."),
        )
    return Finding("clock", "ok", t("Giờ máy: {now:%H:%M ngày %d/%m/%Y}.", now=now))


def _catalogue(station: Station) -> Finding:
    count = len(station.catalogue.procedures(station.clock.now().date()))
    epoch = station.catalogue.epoch
    return Finding(
        "catalogue", "ok", t("Danh mục {epoch}: {count} thủ tục.", epoch=epoch, count=count)
    )
