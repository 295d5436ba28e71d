"""Identifiers as a screen may show them where a citizen can see it (DESIGN §1.7)."""

from __future__ import annotations

BULLET = "•"


def mask_identifier(identifier: str) -> str:
    """``012345678901`` → ``012•••••8901``: a quarter of it stays in front, a third at the end."""
    front, end = len(identifier) // 4, len(identifier) // 3
    hidden = len(identifier) - front - end
    return identifier[:front] + BULLET * hidden + identifier[len(identifier) - end :]
