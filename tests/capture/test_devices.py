"""Every source is looked at on its own: what works is listed beside what does not."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.capture.devices import find_devices, open_source
from app.capture.folder import WatchedFolder
from app.capture.sane.program import short_label
from app.capture.source import ScanRequest
from app.errors import BadInput, TryLater, Unavailable
from app.settings import Settings
from tests.capture.conftest import SaneSetup, put_program
from tests.capture.escl_simulator import EsclSimulator
from tests.capture.papers import COARSE, never, number_of, paper


def quiet(watched_folder: str = "", escl_scanners: Sequence[str] = ()) -> Settings:
    """Settings that leave the network alone."""
    return Settings(
        watched_folder=watched_folder,
        escl_scanners=list(escl_scanners),
        find_network_scanners=False,
    )


def test_all_kinds_are_found_side_by_side(
    tmp_path: Path, sane_setup: SaneSetup, scanner: EsclSimulator
) -> None:
    sane_setup(test="number_of_devices 1\n")
    devices, problems = find_devices(
        Settings(
            find_network_scanners=False, watched_folder=str(tmp_path), escl_scanners=[scanner.url]
        )
    )
    assert not problems
    assert [(device.kind, device.name) for device in devices] == [
        ("folder", f"folder:{tmp_path}"),
        ("escl", f"escl:{scanner.url}"),
        ("sane", "sane:test:0"),
    ]
    assert devices[2].feeds == ("flatbed", "feeder")
    assert all(device.label for device in devices)


def test_each_missing_one_is_a_problem_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scanner: EsclSimulator
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    devices, problems = find_devices(
        quiet(
            watched_folder=str(tmp_path / "mất"),
            escl_scanners=["http://127.0.0.1:1/eSCL", scanner.url],
        )
    )
    assert [device.kind for device in devices] == ["escl"]
    assert [problem.kind for problem in problems] == ["folder", "escl", "sane"]
    assert "sane-utils" in problems[2].remedy
    assert all(problem.sentence and problem.remedy for problem in problems)


def test_a_dead_scanner_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_program(
        tmp_path,
        r"""case "$*" in
*formatted*) printf 'a:1\tHang A\tMot\nb:1\tHang B\tHai\nc:1\tHang C\tBa\n' ;;
*a:1*) echo "scanimage: open of device a:1 failed: Device busy" >&2; exit 1 ;;
*b:1*) exec /bin/sleep 60 ;;
*) echo "    --source ADF [ADF]" ;;
esac""",
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    started = time.monotonic()
    devices, problems = find_devices(quiet(), timeout=1.5)
    assert time.monotonic() - started < 8
    assert [(device.name, device.label) for device in devices] == [("sane:c:1", "Hang C Ba")]
    assert [problem.sentence for problem in problems] == [
        "Máy quét «Hang A Mot» đang bận.",
        "Máy quét «Hang B Hai» không phản hồi.",
    ]


def test_a_search_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_program(tmp_path, "exec /bin/sleep 60")
    monkeypatch.setenv("PATH", str(tmp_path))
    devices, (problem,) = find_devices(quiet(), timeout=0.3)
    assert not devices
    assert "quá lâu" in problem.sentence


def test_a_program_the_system_cannot_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scanimage").write_bytes(b"\x7fELF broken")
    (tmp_path / "scanimage").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    _, (problem,) = find_devices(quiet())
    assert "Không chạy được" in problem.sentence


def test_a_source_is_opened_by_its_name(
    tmp_path: Path, sane_setup: SaneSetup, scanner: EsclSimulator
) -> None:
    sane_setup(test="")
    (tmp_path / "giấy").mkdir()
    (tmp_path / "giấy" / "1.jpg").write_bytes(paper(1))
    settings = Settings(
        find_network_scanners=False,
        watched_folder=str(tmp_path / "giấy"),
        escl_scanners=[scanner.url],
    )
    devices, _ = find_devices(settings)
    for device in devices:
        source = open_source(device.name, settings)
        page = next(iter(source.scan(COARSE, cancelled=never)))
        assert page.source == device.name
        assert isinstance(source, WatchedFolder) == (device.kind == "folder")


def test_a_scanner_may_be_named_without_being_set_up(scanner: EsclSimulator) -> None:
    source = open_source(f"escl:{scanner.url}", quiet())
    assert number_of(next(iter(source.scan(COARSE, cancelled=never)))) == 1


@pytest.mark.parametrize(
    "name", ["", "test:0", "sane:", "sane:khac:0", "folder:", "folder:/khong/co", "escl:", "usb"]
)
def test_an_unknown_name_tells_those_that_exist(sane_setup: SaneSetup, name: str) -> None:
    sane_setup(test="")
    with pytest.raises(Unavailable) as refusal:
        open_source(name, quiet())
    assert f"«{name}»" in refusal.value.title
    assert "«sane:test:0»" in refusal.value.hint


def test_an_unknown_name_where_nothing_exists(sane_setup: SaneSetup) -> None:
    sane_setup()
    with pytest.raises(Unavailable, match="Chưa tìm thấy nguồn quét nào"):
        open_source("sane:khac:0", quiet())


def test_a_usb_scanner_is_known_again_after_it_was_plugged_in_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_program(
        tmp_path,
        r"""case "$*" in
*formatted*) printf 'genesys:libusb:001:007\tHang\tMot\npixma:libusb:001:008\tHang\tHai\n' ;;
*"-d genesys:libusb:001:005 "*)
    echo "scanimage: open of device genesys:libusb:001:005 failed: Invalid argument" >&2; exit 1 ;;
*"-d genesys:libusb:001:007 "*) echo "scanimage: sane_start: Device busy" >&2; exit 3 ;;
esac""",
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    source = open_source("sane:genesys:libusb:001:005", quiet())
    with pytest.raises(TryLater, match="«Hang Mot» đang bận"):
        next(iter(source.scan(COARSE, cancelled=never)))


@pytest.mark.parametrize(
    ("device", "label"),
    [
        ("airscan:e0:Canon MF240", "Canon MF240"),
        ("genesys:libusb:001:005", "genesys"),
        ("fujitsu:ScanSnap iX500:1234", "ScanSnap iX500"),
        ("0", "0"),
    ],
)
def test_a_device_name_is_shortened_to_what_tells_a_person_something(
    device: str, label: str
) -> None:
    assert short_label(device) == label


def test_a_busy_scanner_is_opened_and_says_so_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_program(tmp_path, 'echo "scanimage: open of device a:1 failed: Device busy" >&2; exit 1')
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TryLater):
        next(iter(open_source("sane:a:1", quiet()).scan(COARSE, cancelled=never)))


@pytest.mark.parametrize("wrong", [{"dpi": 0}, {"dpi": 5000}, {"max_pages": 0}])
def test_an_impossible_request_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(BadInput):
        ScanRequest(**wrong)  # type: ignore[arg-type]  # each is an int field
