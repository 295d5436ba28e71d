"""Capitals of headings turned into the way a clerk writes them in a register."""

from __future__ import annotations

import re

_COMMON = """
ủy ban nhân dân; uỷ ban nhân dân; hội đồng nhân dân; xã; phường; thị trấn; đặc khu; huyện; quận
thị xã; thành phố; tỉnh; sở; phòng; ban; bộ; cục; chi cục; công an; tòa án; toà án; viện kiểm sát
bệnh viện; Đa khoa; trạm; trung tâm; Y tế; trường; Tiểu học; Trung học cơ sở; khu vực
Trung học phổ thông; Mầm non; đại học; cao đẳng; văn phòng; Đăng ký đất đai; bảo hiểm xã hội
ngân hàng; công ty; Cổ phần; Trách nhiệm hữu hạn; hợp tác xã; Tư pháp; Hộ tịch; Nội vụ; Tài chính
Lao động; Thương binh và Xã hội; Giáo dục và Đào tạo; Nông nghiệp và Môi trường; Kinh tế; Hạ tầng
Phục vụ hành chính công; Thi hành án dân sự; Quân sự; chỉ huy; mặt trận tổ quốc; và; nhân dân
"""
"""Parts of agency names that are not names; fields of work begin with a capital (NĐ 30/2020/NĐ-CP
Phụ lục II mục V)."""
_WRITTEN = {phrase.lower(): phrase for phrase in re.split(r"[;\n]\s*", _COMMON.strip())}
_LONGEST_FIRST = sorted(_WRITTEN, key=len, reverse=True)
_COMMON_PHRASES = re.compile(rf"\b(?:{'|'.join(_LONGEST_FIRST)})\b")


def is_capitals(line: str) -> bool:
    """True for a line of at least two letters with hardly a small one among them."""
    letters = [letter for letter in line if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    return len(letters) >= 2 and small <= 0.1 * len(letters)


def sentence_case(heading: str) -> str:
    """``GIẤY CHỨNG SINH`` as ``Giấy chứng sinh``."""
    return " ".join(heading.split()).capitalize()


def agency_case(heading: str) -> str:
    """``ỦY BAN NHÂN DÂN XÃ THANH VÂN`` as ``Ủy ban nhân dân xã Thanh Vân``."""
    small = " ".join(heading.lower().split())
    written = []
    end = 0
    for common in _COMMON_PHRASES.finditer(small):
        written += [_each_capital(small[end : common.start()]), _WRITTEN[common[0]]]
        end = common.end()
    joined = "".join([*written, _each_capital(small[end:])])
    return joined[:1].upper() + joined[1:]


def _each_capital(words: str) -> str:
    return re.sub(r"\w+", lambda word: word[0].capitalize(), words)
