"""Files that would take the whole program with them take only their opener."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream

from app.document.door.apart import Opener
from app.document.door.apart_process import MOST_MEMORY
from app.errors import BadInput
from app.i18n import set_language
from tests.document.test_door import _pdf


@pytest.fixture
def opener() -> Iterator[Opener]:
    own = Opener(patience={"pdf": 1.5, "heic": 1.5})
    yield own
    own.close()


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def laughter(depth: int, fan: int = 10) -> bytes:
    """A page that draws one line ``fan`` ** ``depth`` times, in two kilobytes."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    inner: Stream | None = None
    for _ in range(depth):
        body = b"0 0 m 10 10 l S" if inner is None else b"/F Do " * fan
        form = Stream(pdf, body, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 595, 842])
        if inner is not None:
            form.Resources = Dictionary(XObject=Dictionary(F=pdf.make_indirect(inner)))
        inner = form
    assert inner is not None
    page.Resources = Dictionary(XObject=Dictionary(F=pdf.make_indirect(inner)))
    page.Contents = Stream(pdf, b"/F Do " * fan)
    return saved(pdf)


def endless_page(megabytes: int) -> bytes:
    """A page whose lines are a thousandth of their size in the file."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    press = zlib.compressobj(9)
    lines = b"0 0 m 9 9 l S\n" * 75_000
    packed = b"".join(press.compress(lines) for _ in range(megabytes)) + press.flush()
    page.Contents = Stream(pdf, packed, Filter=Name.FlateDecode)
    return saved(pdf)


BOMBS = {"forms in forms": lambda: laughter(8), "endless lines": lambda: endless_page(60)}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_page_without_end_is_given_up_and_the_next_file_opens(opener: Opener, bomb: str) -> None:
    data = BOMBS[bomb]()
    assert len(data) < 200_000
    assert opener.count("pdf", data, "bom.pdf") == 1
    started = time.perf_counter()
    with pytest.raises(BadInput, match="quá phức tạp"):
        opener.load("pdf", data, "bom.pdf", 0, None)
    assert time.perf_counter() - started < 10
    assert opener.count("pdf", _pdf(2), "sau.pdf") == 2


def test_memory_is_bounded(opener: Opener) -> None:
    opener.count("pdf", _pdf(1), "một.pdf")
    limits = Path(f"/proc/{opener.pid}/limits").read_text().splitlines()
    [line] = [each for each in limits if each.startswith("Max address space")]
    assert line.split()[3:5] == [str(MOST_MEMORY)] * 2


def test_an_opener_that_died_is_replaced(opener: Opener) -> None:
    assert opener.count("pdf", _pdf(3), "một.pdf") == 3
    first = opener.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    while Path(f"/proc/{first}/stat").read_text().split()[2] != "Z":
        time.sleep(0.01)
    assert opener.count("pdf", _pdf(3), "một.pdf") == 3
    assert opener.pid != first


def test_the_same_file_is_handed_over_once(opener: Opener) -> None:
    data = _pdf(1) + b"%" * 5_000_000
    opener.thumbnail("pdf", data, "nặng.pdf", 0, 64)
    before = _bytes_read(opener)
    for _ in range(3):
        opener.thumbnail("pdf", data, "nặng.pdf", 0, 64)
    assert _bytes_read(opener) - before < 1_000_000


def _bytes_read(opener: Opener) -> int:
    return int(Path(f"/proc/{opener.pid}/io").read_text().split()[1])


def test_refusals_come_in_the_language_of_the_program(opener: Opener) -> None:
    set_language("en")
    try:
        with pytest.raises(BadInput, match="damaged"):
            opener.count("pdf", b"%PDF-1.7 nothing", "x.pdf")
    finally:
        set_language("vi")


def test_a_child_of_ours_starts_its_own_opener(opener: Opener) -> None:
    """Two programs on one pair of pipes would read each other's pages."""
    opener.count("pdf", _pdf(1), "một.pdf")
    ours = opener.pid
    child = os.fork()
    if child == 0:
        opener.count("pdf", _pdf(2), "hai.pdf")
        changed = opener.pid != ours
        opener.close()
        os._exit(0 if changed else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert opener.count("pdf", _pdf(1), "một.pdf") == 1
    assert opener.pid == ours


_KILLED = """
import sys
from app.document.door.apart import Opener
opener = Opener(patience={"pdf": 1.5, "heic": 1.5})
data = sys.stdin.buffer.read()
opener.count("pdf", data, "bom.pdf")
print(opener.pid, flush=True)
opener.load("pdf", data, "bom.pdf", 0, None)
"""


def test_a_page_without_end_does_not_outlive_a_program_that_was_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(laughter(12))
        program.stdin.close()
        pid = int(program.stdout.readline())
        time.sleep(0.5)
        program.kill()
    assert _at_work(pid)
    until = time.monotonic() + 4  # by itself it fills its memory after 7
    while _at_work(pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _at_work(pid)


def _at_work(pid: int) -> bool:
    """There, and no mere entry of the dead in the list of processes."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
