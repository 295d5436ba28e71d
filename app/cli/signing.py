"""``tram sign`` and ``tram verify``."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path

from app.cli.output import note, say, say_json
from app.cli.unlock import PASSPHRASE, open_station
from app.clock import SystemClock
from app.disk import write_out
from app.errors import BadInput, ExitCode, NotAllowed
from app.i18n import t
from app.settings import is_home, load_settings
from app.signing.pades import SignedPdf, sign_pdf
from app.signing.signer import Signer, open_signer
from app.workflow.verify import verify_file

MAX_FILE_BYTES = 512 * 1024 * 1024


def do_sign(options: Namespace) -> int:
    pdf = _bytes_of(options.pdf)
    if options.signer:
        signer = open_signer(options.signer, _pin)
        try:
            signed = _signed(options, pdf, signer, load_settings(options.home).agency_name)
        finally:
            signer.close()
    else:
        with open_station(options, write=False) as station:
            signed = _signed(options, pdf, station.signer(), station.settings.agency_name)
    write_out(options.out, signed.pdf)
    if options.json:
        say_json(
            {
                "output": str(options.out),
                "sha256": signed.sha256,
                "signed_by": signed.signed_by,
                "signed_at": signed.signed_at,
                "legal": signed.legal,
            }
        )
    else:
        say(
            t(
                "{file}: {name} đã ký lúc {time}",
                file=options.out,
                name=signed.signed_by,
                time=signed.signed_at,
            )
        )
    if not signed.legal:
        note(t("Chữ ký thực hành: không có giá trị pháp lý."))
    return ExitCode.DONE


def _signed(options: Namespace, pdf: bytes, signer: Signer, agency: str) -> SignedPdf:
    now = SystemClock().now()
    if options.role == "officer":
        return sign_pdf(pdf, signer, role="officer", at=now)
    return sign_pdf(
        pdf,
        signer,
        role="agency",
        at=now,
        agency_name=agency or signer.common_name,
        copy_form="SAO Y",
    )


def _pin() -> str:
    given = os.environ.get("TRAM_PIN") or os.environ.get(PASSPHRASE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise NotAllowed(
            t("Cần mã PIN hoặc mật khẩu của khóa ký."), t("Đặt vào biến môi trường TRAM_PIN.")
        )
    return getpass.getpass(t("Mã PIN: "))


def do_verify(options: Namespace) -> int:
    raw = _bytes_of(options.file)
    if is_home(options.home):
        with open_station(options, write=False) as station:
            verdict = verify_file(raw, station)
    else:
        verdict = verify_file(raw, None)
    if options.json:
        say_json(verdict.to_json())
    else:
        for sentence in verdict.sentences:
            say(sentence)
    return verdict.exit_code


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_FILE_BYTES:
            raise BadInput(t("Tệp «{file}» quá lớn.", file=file), t("Chọn đúng tệp."))
        return file.read_bytes()
    except OSError as error:
        raise BadInput(
            t("Không đọc được tệp «{file}».", file=file), t("Kiểm tra đường dẫn và quyền đọc.")
        ) from error
