"""``tram list``, ``tram show``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from app.cli.output import say, say_json, shortened, table
from app.cli.unlock import open_station
from app.disk import write_out
from app.errors import BadInput, ExitCode
from app.i18n import t
from app.model.dossier import Dossier
from app.model.states import State
from app.workflow.receipt import make_receipt_slip
from app.workflow.station import Station
from app.workflow.telling import dossier_line, dossier_told


def do_list(options: Namespace) -> int:
    states = {State(options.state)} if options.state else None
    with open_station(options, write=False) as station:
        dossiers = station.store.dossiers(states, search=options.search)
    if options.json:
        say_json({"dossiers": [dossier_line(dossier) for dossier in dossiers]})
    elif dossiers:
        head = (t("Mã hồ sơ"), t("Trạng thái"), t("Thủ tục"), t("Người nộp"), t("Hẹn trả"))
        say(table(head, [_row(dossier) for dossier in dossiers]))
    else:
        say(t("Chưa có hồ sơ nào."))
    return ExitCode.DONE


def _row(dossier: Dossier) -> tuple[str, ...]:
    due = f"{dossier.due_at:%d/%m/%Y %H:%M}" if dossier.due_at else ""
    return (
        dossier.code or dossier.dossier_id[:8],
        dossier.state.value,
        shortened(dossier.procedure_name, 48),
        shortened(dossier.applicant.full_name, 32),
        due,
    )


def do_show(options: Namespace) -> int:
    with open_station(options, write=False) as station:
        dossier = station.store.find(options.dossier)
        if dossier is None:
            raise BadInput(
                t("Không có hồ sơ «{code}».", code=options.dossier),
                t("Xem danh sách bằng lệnh: tram list."),
            )
        told = dossier_told(station, dossier)
        if options.out:
            told["files"] = _write_files(station, dossier, options.out)
    if options.json:
        say_json(told)
    else:
        _say_dossier(told)
    return ExitCode.DONE


def _write_files(station: Station, dossier: Dossier, folder: Path) -> list[str]:
    store = station.store
    files: dict[str, bytes] = {}
    for document in store.documents(dossier.dossier_id):
        if document.signed_sha256:
            files[f"{document.component_key}.pdf"] = store.objects.read(document.signed_sha256)
    manifest, receipt = store.manifest(dossier.dossier_id), store.receipt(dossier.dossier_id)
    if manifest is not None:
        files["ban-ke.json"] = manifest
        files["giay-tiep-nhan.pdf"] = make_receipt_slip(station, dossier.dossier_id)
    if receipt is not None:
        files["bien-nhan.json"] = receipt
    for name, data in files.items():
        write_out(folder / name, data)
    return [str(folder / name) for name in files]


def _say_dossier(told: dict[str, Any]) -> None:
    for name, value in told.items():
        if isinstance(value, list):
            say(f"{name}:")
            for each in value:
                say(f"  - {each}")
        else:
            say(f"{name}: {value}")
