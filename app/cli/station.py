"""``tram init``, ``tram doctor``, ``tram devices``, ``tram audit verify``."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from app.capture.devices import find_devices
from app.cli.output import note, say, say_json, table
from app.cli.unlock import new_passphrase, open_station
from app.errors import BadInput, ExitCode
from app.i18n import t
from app.model.people import Officer
from app.practice.home import make_practice
from app.settings import is_home, load_settings
from app.workflow.doctor import examine
from app.workflow.setup import enrol_station, make_station


def do_init(options: Namespace) -> int:
    if bool(options.province) != bool(options.enrolment):
        raise BadInput(
            t("Cần cả địa chỉ tỉnh và mã đăng ký."), "tram init --province URL --enrolment MÃ"
        )
    if options.practice:
        make_practice(options.home)
        note(t("Đã tạo trạm thực hành ở «{home}».", home=options.home))
    elif is_home(options.home) and options.province:
        with open_station(options, write=True) as station:
            enrol_station(station, options.province, options.enrolment)
        note(t("Đã đăng ký trạm với tỉnh."))
    else:
        officer = Officer(options.officer_id, options.officer)
        with make_station(options.home, officer, new_passphrase()) as station:
            note(t("Đã tạo trạm ở «{home}».", home=options.home))
            if options.province:
                enrol_station(station, options.province, options.enrolment)
                note(t("Đã đăng ký trạm với tỉnh."))
    if options.json:
        settings = load_settings(options.home)
        say_json(
            {
                "home": str(options.home),
                "practice": settings.practice,
                "station_id": settings.station_id,
                "agency_code": settings.agency_code,
                "province_url": settings.province_url,
            }
        )
    return ExitCode.DONE


def do_doctor(options: Namespace) -> int:
    if is_home(options.home):
        with open_station(options, write=False) as station:
            findings = examine(station.settings, station)
    else:
        findings = examine(load_settings(options.home), None)
    ok = all(finding.state != "problem" for finding in findings)
    if options.json:
        say_json({"ok": ok, "findings": [asdict(finding) for finding in findings]})
    else:
        marks = {"ok": "✓", "warning": "!", "problem": "✗"}
        for finding in findings:
            say(f"{marks[finding.state]} {finding.sentence}")
            if finding.remedy:
                say(f"  → {finding.remedy}")
    return ExitCode.DONE if ok else ExitCode.UNAVAILABLE


def do_devices(options: Namespace) -> int:
    devices, problems = find_devices(load_settings(options.home))
    if options.json:
        say_json(
            {
                "devices": [asdict(device) for device in devices],
                "problems": [asdict(problem) for problem in problems],
            }
        )
        return ExitCode.DONE
    if devices:
        head = (t("Tên"), t("Máy"), t("Loại"))
        say(table(head, [(each.name, each.label, each.kind) for each in devices]))
    else:
        say(t("Không tìm thấy máy quét nào; vẫn thêm được tệp và thư mục."))
    for problem in problems:
        note(f"{problem.sentence}\n→ {problem.remedy}")
    return ExitCode.DONE


def do_audit(options: Namespace) -> int:
    with open_station(options, write=False) as station:
        report = station.store.verify_audit()
    if options.json:
        say_json(asdict(report))
    elif report.ok:
        say(t("Nhật ký nguyên vẹn: {rows} dòng.", rows=report.rows))
    else:
        say(t("Nhật ký bị đứt ở dòng {seq}.", seq=report.first_broken_seq))
    return ExitCode.DONE if report.ok else ExitCode.BAD_INPUT
