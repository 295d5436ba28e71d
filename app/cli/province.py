"""``tram province``: the reference gateway and what it holds."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.output import note, say, say_json, table
from app.cli.writing import write_out
from app.errors import BadInput, ExitCode
from app.i18n import t
from app.practice.home import province_home
from app.province.home import create_province, is_province, open_province
from app.province.server import serve

if TYPE_CHECKING:
    from app.cli.verbs import Verbs


def add_verbs(verbs: Verbs, shared: ArgumentParser) -> None:
    province = verbs.add_parser("province", help="cổng tiếp nhận của tỉnh")
    under = province.add_subparsers(dest="province_verb", metavar="LỆNH", required=True)
    init = under.add_parser("init", parents=[shared], help="tạo cổng tỉnh")
    init.add_argument("--name", required=True)
    init.add_argument("--id", dest="province_id", required=True)
    init.add_argument("--port", type=int, default=8443)
    init.set_defaults(run=_init)
    serving = under.add_parser("serve", parents=[shared], help="chạy cổng tỉnh")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int)
    serving.set_defaults(run=_serve)
    enrol = under.add_parser("enrol", parents=[shared], help="cấp mã đăng ký trạm, dùng một lần")
    enrol.add_argument("--agency-code", required=True, metavar="H27.15.3")
    enrol.add_argument("--agency-name", required=True)
    enrol.add_argument("--parent-name", default="")
    enrol.set_defaults(run=_enrol)
    under.add_parser("list", parents=[shared], help="hồ sơ đang giữ").set_defaults(run=_list)
    show = under.add_parser("show", parents=[shared], help="một hồ sơ")
    show.add_argument("dossier", metavar="MÃ")
    show.add_argument("--out", type=Path, metavar="DIR", help="ghi các tệp PDF ra đây")
    show.set_defaults(run=_show)


def _home(options: Namespace) -> Path:
    """The province itself, or the practice province inside a practice home."""
    home: Path = options.home
    for candidate in (home, province_home(home)):
        if is_province(candidate):
            return candidate
    raise BadInput(
        t("Thư mục «{home}» chưa có cổng tỉnh nào.", home=home),
        t("Tạo bằng lệnh: tram province init, hoặc tram init --practice."),
    )


def _init(options: Namespace) -> int:
    create_province(
        options.home, name=options.name, province_id=options.province_id, port=options.port
    )
    note(t("Đã tạo cổng tỉnh ở «{home}».", home=options.home))
    if options.json:
        say_json({"home": str(options.home), "province_id": options.province_id})
    return ExitCode.DONE


def _serve(options: Namespace) -> int:
    def ready(url: str) -> None:
        if options.json:
            say_json({"url": url}, indent=None)
        else:
            note(t("Cổng tỉnh đang chạy ở {url}; dừng bằng Ctrl+C.", url=url))

    serve(_home(options), host=options.host, port=options.port, ready=ready)
    return ExitCode.DONE


def _enrol(options: Namespace) -> int:
    with open_province(_home(options)) as province:
        code = province.new_enrolment(options.agency_code, options.agency_name, options.parent_name)
    if options.json:
        say_json({"code": code})
    else:
        say(code)
    return ExitCode.DONE


def _list(options: Namespace) -> int:
    with open_province(_home(options)) as province:
        rows = province.archive.list()
    if options.json:
        say_json({"dossiers": rows})
    elif rows:
        head = (t("Mã hồ sơ"), t("Trạng thái"), t("Thủ tục"), t("Người nộp"))
        names = ("dossier_code", "held", "procedure", "applicant")
        say(table(head, [tuple(str(row[name]) for name in names) for row in rows]))
    else:
        say(t("Tỉnh chưa giữ hồ sơ nào."))
    return ExitCode.DONE


def _show(options: Namespace) -> int:
    with open_province(_home(options)) as province:
        told = province.archive.show(options.dossier)
        if options.out:
            for blob in told["blobs"]:
                file = options.out / f"{blob['sha256']}.pdf"
                write_out(file, province.archive.export_blob(blob["sha256"]))
    say_json(told)
    return ExitCode.DONE
