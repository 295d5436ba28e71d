"""The benchmark's own truth: its pages are what it says they are, and its measures count right."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.document.text.recognize import best_recognizer
from tests.bench.digitise.__main__ import main
from tests.bench.digitise.damage.camera import PAGE_PER_MM, Held, seen
from tests.bench.digitise.damage.photos import SCENES, photo
from tests.bench.digitise.damage.scans import scan
from tests.bench.digitise.measure.letters import distance, errors, nearest, plain, recall
from tests.bench.digitise.measure.pdfs import grey
from tests.bench.digitise.measure.quads import overlap
from tests.bench.digitise.measure.seals import seal_figures
from tests.bench.digitise.papers.faces import face
from tests.bench.digitise.papers.kinds import paper
from tests.bench.digitise.papers.sheet import HEIGHT, WIDTH, Pixels, Sheet, Truth
from tests.bench.digitise.report import Figure, Group, printed

SEED = 7


@pytest.fixture(scope="module")
def decision() -> Truth:
    return paper("decision", SEED, 0)


def test_an_undamaged_page_says_what_its_truth_says(decision: Truth) -> None:
    page = paper("minutes", SEED, 1)
    small = cv2.resize(grey(page.pixels), None, fx=2 / 3, fy=2 / 3, interpolation=cv2.INTER_AREA)
    words = best_recognizer().read(np.asarray(small, np.uint8), 200)
    printed_lines = [line.text for line in page.lines if not line.marked]
    wrong = errors(printed_lines, " ".join(word.text for word in words))
    assert wrong.all_letters > 1000
    assert wrong.cer - wrong.extra_share < 1.0


def test_the_same_number_is_the_same_page(decision: Truth) -> None:
    again = paper("decision", SEED, 0)
    assert (again.pixels == decision.pixels).all()
    first, second, other = (
        scan(decision, "photocopy", seed, 3, back=decision).data for seed in (SEED, SEED, SEED + 1)
    )
    assert first == second != other


def test_lines_under_a_seal_are_known(decision: Truth) -> None:
    marked = {line.text for line in decision.lines if line.marked}
    assert any("CHỦ TỊCH" in text for text in marked)
    assert not any(text.startswith("Điều") for text in marked)


def test_a_view_takes_points_where_it_takes_pictures() -> None:
    view = seen(Held(18, -9, 7, 0.9), (1500, 2000))
    spots = np.array([[40.0, 60.0], [180.0, 30.0], [100.0, 250.0]])
    flat = np.zeros((HEIGHT, WIDTH), np.uint8)
    for x, y in spots * PAGE_PER_MM:
        cv2.circle(flat, (round(x - 0.5), round(y - 0.5)), 20, 255, -1)
    laid = cv2.warpPerspective(flat, view.from_pixels(PAGE_PER_MM), view.size)
    count, _, _, middles = cv2.connectedComponentsWithStats((laid > 99).astype(np.uint8))
    assert count == 4
    wanted = view.project(spots) - 0.5
    for middle in middles[1:]:
        assert np.linalg.norm(wanted - middle, axis=1).min() < 1.0


def test_the_paper_ends_where_the_corners_say(decision: Truth) -> None:
    scene = "corner cut off"
    small = photo(scene, decision, decision, SEED, list(SCENES).index(scene))[1]
    assert small.corners is not None
    picture = cv2.imdecode(np.frombuffer(small.data, np.uint8), cv2.IMREAD_GRAYSCALE)
    middle = small.corners.mean(axis=0)
    outside = [not (0 <= x < small.size[0] and 0 <= y < small.size[1]) for x, y in small.corners]
    assert sum(outside) == 1
    for start, end in zip(small.corners, np.roll(small.corners, -1, axis=0), strict=True):
        point = start * 0.5 + end * 0.5
        inwards = (middle - point) / np.linalg.norm(middle - point) * 6
        paper_x, paper_y = np.rint(point + inwards).astype(int)
        table_x, table_y = np.rint(point - inwards).astype(int)
        assert picture is not None
        if 0 <= table_x < small.size[0] and 0 <= table_y < small.size[1]:
            assert int(picture[paper_y, paper_x]) > int(picture[table_y, table_x]) + 60


@pytest.mark.parametrize("number", [0, 1])
def test_a_scan_leans_as_it_says(number: int) -> None:
    sheet = Sheet(face("Tinos"), np.random.default_rng(1))
    sheet.rule(20, 150, 190, 150, 0.5)
    page = sheet.done("rule")
    leaning = scan(page, "medium", SEED, number, back=page)
    pixels = cv2.imdecode(np.frombuffer(leaning.data, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert pixels is not None
    ink = np.argwhere(pixels[:, 300:-300] < 110)[:, ::-1].astype(np.float32)
    run_x, run_y, *_ = cv2.fitLine(ink, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    assert abs(leaning.skew) >= 0.4
    assert -np.degrees(np.arctan2(run_y, run_x)) == pytest.approx(leaning.skew, abs=0.02)


def test_a_turned_scan_stands_upright_once_it_is_turned_back(decision: Truth) -> None:
    upright, turned = (
        _decoded(scan(decision, "photocopy", SEED, 0, back=decision, rotation=rotation).data)
        for rotation in (0, 90)
    )
    back = np.rot90(turned, -1)
    assert back.shape == upright.shape
    assert float(cv2.absdiff(np.ascontiguousarray(back), upright).mean()) < 2


def test_distance_is_that_of_the_textbook() -> None:
    assert distance("", "") == 0
    assert distance("quyết", "") == distance("", "quyết") == 5
    assert distance("kitten", "sitting") == 3
    assert distance("chỉ tiết", "chi tiết") == 1
    assert distance(["số", "một"], ["một"]) == 1


def test_the_nearest_piece_is_found() -> None:
    assert nearest("xã Đông Hải", "tại xã Đông Hãi ngày") == (4, 15, 1)
    assert nearest("abc", "zzz")[2] == 3
    assert nearest("abc", "")[2] == 3


def test_reading_order_is_no_error_but_letters_are() -> None:
    truth = ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "XÃ ĐÔNG HẢI"]
    right = errors(truth, "ỦY BAN NHÂN DÂN\nXÃ ĐÔNG HẢI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert (right.letters, right.words) == (0, 0)
    assert right.strict > 10
    wrong = errors(truth, "ỦY BAN NHÂN DÀN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM x XÃ ĐÔNG HẢI")
    assert (wrong.letters, wrong.extra, wrong.words) == (2, 1, 2)
    lost = errors(truth, "")
    assert (lost.cer, lost.wer) == (100, 100)


def test_leaders_and_forms_of_dashes_are_no_letters() -> None:
    assert plain("Nơi sinh: ........ Huế – “xã” . . . . .") == 'Nơi sinh: Huế - "xã"'


def test_a_word_is_recalled_as_often_as_it_stands() -> None:
    assert recall(["Thôn Đoài", "Thôn Bãi"], "Thôn | Đoài") == (2, 4)


def test_overlap_counts_what_lies_in_the_picture() -> None:
    square = np.array([(0, 0), (100, 0), (100, 100), (0, 100)], float)
    assert overlap(square, square, (200, 200)) == pytest.approx(1)
    assert overlap(square, square + np.array([50, 0]), (200, 200)) == pytest.approx(1 / 3)
    assert overlap(square, square + np.array([50, 0]), (100, 100)) == pytest.approx(0.5)
    assert overlap(square, square + np.array([100, 0]), (100, 100)) == 0


def test_a_seal_is_judged_by_its_colour_and_its_star(decision: Truth) -> None:
    (same,) = seal_figures(decision, decision.pixels)
    assert same.colour < 0.5
    assert same.solid > 0.99
    hollow = decision.pixels.copy()
    hollow[cv2.erode(decision.seals[0].star, np.ones((15, 15), np.uint8)) > 250] = 255
    (emptied,) = seal_figures(decision, hollow)
    assert emptied.solid < 0.9
    faded = decision.pixels // 2 + 127
    (pale,) = seal_figures(decision, np.asarray(faded, np.uint8))
    assert pale.colour > 15


def test_targets_are_said_to_be_reached_or_not() -> None:
    reached, missed = Figure("a", 0.5, most=0.6, tuned=1.5), Figure("b", 20, least=25)
    assert (reached.reached, missed.reached, replace(missed, least=None).reached) == (
        True,
        False,
        None,
    )
    table = printed(Group("title", (reached, missed), ("a note",)))
    assert "yes" in table
    assert "NO" in table
    assert "3.0" in table
    assert "a note" in table


def test_the_command_measures_two_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told, kept = tmp_path / "figures.json", tmp_path / "kept"
    words = ["--pages", "2", "--no-peer", "--only", "scans"]
    assert main([*words, "--json", str(told), "--keep", str(kept)]) == 0
    table = capsys.readouterr().out
    assert "seed" in table
    assert "CER medium" in table
    figures = [
        figure
        for group in json.loads(told.read_text(encoding="utf-8"))["groups"]
        for figure in group["figures"]
    ]
    letters = next(figure for figure in figures if figure["name"] == "CER good")
    assert 0 <= letters["ours"] < 10
    assert letters["most"] == 0.6
    assert len(list(kept.glob("*.pdf"))) == 4


def _decoded(data: bytes) -> Pixels:
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(pixels, np.uint8)
