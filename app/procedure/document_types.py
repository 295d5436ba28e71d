"""The list of document types: the few national codes that are known, and local working codes.

National types of the list of VPCP look like ``KQ.G15.000031``. For all others the list carries a
code that begins with ``TAM.`` and is marked ``code_is_local``: the paper can be taken in and
coded today, and the real code is put in when the province issues it (DOMAIN B8, §2.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from app.paths import RESOURCES
from app.procedure.json_file import parse, read_text, shaped

FILE = RESOURCES / "codes" / "document_types.json"


@dataclass(frozen=True)
class DocumentType:
    """``is_procedure_result``: such a paper is itself the result of an earlier procedure, which
    makes its digitising a must (``isProcessingResult`` of the national catalogue)."""

    code: str
    name: str
    code_is_local: bool
    is_procedure_result: bool


@dataclass(frozen=True)
class _File:
    source: str
    document_types: tuple[DocumentType, ...]


@cache
def document_types() -> dict[str, DocumentType]:
    """All known types by code."""
    text = read_text(FILE)
    known = shaped(TypeAdapter(_File), parse(text, FILE), text, FILE)
    return {each.code: each for each in known.document_types}
