from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import BadInput, TryLater, Unavailable
from app.paths import ROOT
from app.province.home import create_province, open_province
from app.province.server import serve
from tests.province.conftest import new_province
from tests.province.counter import Counter
from tests.province.desk import pdf
from tests.province.gateway_process import GatewayProcess


def test_a_signal_ends_it_cleanly_and_it_prints_nothing(tmp_path: Path) -> None:
    gateway = GatewayProcess(new_province(tmp_path / "home")).start()
    client = gateway.client()
    client.get("/v1/hello").raise_for_status()
    gateway.process.send_signal(signal.SIGTERM)
    output, _ = gateway.process.communicate(timeout=20)
    assert gateway.process.returncode == 0
    assert output == ""
    assert gateway.errors() == ""
    client.close()


def test_one_gateway_per_home(gateway: GatewayProcess) -> None:
    with pytest.raises(TryLater, match="đang được một tiến trình khác phục vụ"):
        serve(gateway.home, port=0)


def test_a_home_is_looked_at_while_it_is_served(gateway: GatewayProcess, counter: Counter) -> None:
    dossier_id, _, _ = counter.send_whole(pdf())
    with open_province(gateway.home) as province:
        (row,) = (row for row in province.archive.list() if row["dossier_id"] == dossier_id)
    assert row["held"] == "committed"
    assert row["procedure"] == "Đăng ký khai sinh"
    assert row["applicant"] == "Trần Thị Hoa Mẫu"
    assert (row["blobs"], row["bytes"], row["status"]) == (1, 2000, 2)


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    home = new_province(tmp_path / "home")
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(Unavailable, match="Không mở được cổng"),
    ):
        serve(home, port=taken.getsockname()[1])
    with pytest.raises(Unavailable):
        serve(home, port=70_000)


def test_no_province_here(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Không có kho của tỉnh"):
        serve(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_a_damaged_certificate(tmp_path: Path) -> None:
    home = new_province(tmp_path / "home")
    (home / "certificate.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nx\n")
    with pytest.raises(BadInput, match="Chứng thư TLS"):
        serve(home, port=0)


def test_the_homes_own_port_is_taken_when_none_is_named_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    create_province(tmp_path / "home", name="Tỉnh", province_id="H27", port=port)
    code = "import sys; from pathlib import Path; from app.province.server import serve;"
    code += "serve(Path(sys.argv[1]), ready=lambda url: print(url, flush=True))"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "home")],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == f"https://127.0.0.1:{port}"
        process.send_signal(signal.SIGINT)
    assert process.returncode == 0
