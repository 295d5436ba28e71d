"""Keys every signing test shares: one practice authority, an officer, an agency, a soft token."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.clock import VIETNAM
from app.signing.practice_ca import PracticeAuthority
from app.signing.signer import Signer, open_signer
from app.signing.verify import TrustAnchors
from tests.signing.papers import paper
from tests.signing.tokens import Token, make_tokens

OFFICER = "Nguyễn Thị Ễn Phương Thảo"
AGENCY = "Ủy ban nhân dân xã Thực Hành"
PASSPHRASE = "mật khẩu của khóa"
AT = datetime(2026, 11, 23, 8, 30, tzinfo=VIETNAM)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> PracticeAuthority:
    return PracticeAuthority.create(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def anchors(authority: PracticeAuthority) -> TrustAnchors:
    return TrustAnchors.practice(authority.certificate)


@pytest.fixture(scope="session")
def officer_file(authority: PracticeAuthority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("keys") / "cán bộ.p12"
    authority.write_officer_softkey(file, OFFICER, "CB-007", PASSPHRASE)
    return file


@pytest.fixture(scope="session")
def agency_file(authority: PracticeAuthority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("keys") / "cơ quan.p12"
    authority.write_softkey(file, PASSPHRASE, authority.issue_agency(AGENCY, "H27.15.3"))
    return file


@pytest.fixture
def officer(officer_file: Path) -> Iterator[Signer]:
    signer = open_signer(f"softkey:{officer_file}", lambda: PASSPHRASE)
    yield signer
    signer.close()


@pytest.fixture
def agency(agency_file: Path) -> Iterator[Signer]:
    signer = open_signer(f"softkey:{agency_file}", lambda: PASSPHRASE)
    yield signer
    signer.close()


@pytest.fixture(scope="session")
def a4() -> bytes:
    return paper()


@pytest.fixture(scope="session")
def token(authority: PracticeAuthority, tmp_path_factory: pytest.TempPathFactory) -> Token:
    """SoftHSM reads its configuration once per process, so all tests share these tokens."""
    return make_tokens(tmp_path_factory.mktemp("softhsm"), authority, OFFICER)
