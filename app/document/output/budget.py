"""Fitting a paper into so many bytes: the fullest way of writing it that fits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.document.output.pdf import PicturedPage, text_pages, write_pdf
from app.document.output.profiles import Step, painted, steps
from app.i18n import t
from app.model.output import OutputProfile


@dataclass(frozen=True)
class Written:
    """A PDF, the flavour it was found to be, the way it was painted, and whether it ``fits``.

    ``note`` tells the officer what had to be given up, or that nothing helped; '' otherwise.
    """

    pdf: bytes
    flavour: str
    step: Step
    fits: bool
    note: str


def written(
    pages: Sequence[PicturedPage],
    title: str,
    made_at: datetime,
    profile: OutputProfile,
    fit_bytes: int | None,
) -> Written:
    """``pages`` as one PDF/A: as ``profile`` says, and smaller where it must fit ``fit_bytes``.

    Where nothing fits it is the smallest.
    """
    text = text_pages(pages, title)
    limit = math.inf if fit_bytes is None else fit_bytes
    first, *between, smallest = steps(profile)
    for step in (first, *between):
        pictures = [painted(page.layers, step) for page in pages]
        if sum(picture.size for picture in pictures) > limit:
            continue
        pdf, flavour = write_pdf(text, pictures, made_at)
        if len(pdf) <= limit:
            note = "" if step is first else _given_up(step, limit)
            return Written(pdf, flavour, step, fits=True, note=note)
    pictures = [painted(page.layers, smallest) for page in pages]
    pdf, flavour = write_pdf(text, pictures, made_at)
    fits = len(pdf) <= limit
    note = _given_up(smallest, limit) if fits else _too_large(len(pdf), limit)
    return Written(pdf, flavour, smallest, fits, note)


def _given_up(step: Step, limit: float) -> str:
    return t("Để vừa {limit} MB, tệp được ghi ở mức {step}.", limit=_mb(limit), step=step.says)


def _too_large(size: int, limit: float) -> str:
    return t(
        "Tệp nặng {size} MB, vẫn quá mức {limit} MB. Tách giấy tờ này thành nhiều tệp.",
        size=_mb(size),
        limit=_mb(limit),
    )


def _mb(size: float) -> str:
    return f"{size / 1_000_000:.2f}".rstrip("0").rstrip(".").replace(".", ",")
