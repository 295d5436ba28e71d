"""The opener's own side: answers questions about one file at a time until its pipe closes."""

from __future__ import annotations

import faulthandler
import os
import sys
import traceback
from collections.abc import Callable
from io import BufferedReader, BufferedWriter
from typing import Any, cast

from app.document.door import pdfpages
from app.document.door.apart_wire import receive, receive_bytes, send, send_frame
from app.document.frame import Frame
from app.errors import BadInput
from app.i18n import set_language

_Verbs = dict[str, Callable[..., Frame | int]]

MOST_MEMORY = 2_500_000_000
"""Bytes of address space. A sound page at the door's limits needs 1.3 billion."""


def main() -> None:
    """Read questions from stdin, answer on stdout; the first argument is how many seconds one
    may take at most."""
    patience = float(sys.argv[1])
    questions, answers, quiet = _own_pipes()
    _bound_memory()
    send(answers, {"ready": True})
    data = b""
    while True:
        try:
            question = receive(questions)
        except EOFError:
            return
        if question["bytes"] is not None:
            del data
            data = receive_bytes(questions, question["bytes"])
        # Should the program itself be gone, nobody else ends a file that has no end.
        faulthandler.dump_traceback_later(patience, exit=True, file=quiet)
        _answer(question, data, answers)
        faulthandler.cancel_dump_traceback_later()


def _answer(question: dict[str, Any], data: bytes, answers: BufferedWriter) -> None:
    set_language(question["language"])
    try:
        found = _opened(
            question["kind"], question["verb"], data, question["name"], *question["values"]
        )
    except BadInput as refused:
        send(answers, {"refused": [refused.title, refused.hint]})
    except MemoryError:
        os._exit(1)
    except Exception:  # noqa: BLE001  # told to the program, which treats it as its own bug
        send(answers, {"bug": traceback.format_exc()})
    else:
        if isinstance(found, Frame):
            send_frame(answers, found)
        else:
            send(answers, {"count": found})


def _opened(kind: str, verb: str, data: bytes, name: str, *values: Any) -> Frame | int:
    verbs = _pdf_verbs() if kind == "pdf" else _heic_verbs()
    return verbs[verb](data, name, *values)


def _pdf_verbs() -> _Verbs:
    return {
        "count": pdfpages.count_pages,
        "load": lambda data, name, page, dpi: pdfpages.load_page(data, name, page),
        "thumbnail": pdfpages.small_page,
    }


def _heic_verbs() -> _Verbs:
    # Loaded when the first photograph comes: most counters never see one.
    from app.document.door import heic

    return {"count": heic.count_photos, "load": heic.load_photo, "thumbnail": heic.small_photo}


def _own_pipes() -> tuple[BufferedReader, BufferedWriter, int]:
    """stdin and stdout for us alone, and a way to nowhere: what a library prints must not get
    between our answers."""
    answers = os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    return cast(BufferedReader, sys.stdin.buffer), answers, quiet


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the clock bounds what can be filled
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
