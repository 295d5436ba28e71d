"""Identifiers: UUIDv7 (RFC 9562), which sort by the time they were made."""

from __future__ import annotations

import uuid

import uuid6


def new_id() -> str:
    """A new UUIDv7 in its 36-character form."""
    return str(uuid6.uuid7())


def is_id(text: str) -> bool:
    """True for the 36-character lower-case form of any UUID."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
