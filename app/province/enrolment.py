"""One-time enrolment codes, as they are printed for the person who sets a station up.

``XXXX-XXXX-XXXX.<32 hex>``: twelve letters (60 random bits, no letter that looks like another)
are the secret, then a dot, then the first 32 hex digits of the SHA-256 of the gateway's TLS
certificate in DER form, by which the station knows the right server on first contact. Only the
secret is sent, or the whole: what follows the dot is the station's business.
"""

from __future__ import annotations

import hashlib
import secrets

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_GROUPS = 3
_GROUP = 4


def new_secret() -> str:
    """A new ``XXXX-XXXX-XXXX``."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def printed_code(secret: str, fingerprint: str) -> str:
    """What the province hands out."""
    return f"{secret}.{fingerprint}"


def secret_digest(code: str) -> str:
    """What is kept of a code: the SHA-256 of its secret, however it was typed."""
    secret = code.partition(".")[0].upper()
    letters = "".join(letter for letter in secret if letter in LETTERS)
    return hashlib.sha256(f"tram enrolment 1\n{letters}".encode()).hexdigest()
