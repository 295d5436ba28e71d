"""Captured pages in, one PDF/A-2 with a text layer out (TT 05/2025/TT-BNV; NĐ 30/2020 PL I)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from app.clock import SystemClock
from app.document.clean import clean
from app.document.door.load import count_frames, jpeg, load_frame
from app.document.output.budget import written
from app.document.page import DigitizedPage, PageInput, PageResult, digitize_page
from app.document.text.recognize import Recognizer
from app.document.together import cancel_check, in_order
from app.errors import BadInput
from app.i18n import t
from app.model.output import OutputProfile

__all__ = ["Digitized", "PageInput", "PageResult", "digitize", "inputs_of", "preview"]

_PREVIEW_QUALITY = 80

# Pages are the unit of parallel work; OpenCV's own threads under them only cost.
cv2.setNumThreads(1)


@dataclass(frozen=True)
class Digitized:
    """The PDF, its hash, the PDF/A flavour it was found to be, and a result for every page
    that came in, blank ones included.

    ``profile`` is how it was written in the end. ``fits`` is false where it is larger than was
    asked for; ``note`` tells the officer of that, or of what had to be given up to make it fit.
    """

    pdf: bytes
    sha256: str
    pdfa: str
    pages: tuple[PageResult, ...]
    profile: OutputProfile
    fits: bool
    note: str

    @property
    def text(self) -> str:
        """The text of all pages, an empty line between pages."""
        return "\n\n".join(page.text for page in self.pages if page.text)


def digitize(
    pages: Sequence[PageInput],
    *,
    title: str,
    recognizer: Recognizer | None,
    profile: OutputProfile = OutputProfile.ARCHIVE,
    fit_bytes: int | None = None,
    keep_blank: bool = False,
    workers: int = 2,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Digitized:
    """Clean, read and bind ``pages`` in their order, written as ``profile`` says.

    Where the PDF would be larger than ``fit_bytes`` it is written smaller, step by step, and said
    so; ink stays at 200 dpi. Blank pages are reported and left out unless ``keep_blank``; the
    officer's word on a page (``PageInput.keep``) goes before either. ``progress(done, total)`` is
    called as pages are finished, ``cancelled`` is asked many times a second. Without a
    ``recognizer`` the text layer holds only what written PDF pages carry themselves.
    Raises ``BadInput`` for a page that cannot be decoded and where nothing but blank pages came
    in, ``Cancelled``, and ``Unavailable`` from the recognizer.
    """
    check_cancelled = cancel_check(cancelled)

    def work(page: PageInput) -> DigitizedPage:
        return digitize_page(page, recognizer, keep_blank, check_cancelled)

    done = in_order(work, pages, workers, progress or _unheard, check_cancelled)
    kept = [page.pictured for page in done if page.pictured is not None]
    if not kept:
        raise _nothing_to_keep([page.result for page in done])
    made = written(kept, title, SystemClock().now(), profile, fit_bytes)
    return Digitized(
        pdf=made.pdf,
        sha256=hashlib.sha256(made.pdf).hexdigest(),
        pdfa=made.flavour,
        pages=tuple(page.result for page in done),
        profile=made.step.profile,
        fits=made.fits,
        note=made.note,
    )


def inputs_of(
    data: bytes, name: str, dpi: float | None = None, kind: str = "auto"
) -> list[PageInput]:
    """One input for each page of a file, in its order. ``BadInput`` where it cannot be taken."""
    return [PageInput(data, name, frame, dpi, kind) for frame in range(count_frames(data, name))]


def preview(page: PageInput, side: int) -> bytes:
    """A JPEG of the cleaned page, its longer side ``side`` pixels, made without reading it."""
    frame = load_frame(page.file(), page.name, page.frame, page.dpi)
    pixels = clean(frame, page.kind, page.edits, page.original_below).pixels
    scale = side / max(pixels.shape[:2])
    size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return jpeg(np.asarray(small, np.uint8), _PREVIEW_QUALITY)


def _nothing_to_keep(pages: Sequence[PageResult]) -> BadInput:
    if not pages:
        return BadInput(t("Chưa có trang nào để số hóa."), t("Quét hoặc thêm tệp, rồi thử lại."))
    if all(page.blank for page in pages):
        return BadInput(
            t("Tất cả các trang đều trắng."),
            t("Kiểm tra xem giấy có bị đặt úp mặt không, rồi quét lại."),
        )
    return BadInput(
        t("Mọi trang có chữ đều đang để ngoài hồ sơ."),
        t("Đưa lại ít nhất một trang vào hồ sơ, rồi thử lại."),
    )


def _unheard(done: int, total: int) -> None:
    """Progress that nobody asked for."""
