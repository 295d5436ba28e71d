"""The port of this package: anything that pages come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from app.errors import BadInput, Cancelled
from app.i18n import t
from app.model.page import CapturedFile
from app.model.scanning import COARSEST_DPI, FINEST_DPI, Colour, Feed

Kind = Literal["sane", "escl", "folder", "wia", "twain", "camera"]


@dataclass(frozen=True)
class ScanRequest:
    """How the officer wants the paper scanned.

    ``dpi`` is what is asked for: a device that cannot do it takes its next finer resolution,
    or its finest. ``feed`` *auto* takes the feeder where it holds paper, else the glass.
    ``duplex`` reads both sides, front before back, and needs a feeder that can.
    ``max_pages`` stops the run after so many sides. A resolution outside 50 to 600 raises
    ``BadInput`` (TT 02/2019/TT-BNV asks for at least 200).
    """

    dpi: int = 300
    colour: Colour = "color"
    feed: Feed = "auto"
    duplex: bool = False
    max_pages: int | None = None

    def __post_init__(self) -> None:
        if not COARSEST_DPI <= self.dpi <= FINEST_DPI:
            raise BadInput(
                t("Không quét được ở độ phân giải {dpi} dpi.", dpi=self.dpi),
                t("Chọn từ {least} đến {most} dpi.", least=COARSEST_DPI, most=FINEST_DPI),
            )
        if self.max_pages is not None and self.max_pages < 1:
            raise BadInput(
                t("Không quét được {pages} trang.", pages=self.max_pages),
                t("Chọn số trang từ 1 trở lên, hoặc để trống để quét hết giấy."),
            )


class Source(Protocol):
    """A device or a folder that hands over pages one at a time."""

    def scan(
        self, request: ScanRequest, *, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        """Yield each page as it arrives, until there is no more paper.

        A fault raises an ``AppError``, after every page that arrived whole was yielded; the
        next call goes on from the next sheet. Nothing to scan at all is such a fault too.
        Asking for the page after says that this one is kept safely: a source that holds the
        original (a watched folder) moves it aside then, and not before.
        ``cancelled`` is asked many times a second; once it is true the device is stopped and
        ``Cancelled`` raised. Closing the iterator early stops the device as well.
        """
        ...


@dataclass(frozen=True)
class Device:
    """A source that was found and answers.

    ``name`` is stable and is what ``--source`` takes; ``label`` is what an officer reads.
    ``feeds`` holds what can be asked for: ``flatbed``, ``feeder``. A folder has none.
    """

    name: str
    label: str
    kind: Kind
    feeds: tuple[Feed, ...] = ()
    duplex: bool = False


@dataclass(frozen=True)
class DeviceProblem:
    """Why a source that should be there is not: one sentence and its remedy."""

    kind: Kind
    sentence: str
    remedy: str


def stopped() -> Cancelled:
    """What every source raises once the officer has stopped it."""
    return Cancelled(
        t("Đã dừng quét theo yêu cầu."), t("Các trang đã quét vẫn còn; quét tiếp từ tờ kế tiếp.")
    )
