"""The layouts by the name of their paper."""

from __future__ import annotations

from collections.abc import Callable

from app.practice.papers.certificates import death_extract, marital_status, marriage_certificate
from app.practice.papers.decisions import decision, health_statement
from app.practice.papers.facts import Facts
from app.practice.papers.forms import birth_notice, death_notice, declaration
from app.practice.papers.letters import authorisation, request_letter
from app.practice.papers.picture import VectorPage
from app.practice.papers.tables import vote_minutes

KINDS: dict[str, Callable[[Facts, int], list[VectorPage]]] = {
    "to-khai": declaration,
    "giay-chung-sinh": birth_notice,
    "giay-bao-tu": death_notice,
    "don-de-nghi": request_letter,
    "giay-uy-quyen": authorisation,
    "giay-chung-nhan-ket-hon": marriage_certificate,
    "trich-luc-khai-tu": death_extract,
    "giay-xac-nhan-hon-nhan": marital_status,
    "quyet-dinh": decision,
    "van-ban-xac-nhan": health_statement,
    "bien-ban": vote_minutes,
}


def make_paper(kind: str, facts: Facts, *, seed: int) -> list[VectorPage]:
    """The pages of one paper, undamaged; the same input gives the same bytes.

    ``kind`` is a key of ``KINDS``. ``seed`` sets the hand, the signature and the seal's turn.
    """
    return KINDS[kind](facts, seed)
