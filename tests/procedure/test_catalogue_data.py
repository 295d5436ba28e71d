"""The shipped catalogue: nothing of the source is lost, and a clerk can work with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.model.dossier import Channel, CopyKind, DigitizeClass, Handling
from app.procedure.catalogue import Catalogue, Component, Procedure, load_catalogue
from app.procedure.catalogue_files import inconsistencies
from app.procedure.document_types import document_types
from app.procedure.procedure import FeeKind, Unit

ON = date(2026, 11, 24)
CATALOGUE: Catalogue = load_catalogue()
PROCEDURES: list[Procedure] = CATALOGUE.procedures(ON)
SOURCE: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "source_lines.json").read_text(encoding="utf-8")
)
"""SHA-256, cut to 16, of heading and text of each of the 586 lines of the national catalogue."""

PAPER_STOPPED = {
    "1.001193",
    "1.000656",
    "1.000894",
    "2.000986",
    "1.004222",
    "1.004194",
    "1.002755",
}

every_procedure = pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda each: each.code)


def _digest(group: str, text: str) -> str:
    return hashlib.sha256(f"{group}\x1f{text}".encode()).hexdigest()[:16]


def _lines(procedure: Procedure) -> Iterator[str]:
    for note in procedure.notes:
        yield from (_digest(note.group, text) for text in note.texts)
    for each in procedure.components:
        for group in each.groups or ("",):
            for text in (each.official_name, *each.also, *each.conditions):
                yield _digest(group, text)


def _checklists(procedure: Procedure) -> Iterator[list[Component]]:
    for case in [each.key for each in procedure.cases] or [""]:
        for channel in procedure.channels:
            yield procedure.papers(case, channel)


def _get(code: str, key: str) -> Component:
    found = CATALOGUE.get(code, ON).component(key)
    assert found is not None
    return found


def test_all_procedures_of_the_source_are_there() -> None:
    assert {each.code for each in PROCEDURES} == set(SOURCE)
    assert len(PROCEDURES) == 55
    assert sum(map(len, SOURCE.values())) == 586


@every_procedure
def test_no_line_of_the_source_is_lost(procedure: Procedure) -> None:
    assert set(SOURCE[procedure.code]) <= set(_lines(procedure))


@every_procedure
def test_it_is_consistent(procedure: Procedure) -> None:
    assert not list(inconsistencies(procedure))


@every_procedure
def test_it_has_papers_or_says_why_not(procedure: Procedure) -> None:
    assert bool(procedure.components) != bool(procedure.no_papers)
    if procedure.components:
        for papers in _checklists(procedure):
            assert papers
            assert any(each.required for each in papers)


@every_procedure
def test_short_names_are_short_and_say_the_paper(procedure: Procedure) -> None:
    assert 0 < len(procedure.short_name) <= 60
    for each in procedure.components:
        assert 0 < len(each.name) <= 62
        assert len(each.condition) <= 75
        assert not each.name.startswith(("Trường hợp", "Lưu ý", "Đối với", "Nếu"))
        assert each.name[0].isupper()
        assert each.name[-1] not in ".;,:"
        assert each.official_name
        assert each.key.replace("-", "").isalnum()
        assert each.key.isascii()


@every_procedure
def test_names_on_one_checklist_differ(procedure: Procedure) -> None:
    for papers in _checklists(procedure):
        names = [each.name for each in papers]
        assert len(set(names)) == len(names)


@every_procedure
def test_a_paper_for_some_people_only_says_when_and_is_not_required(procedure: Procedure) -> None:
    for each in procedure.components:
        assert each.required != bool(each.condition)


@every_procedure
def test_what_the_law_forbids_to_digitise_is_not_digitised(procedure: Procedure) -> None:
    """Shown papers, forms that are data already, and plain copies, but for a copy whose original
    lies beside it (TT 01/2023; DOMAIN §2.3)."""
    for each in procedure.components:
        compared = procedure.code == "2.000913" and each.key == "giay-chung-nhan-tai-san"
        never = each.handling is Handling.PRESENT_ONLY or each.copy_kind is not CopyKind.ORIGINAL
        if never and not compared:
            assert each.digitize_class is DigitizeClass.DO_NOT_DIGITIZE, each.key


@every_procedure
def test_results_of_earlier_procedures_must_be_digitised(procedure: Procedure) -> None:
    types = document_types()
    for each in procedure.components:
        is_result = types[each.document_type_code].is_procedure_result
        kept = each.handling is Handling.SUBMIT and each.copy_kind is CopyKind.ORIGINAL
        if is_result and kept:
            assert each.digitize_class is DigitizeClass.MUST, each.key


@every_procedure
def test_every_paper_has_a_listed_type_and_local_codes_are_marked(procedure: Procedure) -> None:
    types = document_types()
    for each in procedure.components:
        kind = types[each.document_type_code]
        assert each.code_is_local == kind.code_is_local == kind.code.startswith("TAM.")


@every_procedure
def test_electronic_forms_are_no_papers_at_the_counter(procedure: Procedure) -> None:
    for each in procedure.components:
        assert (each.copy_kind is CopyKind.ELECTRONIC) == (each.channels == (Channel.ONLINE,))
        if each.official_name.startswith(("Mẫu hộ tịch điện tử", "Mẫu điện tử")):
            assert each.copy_kind is CopyKind.ELECTRONIC


@every_procedure
def test_every_channel_has_a_term_and_a_fee(procedure: Procedure) -> None:
    for channel in procedure.channels:
        assert any(channel in each.channels for each in procedure.terms)
        assert any(channel in each.channels for each in procedure.fees)
        assert procedure.term(channel).unit is not Unit.CASE
    for term in procedure.terms:
        assert term.source in ("V", "K")
        assert term.text


@every_procedure
def test_a_zero_that_the_province_decides_is_not_free(procedure: Procedure) -> None:
    for fee in procedure.fees:
        decided = "Hội đồng nhân dân" in fee.catalogue and "Miễn lệ phí. Phí" not in fee.catalogue
        if fee.catalogue.startswith("0 VNĐ") and decided:
            assert fee.kind is FeeKind.PROVINCE
            assert fee.amount is None


@every_procedure
def test_paper_stops_only_where_directive_24_says(procedure: Procedure) -> None:
    stopped = date(2025, 10, 1) if procedure.code in PAPER_STOPPED else None
    assert procedure.paper_intake_stopped_from == stopped


def test_birth_registration_is_what_a_clerk_expects() -> None:
    procedure = CATALOGUE.get("1.001193", ON)
    lines = {each.key: each for each in procedure.components_for("", Channel.DIRECT)}
    assert list(lines)[:2] == ["to-khai", "giay-chung-sinh"]
    proof = lines["giay-chung-sinh"]
    assert proof.digitize_class is DigitizeClass.MUST
    assert proof.copy_kind is CopyKind.ORIGINAL
    assert proof.document_type_code == "000.00.00.G15-KQ004389"
    assert proof.required
    assert proof.official_name.startswith("Giấy chứng sinh; trường hợp không có")
    assert lines["to-khai"].name == "Tờ khai đăng ký khai sinh"
    assert lines["to-khai"].required
    for key in ("van-ban-uy-quyen", "bien-ban-tre-bi-bo-roi", "xac-nhan-mang-thai-ho"):
        assert not lines[key].required
        assert _get("1.001193", key).condition
    for key in ("giay-to-tuy-than", "giay-to-cu-tru"):
        assert lines[key].handling is Handling.PRESENT_ONLY
        assert lines[key].digitize_class is DigitizeClass.DO_NOT_DIGITIZE
    assert "mau-dien-tu" not in lines
    assert len(lines) == 7


def test_online_birth_registration_has_the_form_and_post_has_certified_copies() -> None:
    procedure = CATALOGUE.get("1.001193", ON)
    online = {each.key for each in procedure.papers("", Channel.ONLINE)}
    assert "mau-dien-tu" in online
    assert "to-khai" not in online
    post = {each.key: each for each in procedure.papers("", Channel.POST)}
    assert "giay-to-tuy-than" not in post
    assert post["giay-to-tuy-than-ban-sao"].copy_kind is CopyKind.COPY


def test_a_case_selects_its_papers() -> None:
    procedure = CATALOGUE.get("1.004194", ON)
    usual = {each.key for each in procedure.components_for("", Channel.DIRECT)}
    listed = {each.key for each in procedure.components_for("theo-danh-sach", Channel.DIRECT)}
    assert usual == {"ct01", "cho-o-hop-phap"}
    assert listed == {"van-ban-de-nghi", "ct01-tung-nguoi"}


def test_one_paper_listed_for_every_kind_of_building_is_one_component() -> None:
    procedure = CATALOGUE.get("1.013225", ON)
    house = [each.name for each in procedure.papers("nha-o", Channel.DIRECT)]
    assert house == [
        "Đơn đề nghị cấp giấy phép xây dựng (Mẫu 1)",
        "Giấy tờ hợp pháp về đất đai (một trong các loại)",
        "Bản vẽ thiết kế xây dựng (02 bộ)",
    ]
    assert _get("1.013225", "ban-ve-nha-o").quantity == 2


def test_a_note_with_a_quantity_is_still_a_note() -> None:
    """The catalogue counts a note of 1.002755 as one original and one copy (DOMAIN §4 trap 1)."""
    procedure = CATALOGUE.get("1.002755", ON)
    assert not any("Lưu ý" in each.official_name for each in procedure.components)
    assert any(text.startswith("Lưu ý:") for note in procedure.notes for text in note.texts)


def test_no_household_book_is_asked_for() -> None:
    for procedure in PROCEDURES:
        for each in procedure.components:
            assert "sổ hộ khẩu" not in each.name.lower()
