"""A practice home: a station and its own province on this machine, with keys marked not legal."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

from app.errors import CannotWrite, NotAllowed
from app.i18n import t
from app.model.people import Officer
from app.practice.places import AUTHORITY_FOLDER, PRACTICE_PASSPHRASE, province_home
from app.practice.process import running_province
from app.province.home import create_province, open_province
from app.settings import FILE as SETTINGS_FILE
from app.settings import Settings, is_home
from app.signing.practice_ca import PracticeAuthority
from app.workflow.setup import enrol_station, make_station
from app.workflow.station import TRUST_FOLDER, officer_key_file

OFFICER = Officer("can-bo-1", "Nguyễn Thị Thực Hành", "Công chức Một cửa", "0900000001")
AGENCY_CODE = "H27.15.3"
AGENCY_NAME = "UBND xã Thực Hành"
PARENT_NAME = "UBND tỉnh Thực Hành"


def make_practice(home: Path) -> None:
    """Make the station, the province and their keys, and enrol the one with the other.

    It is made beside ``home`` and put in place when it is whole, so that a making that was
    broken off leaves nothing behind that looks like a station.
    """
    if is_home(home):
        raise NotAllowed(
            t("Thư mục «{home}» đã có một trạm.", home=home),
            t("Chọn thư mục khác, hoặc mở trạm đã có."),
        )
    home = home.resolve()
    making = home.with_name(home.name + ".making")
    try:
        if home.exists() and (not home.is_dir() or any(home.iterdir())):
            raise FileExistsError(home)
        home.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(making, ignore_errors=True)
        _make_in(making)
        _put_in_place(making, home)
    except OSError as error:
        shutil.rmtree(making, ignore_errors=True)
        raise CannotWrite(
            t("Không tạo được trạm thực hành ở «{home}».", home=home),
            t("Chọn thư mục trống khác, kiểm tra dung lượng đĩa và quyền ghi."),
        ) from error


def _put_in_place(making: Path, home: Path) -> None:
    """An empty folder that is there stays the same folder: somebody may stand in it. What makes
    it a home comes last."""
    if not home.exists():
        making.replace(home)
        return
    for child in sorted(making.iterdir(), key=lambda each: each.name == SETTINGS_FILE):
        child.replace(home / child.name)
    making.rmdir()


def _make_in(home: Path) -> None:
    authority = PracticeAuthority.create(home / AUTHORITY_FOLDER)
    code = _make_province(province_home(home), authority)
    settings = Settings(
        practice=True,
        agency_name=AGENCY_NAME,
        parent_agency_name=PARENT_NAME,
        address="Thôn Thực Hành, xã Thực Hành",
        phone="0900000000",
    )
    with make_station(home, OFFICER, PRACTICE_PASSPHRASE, settings=settings) as station:
        authority.publish_root(home / TRUST_FOLDER / "practice")
        authority.write_officer_softkey(
            officer_key_file(home, OFFICER.officer_id),
            OFFICER.full_name,
            OFFICER.officer_id,
            station.softkey_passphrase(),
        )
        with running_province(province_home(home)) as url:
            enrol_station(station, url, code)


def _make_province(folder: Path, authority: PracticeAuthority) -> str:
    """A province on a free port of this machine; returns an enrolment code for the station."""
    key, certificate = authority.issue_server(["127.0.0.1", "localhost"])
    create_province(
        folder,
        name="Tỉnh Thực Hành",
        province_id="tinh-thuc-hanh",
        tls_cert_pem=certificate,
        tls_key_pem=key,
        port=_free_port(),
    )
    with open_province(folder) as province:
        return province.new_enrolment(AGENCY_CODE, AGENCY_NAME, PARENT_NAME)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
