"""Loading, finding and overriding procedures."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import BadInput
from app.model.dossier import Channel
from app.procedure.catalogue import Catalogue, load_catalogue
from app.procedure.fees import fee_amount

ON = date(2026, 11, 24)
CATALOGUE = load_catalogue()

NEW: dict[str, Any] = {
    "code": "9.000001",
    "name": "Thủ tục thử nghiệm của tỉnh",
    "short_name": "Thủ tục thử nghiệm",
    "sector": "Thử nghiệm",
    "decision_no": "1/QĐ-UBND",
    "result": "Giấy thử nghiệm",
    "effective_from": "2026-01-01",
    "channels": ["direct"],
    "terms": [{"unit": "DAY", "value": 5, "text": "05 ngày", "channels": ["direct"]}],
    "fees": [{"kind": "free", "amount": 0, "channels": ["direct"]}],
    "components": [
        {
            "key": "don",
            "name": "Đơn",
            "official_name": "Đơn theo mẫu",
            "handling": "submit",
            "digitize_class": "must",
            "copy_kind": "original",
            "document_type_code": "TAM.don",
        }
    ],
}


def _put(folder: Path, name: str, *values: dict[str, Any]) -> Path:
    merged: dict[str, Any] = {}
    for value in values:
        merged |= value
    file = folder / name
    file.write_text(json.dumps(merged, ensure_ascii=False, indent=2), encoding="utf-8")
    return file


def _names(words: str, catalogue: Catalogue = CATALOGUE) -> list[str]:
    return [each.short_name for each in catalogue.search(words, ON)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("đkks", "Đăng ký khai sinh"),
        ("dkks", "Đăng ký khai sinh"),
        ("khai sinh", "Đăng ký khai sinh"),
        ("KHAI SINH", "Đăng ký khai sinh"),
        ("dang ky tam tru", "Đăng ký tạm trú"),
        ("1.001193", "Đăng ký khai sinh"),
        ("sao y", "Chứng thực bản sao từ bản chính"),
        ("giấy độc thân", "Xác nhận tình trạng hôn nhân"),
        ("so do", "Đăng ký đất đai, cấp sổ đỏ lần đầu"),
        ("CT07", "Xác nhận thông tin về cư trú"),
    ],
)
def test_a_clerk_finds_it(words: str, first: str) -> None:
    assert _names(words)[0] == first


def test_search_by_sector_code_prefix_and_nothing() -> None:
    assert len(_names("cư trú")) >= 6
    assert all(each.code.startswith("2.00") for each in CATALOGUE.search("2.00", ON))
    assert len(_names("")) == 55
    assert _names("khong-co-gi-nhu-vay") == []


def test_every_word_counts() -> None:
    assert _names("khai sinh lại")[0] == "Đăng ký lại khai sinh"
    assert "Đăng ký khai tử" not in _names("khai sinh")


@given(st.text(max_size=60))
def test_search_never_fails(words: str) -> None:
    CATALOGUE.search(words, ON)


@given(st.text(max_size=30))
def test_an_unknown_code_is_bad_input(code: str) -> None:
    try:
        CATALOGUE.get(code, ON)
    except BadInput as error:
        assert error.hint


def test_an_unknown_code_names_the_near_ones() -> None:
    with pytest.raises(BadInput) as caught:
        CATALOGUE.get("1.001139", ON)
    assert "1.001193 Đăng ký khai sinh" in caught.value.hint


@pytest.mark.parametrize("code", ["2.000815.000.00.00.H55", " 2.000815 ", "2.000815.01"])
def test_local_variants_and_case_codes_find_their_procedure(code: str) -> None:
    assert CATALOGUE.get(code, ON).code == "2.000815"


def test_before_its_first_day_a_procedure_is_not_in_effect() -> None:
    with pytest.raises(BadInput, match="không có hiệu lực"):
        CATALOGUE.get("1.001193", date(2020, 1, 1))
    assert CATALOGUE.procedures(date(2020, 1, 1)) == []


def test_cases_are_checked() -> None:
    with pytest.raises(BadInput, match="theo-danh-sach"):
        CATALOGUE.get("1.004194", ON).components_for("sai", Channel.DIRECT)
    with pytest.raises(BadInput, match="không chia trường hợp"):
        CATALOGUE.get("1.001193", ON).components_for("sai", Channel.DIRECT)


def test_terms_differ_by_channel_and_a_channel_without_one_borrows() -> None:
    land = CATALOGUE.get("1.013978", ON)
    assert [land.term(channel).value for channel in Channel] == [27, 17, 20]
    residence = CATALOGUE.get("1.010041", ON)
    assert [each.value for each in residence.terms_on(Channel.ONLINE)] == [1, 3]
    assert residence.terms_on(Channel.ONLINE)[1].condition == "Phải xác minh"
    assert residence.term(Channel.DIRECT).value == 1


def test_a_station_without_files_of_its_own_has_the_shipped_ones(tmp_path: Path) -> None:
    assert load_catalogue(extra=tmp_path / "khong-co").epoch == CATALOGUE.epoch
    assert CATALOGUE.epoch.startswith("2026-06-30-")


def test_the_home_adds_a_procedure(tmp_path: Path) -> None:
    _put(tmp_path, "moi.json", NEW)
    catalogue = load_catalogue(extra=tmp_path)
    assert catalogue.get("9.000001", ON).components_for("", Channel.DIRECT)[0].key == "don"
    assert catalogue.epoch != CATALOGUE.epoch
    assert "Thủ tục thử nghiệm" in _names("thu nghiem", catalogue)


def test_three_lines_in_the_home_set_a_provincial_fee(tmp_path: Path) -> None:
    fee = {"kind": "amount", "amount": 5000, "per": "việc", "channels": ["direct"]}
    own = {"code": "1.000656", "effective_from": "2025-07-01", "fees": [fee]}
    _put(tmp_path, "phi.json", own)
    procedure = load_catalogue(extra=tmp_path).get("1.000656", ON)
    assert fee_amount(CATALOGUE.get("1.000656", ON), Channel.DIRECT) is None
    assert fee_amount(procedure, Channel.DIRECT) == 5000
    assert procedure.components == CATALOGUE.get("1.000656", ON).components


def test_a_later_version_takes_over_on_its_day_and_the_old_one_stays(tmp_path: Path) -> None:
    new = {**NEW, "code": "1.001193", "decision_no": "9/QĐ-BTP", "effective_from": "2027-03-01"}
    _put(tmp_path, "1.001193-2027.json", new)
    catalogue = load_catalogue(extra=tmp_path)
    assert catalogue.get("1.001193", date(2027, 2, 28)).decision_no == "163/QĐ-BTP"
    assert catalogue.get("1.001193", date(2027, 3, 1)).decision_no == "9/QĐ-BTP"
    assert (
        len([each for each in catalogue.procedures(date(2027, 3, 1)) if "1193" in each.code]) == 1
    )


def test_a_version_that_ended_is_not_given(tmp_path: Path) -> None:
    _put(tmp_path, "het.json", NEW, {"effective_to": "2026-06-30"})
    catalogue = load_catalogue(extra=tmp_path)
    assert catalogue.get("9.000001", date(2026, 6, 30)).code == "9.000001"
    with pytest.raises(BadInput, match="chọn thủ tục thay thế"):
        catalogue.get("9.000001", ON)


def test_broken_json_is_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "hong.json").write_text('{\n  "code": "1",\n  "name": \n}', encoding="utf-8")
    with pytest.raises(BadInput, match=r"hong\.json.*dòng 4"):
        load_catalogue(extra=tmp_path)


@pytest.mark.parametrize(
    ("change", "entry", "at"),
    [
        ({"effective_from": "hôm qua"}, "effective_from", '"effective_from"'),
        ({"terms": [{**NEW["terms"][0], "unit": "WEEK"}]}, "terms.0.unit", '"unit"'),
        ({"components": [{**NEW["components"][0], "key": None}]}, "components.0.key", '"key"'),
        ({"channels": ["direkt"]}, "channels.0", '"direkt"'),
        ({"nmae": "gõ nhầm"}, "nmae", '"nmae"'),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(
    tmp_path: Path, change: dict[str, Any], entry: str, at: str
) -> None:
    file = _put(tmp_path, "sai.json", NEW, change)
    text = file.read_text(encoding="utf-8")
    line = text[: text.index(at)].count("\n") + 1
    with pytest.raises(BadInput) as caught:
        load_catalogue(extra=tmp_path)
    assert f"dòng {line}: mục «{entry}»" in caught.value.title


def test_a_missing_entry_is_told_with_the_line_of_its_paper(tmp_path: Path) -> None:
    paper = {key: value for key, value in NEW["components"][0].items() if key != "name"}
    file = _put(tmp_path, "thieu.json", NEW, {"components": [NEW["components"][0] | {}, paper]})
    line = file.read_text(encoding="utf-8").split("\n").index("    {", 40) + 1
    with pytest.raises(BadInput, match=rf"dòng {line}: mục «components\.1\.name»"):
        load_catalogue(extra=tmp_path)


def test_a_key_that_occurs_twice_is_refused(tmp_path: Path) -> None:
    _put(tmp_path, "trung.json", NEW, {"components": NEW["components"] * 2})
    with pytest.raises(BadInput, match="bị trùng"):
        load_catalogue(extra=tmp_path)


def test_a_case_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    _put(tmp_path, "sai.json", NEW, {"components": [{**NEW["components"][0], "cases": ["x"]}]})
    with pytest.raises(BadInput, match="trường hợp không có"):
        load_catalogue(extra=tmp_path)


def test_a_procedure_without_a_term_is_refused(tmp_path: Path) -> None:
    _put(tmp_path, "sai.json", NEW, {"terms": []})
    with pytest.raises(BadInput, match="thời hạn"):
        load_catalogue(extra=tmp_path)


@pytest.mark.parametrize(
    "content", [b"[]", b"1", b"\xff\xfe\x00", b"", b"[" * 200_000, b"9" * 5_000]
)
def test_a_file_that_is_no_procedure_is_bad_input(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "la.json").write_bytes(content)
    with pytest.raises(BadInput, match=r"la\.json"):
        load_catalogue(extra=tmp_path)


@settings(max_examples=30)
@given(st.binary(max_size=60))
def test_no_file_makes_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "x.json").write_bytes(data)
    with pytest.raises(BadInput):
        load_catalogue(extra=folder)
