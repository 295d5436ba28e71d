"""Answers of scanners, odd and hostile ones too."""

from __future__ import annotations

import pytest

from app.capture.escl.messages import (
    Inlet,
    NotEscl,
    read_capabilities,
    read_status,
    scan_settings,
)
from app.capture.source import ScanRequest
from tests.capture.escl_simulator_xml import job_info, scanner_status

NAMES = 'xmlns:s="urn:scan" xmlns:p="urn:pwg"'


def capabilities(inside: str) -> bytes:
    return f"<s:ScannerCapabilities {NAMES}>{inside}</s:ScannerCapabilities>".encode()


def platen(inside: str) -> bytes:
    return capabilities(f"<s:Platen><s:PlatenInputCaps>{inside}</s:PlatenInputCaps></s:Platen>")


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"\0\0\0",
        b"<html><body></body></html>",
        b"<ScannerCapabilities>",
        b"<?xml version='1.0' encoding='xyz'?><ScannerCapabilities/>",
        capabilities(""),
        b"<!DOCTYPE x []>" + platen(""),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e "e">]>'
         "<ScannerCapabilities>&e;</ScannerCapabilities>").encode("utf-16"),
    ],
)  # fmt: skip
def test_what_is_no_answer_of_a_scanner_is_refused(xml: bytes) -> None:
    with pytest.raises(NotEscl):
        read_capabilities(xml)


def test_deep_nesting_is_survived() -> None:
    able = read_capabilities(platen("<s:a>" * 100_000 + "</s:a>" * 100_000))
    assert set(able.inlets) == {"flatbed"}


def test_a_scanner_that_says_little_gets_what_every_scanner_can() -> None:
    able = read_capabilities(platen(f"<s:MaxWidth>{'9' * 5000}</s:MaxWidth>"))
    inlet = able.inlets["flatbed"]
    assert (able.model, able.duplex) == ("eSCL", False)
    assert (inlet.width, inlet.height, inlet.resolutions) == (2550, 3508, [])
    assert b"<scan:XResolution>200<" in scan_settings(ScanRequest(dpi=200), "flatbed", inlet)


def test_a_range_of_resolutions_gives_its_usual_steps() -> None:
    span = "<p:XResolutionRange><p:Min>100</p:Min><p:Max>1200</p:Max></p:XResolutionRange>"
    assert read_capabilities(platen(span)).inlets["flatbed"].resolutions == [
        100, 150, 200, 300, 400, 600, 1200
    ]  # fmt: skip


def test_a_small_scanner_is_not_asked_for_more_than_it_has() -> None:
    inlet = Inlet(width=1200, height=900, resolutions=[100], colour_modes={"Grayscale8"})
    settings = scan_settings(ScanRequest(dpi=300, duplex=True), "feeder", inlet)
    for expected in (
        b"<pwg:Width>1200<", b"<pwg:Height>900<", b"<scan:XResolution>100<",
        b"<scan:ColorMode>Grayscale8<", b"<scan:Duplex>true<",
    ):  # fmt: skip
        assert expected in settings


def test_the_status_tells_of_the_feeder_and_of_each_job() -> None:
    jobs = [job_info("a-1", "Completed", 3), job_info("a-2", "Canceled", 0)]
    status = read_status(scanner_status("Idle", "ScannerAdfJam", jobs))
    assert status.adf == "ScannerAdfJam"
    assert status.jobs == {"a-1": "Completed", "a-2": "Canceled"}
    assert read_status(scanner_status("Idle", "", [])).adf == ""
