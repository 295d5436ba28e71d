"""Papers and scans that many tests look at: drawn once per worker."""

from __future__ import annotations

import pytest

from app.document.text.recognize import Recognizer, best_recognizer
from tests.document.damage import scanned
from tests.document.papers import BIRTH, Paper, jpg, paper


@pytest.fixture(scope="session")
def birth() -> Paper:
    """A sealed and signed paper."""
    return paper(BIRTH, sealed=True)


@pytest.fixture(scope="session")
def birth_scan(birth: Paper) -> bytes:
    """Its flatbed scan, leaning 2.3 degrees, as a JPEG."""
    return jpg(scanned(birth, skew=2.3))


@pytest.fixture(scope="session")
def recognizer() -> Recognizer:
    return best_recognizer()
