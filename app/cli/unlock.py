"""Opening the home for a command: the passphrase comes from the environment or the keyboard."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path

from app.errors import NotAllowed
from app.i18n import t
from app.practice.places import PRACTICE_PASSPHRASE
from app.settings import is_home, load_settings
from app.workflow.station import Station

PASSPHRASE = "TRAM_PASSPHRASE"
OFFICER = "TRAM_OFFICER"


def open_station(options: Namespace, *, write: bool) -> Station:
    """The station of ``--home``, unlocked. A practice home has a passphrase all know."""
    return Station.open(
        options.home,
        passphrase_of(options.home) if is_home(options.home) else "",
        officer_id=os.environ.get(OFFICER) or None,
        write=write,
        ask_pin=_ask_pin if sys.stdin.isatty() else None,
    )


def new_passphrase() -> str:
    """The passphrase for a home about to be made."""
    return _given() or _typed(t("Đặt mật khẩu của trạm: "))


def passphrase_of(home: Path) -> str:
    """The passphrase of a home: given, known to all, or typed."""
    given = _given()
    if given:
        return given
    if load_settings(home).practice:
        return PRACTICE_PASSPHRASE
    return _typed(t("Mật khẩu: "))


def _given() -> str:
    return os.environ.get(PASSPHRASE, "")


def _typed(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise NotAllowed(
            t("Trạm đang khóa."), t("Đặt mật khẩu vào biến môi trường TRAM_PASSPHRASE.")
        )
    return getpass.getpass(prompt)


def _ask_pin(token: str) -> str:
    return getpass.getpass(t("Mã PIN của {token}: ", token=token))
