"""``tram intake``: a dossier described in JSON, to the queue."""

from __future__ import annotations

from argparse import Namespace

from app.cli.output import note, say, say_json
from app.cli.unlock import open_station
from app.disk import write_out
from app.errors import ExitCode
from app.workflow.receipt import make_receipt_slip
from app.workflow.request import answered, read_request, take_in
from app.workflow.telling import dossier_told


def do_intake(options: Namespace) -> int:
    request = read_request(options.file)
    with open_station(options, write=True) as station:
        answer = take_in(
            station,
            request,
            progress=lambda done, total, name: note(f"{done}/{total} {name}"),
        )
        dossier = answer.dossier
        if options.slip:
            write_out(options.slip, make_receipt_slip(station, dossier.dossier_id))
        if options.json:
            say_json({**dossier_told(station, dossier), "resumed": answer.resumed})
        else:
            say(f"{dossier.dossier_id} {dossier.code}")
        answered(station, request, dossier.dossier_id)
    return ExitCode.DONE
