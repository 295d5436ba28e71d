"""How a paper's PDF is made: for the archive, or for a slow line."""

from __future__ import annotations

from enum import StrEnum


class OutputProfile(StrEnum):
    """*Lưu trữ*: ink over a 24-bit colour layer (TT 05/2025/TT-BNV). *Gửi nhanh*: ink alone."""

    ARCHIVE = "archive"
    SEND = "send"
