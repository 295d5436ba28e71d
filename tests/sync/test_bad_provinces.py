"""A line that misbehaves loses nothing, and says what happened in one sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from app.errors import ExitCode
from app.model.states import State
from app.practice.home import make_practice
from app.settings import load_settings, save_settings
from app.sync.faults import ClockWrong, ForeignServer, LineDown, Throttled
from app.workflow.handover import open_gateway, release
from tests.journey import scene
from tests.sync.passes import assert_all_arrive, sync, sync_honestly, sync_twisted
from tests.sync.twisted_province import Answer


def test_away(home: Path) -> None:
    report = sync(home)
    assert isinstance(report.fault, LineDown)
    assert report.fault.code == ExitCode.UNAVAILABLE
    assert report.remaining == 2
    assert_all_arrive(home)


def test_captive_portal_answers_html(home: Path) -> None:
    def portal(method: str, path: str, answer: Answer) -> Answer:
        return Answer(200, {"Content-Type": "text/html"}, b"<html>Please log in</html>")

    report = sync_twisted(home, portal)
    assert isinstance(report.fault, ForeignServer)
    assert report.remaining == 2
    assert_all_arrive(home)


def test_html_under_our_header(home: Path) -> None:
    def broken(method: str, path: str, answer: Answer) -> Answer:
        return Answer(200, answer.headers, b"<html>")

    report = sync_twisted(home, broken)
    assert isinstance(report.fault, ForeignServer)
    assert_all_arrive(home)


def test_another_certificate(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    make_practice(other)
    with scene.province_of(other) as url:
        scene.point_at(home, int(url.rpartition(":")[2]))
        report = sync(home)
    assert isinstance(report.fault, ForeignServer)
    assert report.remaining == 2
    assert_all_arrive(home)


def test_another_dossiers_receipt(home: Path) -> None:
    first: list[bytes] = []

    def swapped(method: str, path: str, answer: Answer) -> Answer:
        if not path.endswith("/commit") or answer.status not in (200, 201):
            return answer
        first.append(answer.body)
        return replace_body(answer, first[0])

    report = sync_twisted(home, swapped)
    assert report.committed == 1
    assert report.remaining == 1, "a receipt of another dossier is no receipt"
    assert report.problems
    assert_all_arrive(home)


def replace_body(answer: Answer, body: bytes) -> Answer:
    return replace(answer, body=body)


def test_receipt_with_one_changed_letter(home: Path) -> None:
    def forged(method: str, path: str, answer: Answer) -> Answer:
        if not path.endswith("/commit"):
            return answer
        return replace_body(answer, answer.body.replace(b'"receipt_no":"', b'"receipt_no":"9'))

    report = sync_twisted(home, forged)
    assert report.committed == 0
    assert report.remaining == 2
    assert_all_arrive(home)


def test_refused_dossier_is_held_and_the_next_goes_on(home: Path) -> None:
    refused: list[str] = []

    def refuse_first(method: str, path: str, answer: Answer) -> Answer:
        if method == "PUT" and not refused:
            refused.append(path)
        if method == "PUT" and path == refused[0]:
            problem = {"code": "bad_manifest", "message": "sai mã thủ tục", "field": "procedure"}
            return Answer(422, answer.headers, json.dumps(problem).encode())
        return answer

    report = sync_twisted(home, refuse_first)
    assert (report.committed, report.held, report.remaining) == (1, 1, 0)
    with scene.open_scene(home) as station:
        (held,) = station.store.dossiers({State.HELD_SERVER})
        assert "sai mã thủ tục" in held.held_reason
        release(station, held.dossier_id)
    assert_all_arrive(home)


def test_endless_500(home: Path) -> None:
    def ill(method: str, path: str, answer: Answer) -> Answer:
        return Answer(500, answer.headers, b"{}") if method == "PATCH" else answer

    report = sync_twisted(home, ill)
    assert isinstance(report.fault, LineDown)
    assert report.remaining == 2
    assert_all_arrive(home)


def test_throttled(home: Path) -> None:
    def busy(method: str, path: str, answer: Answer) -> Answer:
        if method != "PUT":
            return answer
        problem = {"code": "throttled", "message": ""}
        return Answer(429, {**answer.headers, "Retry-After": "7"}, json.dumps(problem).encode())

    report = sync_twisted(home, busy)
    assert isinstance(report.fault, Throttled)
    assert report.fault.seconds == 7
    assert_all_arrive(home)


def test_offsets_that_cannot_be(home: Path) -> None:
    def forged(method: str, path: str, answer: Answer) -> Answer:
        if method != "PATCH":
            return answer
        problem = {"code": "wrong_offset", "message": "", "offset": 10**12}
        return Answer(409, answer.headers, json.dumps(problem).encode())

    report = sync_twisted(home, forged)
    assert report.committed == 0
    assert report.remaining == 2
    assert_all_arrive(home)


def test_clock_refusal_is_named(home: Path) -> None:
    def late(method: str, path: str, answer: Answer) -> Answer:
        if method == "GET":
            return answer
        problem = {"code": "clock", "message": "", "server_time": "2026-01-01T00:00:00+07:00"}
        return Answer(401, answer.headers, json.dumps(problem).encode())

    report = sync_twisted(home, late)
    assert isinstance(report.fault, ClockWrong)
    assert "2026-01-01" in report.fault.title
    assert_all_arrive(home)


def test_revoked_station_pauses_and_keeps_all(home: Path) -> None:
    settings = load_settings(home)
    save_settings(home, replace(settings, station_id="khong-co"))
    report = sync_honestly(home)
    assert report.fault is not None
    assert report.fault.code == ExitCode.NOT_ALLOWED
    save_settings(home, replace(load_settings(home), station_id=settings.station_id))
    assert_all_arrive(home)


def test_unenrolled_province_key_means_no_receipt(home: Path) -> None:
    settings = load_settings(home)
    save_settings(home, replace(settings, province_keys={}))
    report = sync_honestly(home)
    assert report.committed == 0
    assert report.remaining == 2
    save_settings(home, replace(load_settings(home), province_keys=settings.province_keys))
    assert_all_arrive(home)


def test_hello_tells_who_is_there(home: Path) -> None:
    with scene.province_of(home), scene.open_scene(home) as station, open_gateway(station) as line:
        assert line.hello()["province_id"]
