"""The gate every PDF passes before it is signed: PDF/A-2, checked on the bytes themselves.

pikepdf checks level B. Level U asks one thing more, that every letter has its Unicode value
(ISO 19005-2, 6.2.11.7.2); that is checked here and then declared.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import pdfa

_CHECKED = "2b"
_WITH_UNICODE = "2u"
_LEVEL_B = b"<pdfaid:conformance>B</pdfaid:conformance>"
_LEVEL_U = b"<pdfaid:conformance>U</pdfaid:conformance>"


class NotPdfA(Exception):
    """What we wrote is no PDF/A: a bug of ours, with the rules it breaks."""


def save_pdfa(pdf: pikepdf.Pdf) -> tuple[bytes, str]:
    """The bytes of ``pdf`` as PDF/A-2 and the flavour they were found to be.

    Everything stays in memory: papers of citizens do not pass through temporary files.
    """
    pdfa.prepare(pdf, _CHECKED)
    out = io.BytesIO()
    pdf.save(out, **pdfa.resolve_save_kwargs(_CHECKED))
    report = pdfa.validate_written(out, _CHECKED)
    if report.verdict != "pass":
        raise NotPdfA("; ".join(map(str, report.findings)))
    data = out.getvalue()
    if data.count(_LEVEL_B) == 1 and _every_letter_has_unicode(pdf):
        return data.replace(_LEVEL_B, _LEVEL_U), _WITH_UNICODE
    return data, _CHECKED


def _every_letter_has_unicode(pdf: pikepdf.Pdf) -> bool:
    fonts = [
        font
        for page in pdf.pages
        for font in page.resources.get("/Font", pikepdf.Dictionary()).values()
    ]
    return all("/ToUnicode" in font for font in fonts)
