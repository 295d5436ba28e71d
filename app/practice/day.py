"""``tram practice``: a counter day played through the real pipeline and a province of its own.

Nothing is simulated but the citizen, the papers and the province's officials: the pictures
are generated, everything after them is what an officer's day does.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.disk import write_out
from app.errors import CannotWrite
from app.i18n import t
from app.model.dossier import Channel, DigitizeClass, Dossier
from app.model.people import Person
from app.practice.comparison import DossierLine, compare
from app.practice.home import make_practice
from app.practice.papers.plan import PracticeDossier, practice_plan
from app.practice.places import PRACTICE_PASSPHRASE, province_home
from app.practice.process import run_own, running_province
from app.province.home import open_province
from app.workflow.close_day import DayClosing, close_day
from app.workflow.handover import sync_until_empty
from app.workflow.receipt import make_receipt_slip
from app.workflow.request import answered, read_request, take_in
from app.workflow.station import Station

Say = Callable[[str], None]


@dataclass(frozen=True)
class PracticeDay:
    """What a practice day left behind. ``ok`` only when both sides agree in every digest."""

    out: Path
    lines: list[DossierLine]
    closing: DayClosing
    seconds: dict[str, float]
    pictures: list[str]
    sync: dict[str, Any]

    @property
    def ok(self) -> bool:
        return bool(self.lines) and all(line.ok for line in self.lines) and self.closing.agreed

    def to_json(self) -> dict[str, Any]:
        return {
            "ok": self.ok,
            "out": str(self.out),
            "home": str(self.out / "home"),
            "seconds": self.seconds,
            "dossiers": [{**vars(line), "ok": line.ok} for line in self.lines],
            "pages": sum(line.pages for line in self.lines),
            "sync": self.sync,
            "day": self.closing.to_json(),
            "pictures": self.pictures,
        }


def practise(
    out: Path, *, dossiers: int, seed: int, say: Say, pictures: bool = True
) -> PracticeDay:
    """Play a day of ``dossiers`` into the folder ``out``, which must be new or empty."""
    started = time.monotonic()
    seconds: dict[str, float] = {}

    def lap(name: str, since: float) -> float:
        now = time.monotonic()
        seconds[name] = round(now - since, 2)
        return now

    _prepare(out)
    home = out / "home"
    say(t("Tạo trạm và tỉnh thực hành…"))
    make_practice(home)
    at = lap("set_up", started)
    say(t("Vẽ giấy tờ của {count} hồ sơ…", count=dossiers))
    plan = practice_plan(dossiers, seed)
    with (
        running_province(province_home(home)),
        Station.open(home, PRACTICE_PASSPHRASE) as station,
    ):
        requests = [
            _lay_out(station, out / "giay-to" / f"{place:02d}", each)
            for place, each in enumerate(plan, start=1)
        ]
        at = lap("papers", at)
        taken = [_take_in(station, file, say) for file in requests]
        at = lap("intake", at)
        say(t("Gửi lên tỉnh…"))
        report = sync_until_empty(station)
        at = lap("sync", at)
        say(t("Chốt ngày…"))
        closing = close_day(station, _now(station).date())
        at = lap("close_day", at)
        lines = _compare_all(station, home, taken)
        _leave_files(station, out, taken)
        lap("compare", at)
    shots = _window_pictures(home, out / "cua-so", say) if pictures else []
    seconds["total"] = round(time.monotonic() - started, 2)
    day = PracticeDay(out, lines, closing, seconds, shots, report.to_json())
    write_out(out / "ket-qua.json", _as_json(day.to_json()))
    return day


def _as_json(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _now(station: Station) -> datetime:
    return station.clock.now()


def _prepare(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        occupied = any(out.iterdir())
    except OSError as error:
        raise CannotWrite(
            t("Không tạo được thư mục «{out}».", out=out), t("Chọn thư mục khác bằng --out.")
        ) from error
    if occupied:
        raise CannotWrite(
            t("Thư mục «{out}» không trống.", out=out), t("Chọn thư mục mới bằng --out.")
        )


def _lay_out(station: Station, folder: Path, planned: PracticeDossier) -> Path:
    """Put one dossier's papers on the counter: picture files and the request that names them."""
    components: list[dict[str, Any]] = []
    for key, pictures in planned.papers.items():
        names = []
        for number, picture in enumerate(pictures, start=1):
            name = f"{key}-{number:02d}.jpg"
            write_out(folder / name, picture.jpeg)
            names.append(name)
        components.append({"key": key, "files": names})
    procedure = station.catalogue.get(planned.procedure_code, _now(station).date())
    for line in procedure.components_for(planned.case_key, Channel.DIRECT):
        if line.required and line.digitize_class is DigitizeClass.DO_NOT_DIGITIZE:
            components.append({"key": line.key})
    request = {
        "procedure": planned.procedure_code,
        "case": planned.case_key,
        "applicant": _applicant(planned.applicant),
        "components": components,
    }
    file = folder / "ho-so.json"
    write_out(file, _as_json(request))
    return file


def _applicant(person: Person) -> dict[str, str]:
    return {
        "identifier": person.identifier,
        "full_name": person.full_name,
        "born_on": person.born_on,
        "sex": person.sex.value if person.sex else "",
        "address": person.address,
        "phone": person.phone,
    }


def _take_in(station: Station, file: Path, say: Say) -> str:
    request = read_request(file)
    answer = take_in(station, request)
    answered(station, request, answer.dossier.dossier_id)
    say(f"  {answer.dossier.code}  {answer.dossier.procedure_name}")
    return answer.dossier.dossier_id


def _compare_all(station: Station, home: Path, taken: list[str]) -> list[DossierLine]:
    with open_province(province_home(home)) as province:
        held = {row["dossier_id"] for row in province.archive.list()}
        lines = [compare(station, province.archive, station.store.dossier(each)) for each in taken]
    if held != set(taken):
        lines[0].differences.append(
            t("tỉnh giữ {held} hồ sơ, trạm gửi {sent}", held=len(held), sent=len(taken))
        )
    return lines


def _leave_files(station: Station, out: Path, taken: list[str]) -> None:
    for dossier_id in taken:
        dossier: Dossier = station.store.dossier(dossier_id)
        folder = out / "ho-so" / dossier.code
        for document in station.store.documents(dossier_id):
            name = f"{document.position + 1:02d}-{document.component_key}.pdf"
            write_out(folder / name, station.store.objects.read(document.signed_sha256))
        write_out(folder / "giay-tiep-nhan.pdf", make_receipt_slip(station, dossier_id))
        for name, raw in (
            ("ban-ke.json", station.store.manifest(dossier_id)),
            ("bien-nhan.json", station.store.receipt(dossier_id)),
        ):
            if raw is not None:
                write_out(folder / name, raw)


def _window_pictures(home: Path, out: Path, say: Say) -> list[str]:
    """The window on a copy of this home, worked by a process of its own: the day stays as it
    was compared."""
    say(t("Chụp cửa sổ…"))
    out.mkdir(parents=True)
    copy = shutil.copytree(home, home.with_name("home-cua-so"))
    try:
        run = run_own(
            ["pictures", str(out), "--home", str(copy)],
            QT_QPA_PLATFORM="offscreen",
            TRAM_PASSPHRASE=PRACTICE_PASSPHRASE,
            TRAM_OFFICER="",
        )
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    if run.returncode:
        say(t("Không chụp được cửa sổ: {why}", why=run.stderr.strip().splitlines()[-1:]))
    return sorted(str(file) for file in out.glob("*.png"))
