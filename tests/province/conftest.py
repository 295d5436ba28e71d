from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.province.home import Province, create_province, open_province
from tests.province.counter import Counter
from tests.province.gateway_process import GatewayProcess

_agencies = itertools.count(1)


def new_province(home: Path) -> Path:
    create_province(home, name="Tỉnh Thử Nghiệm", province_id="H27", port=0)
    return home


def new_code(home: Path, agency_code: str = "") -> str:
    """A one-time code, for a new agency where none is named."""
    with open_province(home) as province:
        return _code_of(province, agency_code or f"H27.15.{next(_agencies)}")


def _code_of(province: Province, agency_code: str) -> str:
    return province.new_enrolment(agency_code, "UBND xã Thử Nghiệm", "UBND tỉnh Thử Nghiệm")


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    """One gateway for all tests that leave it alive; each enrols its own stations."""
    process = GatewayProcess(new_province(tmp_path_factory.mktemp("province") / "home")).start()
    yield process
    assert process.stop() == 0
    assert process.errors() == ""


@pytest.fixture(scope="session")
def new_counter(gateway: GatewayProcess) -> Iterator[Callable[[], Counter]]:
    """A new station of a new agency, over one line that all of them share."""
    client = gateway.client()
    with open_province(gateway.home) as province:
        yield lambda: Counter(client, _code_of(province, f"H27.15.{next(_agencies)}"))


@pytest.fixture
def counter(new_counter: Callable[[], Counter]) -> Counter:
    return new_counter()
