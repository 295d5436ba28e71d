"""PDFium through one lock: the library must not be entered by two threads at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import pypdfium2
from pypdfium2 import raw

from app.document.door import refusals

POINTS_PER_INCH = 72
_lock = RLock()


@contextmanager
def opened_pdf(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed at the end; ``BadInput`` where it is locked, empty or damaged.

    Everything done with the document and its pages must stay inside the ``with`` block.
    """
    with _lock:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
                raise refusals.locked(name) from error
            raise refusals.damaged(name) from error
        try:
            document.init_forms()
            if len(document) == 0:
                raise refusals.no_pages(name)
            yield document
        except pypdfium2.PdfiumError as error:
            raise refusals.damaged(name) from error
        finally:
            document.close()


@contextmanager
def opened_page(data: bytes, name: str, page: int) -> Iterator[pypdfium2.PdfPage]:
    """Page ``page`` (from 0) of a PDF, under the same rules as ``opened_pdf``."""
    with opened_pdf(data, name) as document:
        if not 0 <= page < len(document):
            raise refusals.no_such_page(name, page + 1)
        yield document[page]
