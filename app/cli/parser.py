"""The command line's words. ``--home`` and ``--json`` are understood before and after a verb.

Each verb names the function that does it (``room:function`` inside ``app.cli``); it is imported
only when the verb is called, so that no command waits for libraries it does not use.
"""

from __future__ import annotations

import argparse
import re
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from app.model.output import OutputProfile
from app.model.states import State
from app.paths import default_home


def build_parser() -> ArgumentParser:
    """The whole command line of ``tram``."""
    parser = ArgumentParser(
        prog="tram", description="Trạm Một Cửa: tiếp nhận, số hóa, ký và gửi hồ sơ của xã."
    )
    parser.add_argument("--home", type=_folder, default=_folder(default_home()), metavar="DIR")
    parser.add_argument("--json", action="store_true", help="in một tài liệu JSON")
    parser.set_defaults(verb=None, run=None)
    verbs = Verbs(parser, "verb")
    _station(verbs)
    _pages(verbs)
    _signing(verbs)
    _dossiers(verbs)
    _line(verbs)
    _practice(verbs)
    _province(Verbs(verbs.plain("province", "cổng tiếp nhận của tỉnh"), "province_verb"))
    return parser


class Verbs:
    """A list of verbs that share ``--home`` and ``--json``."""

    def __init__(self, parser: ArgumentParser, dest: str) -> None:
        required = dest != "verb"
        self._verbs = parser.add_subparsers(dest=dest, metavar="LỆNH", required=required)
        self._shared = ArgumentParser(add_help=False)
        self._shared.add_argument("--home", type=_folder, default=argparse.SUPPRESS, metavar="DIR")
        self._shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS)

    def add(self, name: str, run: str, says: str) -> ArgumentParser:
        parser = self._verbs.add_parser(name, parents=[self._shared], help=says)
        parser.set_defaults(run=run)
        return parser

    def plain(self, name: str, says: str) -> ArgumentParser:
        return self._verbs.add_parser(name, parents=[self._shared], help=says)


def _folder(name: str | Path) -> Path:
    """A folder by its full name: other processes of ours start from another place."""
    try:
        return Path(name).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise ArgumentTypeError(f"không dùng được thư mục «{name}»") from error


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 6 or int(text) < 1:
        raise ArgumentTypeError(f"«{text}» không phải là số từ 1 trở lên")
    return int(text)


def _megabytes(text: str) -> float:
    is_number = re.fullmatch(r"[0-9]{1,4}([.,][0-9]{1,3})?", text)
    size = float(text.replace(",", ".")) if is_number else 0.0
    if not size:
        raise ArgumentTypeError(f"«{text}» không phải là số MB lớn hơn 0")
    return size


def _station(verbs: Verbs) -> None:
    init = verbs.add("init", "station:do_init", "tạo trạm")
    init.add_argument("--practice", action="store_true", help="trạm và tỉnh thực hành")
    init.add_argument("--province", metavar="URL")
    init.add_argument("--enrolment", metavar="MÃ")
    init.add_argument("--officer", metavar="HỌ TÊN", default="Cán bộ Một cửa")
    init.add_argument("--officer-id", metavar="MÃ", default="can-bo-1")
    verbs.add("doctor", "station:do_doctor", "khám trạm")
    verbs.add("devices", "station:do_devices", "máy quét tìm thấy")
    audit = verbs.add("audit", "station:do_audit", "nhật ký")
    audit.add_argument("what", choices=["verify"])
    pictures = verbs.add("pictures", "pictures", "chụp các trang của cửa sổ")
    pictures.add_argument("out", type=Path, metavar="DIR")


def _pages(verbs: Verbs) -> None:
    scan = verbs.add("scan", "scanning:do_scan", "quét ra tệp ảnh")
    scan.add_argument("--source", metavar="TÊN", help="mặc định: máy quét của trạm")
    scan.add_argument("--profile", metavar="MÃ", help="kiểu quét của trạm")
    scan.add_argument("--dpi", type=_count)
    scan.add_argument("--duplex", action="store_true")
    scan.add_argument("-o", "--out", type=Path, required=True, metavar="DIR")
    made = verbs.add("digitize", "pages:do_digitize", "ảnh, PDF → một tệp PDF/A")
    made.add_argument("inputs", nargs="+", type=Path, metavar="TỆP")
    made.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pdf")
    made.add_argument("--kind", choices=["auto", "scan", "photo"], default="auto")
    profiles = [profile.value for profile in OutputProfile]
    made.add_argument("--profile", choices=profiles, default="archive", help="lưu trữ, gửi nhanh")
    made.add_argument("--fit-mb", type=_megabytes, metavar="N", help="ghi cho vừa N MB")
    made.add_argument("--no-ocr", action="store_true", help="không nhận dạng chữ")
    card = verbs.add("read-card", "pages:do_read_card", "đọc mã QR, MRZ của thẻ")
    card.add_argument("image", nargs="?", type=Path, metavar="ẢNH")
    card.add_argument("--text", metavar="CHUỖI")


def _signing(verbs: Verbs) -> None:
    sign = verbs.add("sign", "signing:do_sign", "ký số một tệp PDF")
    sign.add_argument("pdf", type=Path, metavar="PDF")
    sign.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    sign.add_argument("--as", dest="role", choices=["officer", "agency"], default="officer")
    sign.add_argument("--signer", metavar="KHÓA", help="softkey:TỆP | pkcs11:THƯ VIỆN?token=TÊN")
    verify = verbs.add("verify", "signing:do_verify", "kiểm tra tệp đã ký")
    verify.add_argument("file", type=Path, metavar="TỆP")


def _dossiers(verbs: Verbs) -> None:
    intake = verbs.add("intake", "intake:do_intake", "tiếp nhận hồ sơ mô tả bằng JSON")
    intake.add_argument("file", type=Path, metavar="FILE.json")
    intake.add_argument("--slip", type=Path, metavar="PDF", help="ghi giấy tiếp nhận ra tệp")
    listing = verbs.add("list", "dossiers:do_list", "hàng đợi")
    listing.add_argument("--state", choices=[state.value for state in State])
    listing.add_argument("--search", default="", metavar="CHỮ")
    show = verbs.add("show", "dossiers:do_show", "một hồ sơ")
    show.add_argument("dossier", metavar="MÃ")
    show.add_argument("--out", type=Path, metavar="DIR", help="ghi PDF, bản kê, biên nhận ra đây")


def _line(verbs: Verbs) -> None:
    sync = verbs.add("sync", "line:do_sync", "gửi hàng đợi lên tỉnh")
    sync.add_argument("--until-empty", action="store_true", help="gửi đến khi hết hàng đợi")
    closing = verbs.add("close-day", "line:do_close_day", "chốt ngày với tỉnh")
    closing.add_argument("date", nargs="?", metavar="YYYY-MM-DD")


def _practice(verbs: Verbs) -> None:
    practice = verbs.add("practice", "practice:do_practice", "chơi một ngày ở quầy")
    practice.add_argument("--dossiers", type=_count, default=5, metavar="N")
    practice.add_argument("--seed", type=int, default=468)
    practice.add_argument("--out", type=Path, metavar="DIR")
    practice.add_argument("--no-pictures", action="store_true", help="không chụp cửa sổ")


def _province(verbs: Verbs) -> None:
    init = verbs.add("init", "province:do_init", "tạo cổng tỉnh")
    init.add_argument("--name", required=True)
    init.add_argument("--id", dest="province_id", required=True)
    init.add_argument("--port", type=int, default=8443)
    serving = verbs.add("serve", "province:do_serve", "chạy cổng tỉnh")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int)
    enrol = verbs.add("enrol", "province:do_enrol", "cấp mã đăng ký trạm, dùng một lần")
    enrol.add_argument("--agency-code", required=True, metavar="H27.15.3")
    enrol.add_argument("--agency-name", required=True)
    enrol.add_argument("--parent-name", default="")
    verbs.add("list", "province:do_list", "hồ sơ đang giữ")
    show = verbs.add("show", "province:do_show", "một hồ sơ")
    show.add_argument("dossier", metavar="MÃ")
    show.add_argument("--out", type=Path, metavar="DIR", help="ghi các tệp PDF ra đây")
