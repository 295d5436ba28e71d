"""What goes over the pipes between the program and its opener: a line of JSON, then bytes.

JSON and bare bytes, because the other end may have been taken over by the file it opened.
"""

from __future__ import annotations

import json
from io import BufferedReader, BufferedWriter
from typing import Any

import numpy as np

from app.document.frame import Frame, Pixels, Word

_LONGEST_LINE = 64_000_000
"""Bytes of a head: the words of the fullest page are a hundredth of it."""


def send(pipe: BufferedWriter, head: dict[str, Any], body: bytes | memoryview = b"") -> None:
    """``head`` on one line, then ``body`` as it is."""
    pipe.write(json.dumps(head, ensure_ascii=False).encode() + b"\n")
    pipe.write(body)
    pipe.flush()


def receive(pipe: BufferedReader) -> dict[str, Any]:
    """The next head; ``EOFError`` where the other end is gone or talks nonsense."""
    line = pipe.readline(_LONGEST_LINE)
    try:
        head = json.loads(line)
    except ValueError as error:
        raise EOFError("the other end is gone") from error
    if not isinstance(head, dict):
        raise EOFError("no head")
    return head


def receive_bytes(pipe: BufferedReader, count: int) -> bytes:
    """Exactly ``count`` bytes, or ``EOFError``."""
    body = pipe.read(count)
    if len(body) != count:
        raise EOFError("the other end is gone")
    return body


def send_frame(pipe: BufferedWriter, frame: Frame) -> None:
    """A frame with its pixels."""
    words = frame.words and [
        (each.text, each.box, each.confidence, each.line) for each in frame.words
    ]
    head = {
        "shape": frame.pixels.shape,
        "dpi": frame.dpi,
        "camera": frame.camera,
        "born_digital": frame.born_digital,
        "signed": frame.signed,
        "words": words,
    }
    send(pipe, head, np.ascontiguousarray(frame.pixels).data.cast("B"))


def receive_frame(pipe: BufferedReader, head: dict[str, Any], most_pixels: int) -> Frame:
    """What ``send_frame`` sent; ``EOFError`` where it is not whole or not one."""
    height, width, colours = map(int, head["shape"])
    if colours != 3 or min(height, width) < 1 or height * width > most_pixels:
        raise EOFError("no picture")
    pixels: Pixels = np.empty((height, width, colours), np.uint8)
    rest = pixels.data.cast("B")
    while rest:
        got = pipe.readinto(rest)
        if not got:
            raise EOFError("the other end is gone")
        rest = rest[got:]
    words = head["words"] and tuple(
        Word(text, tuple(box), confidence, line) for text, box, confidence, line in head["words"]
    )
    return Frame(pixels, head["dpi"], head["camera"], head["born_digital"], words, head["signed"])
