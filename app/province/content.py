"""Why the province refuses a whole dossier: rules on what the manifest says and the files are.

These are for an officer to read: a dossier that breaks one was sealed wrongly, and sending it
again changes nothing. The signatures themselves are verified by the agency that receives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.i18n import t
from app.model.dossier import DigitizeClass, Outcome
from app.province.papers import Fault

PDF = "application/pdf"


def content_fault(manifest: dict[str, Any], read: Callable[[str], bytes]) -> Fault | None:
    """The first broken rule, or None. ``read`` gives the bytes of a blob by its SHA-256."""
    faults = (
        *_component_faults(manifest["components"], manifest["documents"]),
        *_document_faults(manifest["documents"]),
    )
    if faults:
        return faults[0]
    return next(_file_faults(manifest["documents"], read), None)


def _component_faults(
    components: list[dict[str, Any]], documents: list[dict[str, Any]]
) -> Iterator[Fault]:
    digitised = {line["component_key"] for line in documents}
    for index, line in enumerate(components):
        at, name = f"components.{index}", line["name"]
        here = line["key"] in digitised
        if line["digitize_class"] == DigitizeClass.DO_NOT_DIGITIZE and here:
            yield Fault(
                at, t("«{name}» là giấy tờ không được số hóa nhưng có tệp gửi kèm.", name=name)
            )
        must = line["digitize_class"] == DigitizeClass.MUST
        if must and line["outcome"] == Outcome.RECEIVED and not here:
            yield Fault(at, t("«{name}» đã nhận và phải số hóa nhưng không có tệp.", name=name))
        if line["outcome"] in (Outcome.REUSED, Outcome.NOT_NEEDED) and not line["evidence"]:
            yield Fault(
                f"{at}.evidence",
                t("«{name}» được tái sử dụng hoặc miễn nộp nhưng không ghi căn cứ.", name=name),
            )


def _document_faults(documents: list[dict[str, Any]]) -> Iterator[Fault]:
    for index, line in enumerate(documents):
        at = f"documents.{index}"
        if line["pages"] < 1:
            yield Fault(
                f"{at}.pages", t("Giấy tờ «{title}» không có trang nào.", title=line["title"])
            )
        if not line["signed_by"] or not line["signed_at"]:
            yield Fault(
                f"{at}.signed_by",
                t("Giấy tờ «{title}» chưa có chữ ký số của cán bộ.", title=line["title"]),
            )
        if line["blob"]["media_type"] != PDF:
            yield Fault(
                f"{at}.blob.media_type",
                t("Giấy tờ «{title}» không phải tệp PDF.", title=line["title"]),
            )


def _file_faults(documents: list[dict[str, Any]], read: Callable[[str], bytes]) -> Iterator[Fault]:
    for index, line in enumerate(documents):
        data = read(line["blob"]["sha256"])
        if not data.startswith(b"%PDF-"):
            yield Fault(
                f"documents.{index}.blob",
                t("Tệp của giấy tờ «{title}» không phải PDF.", title=line["title"]),
            )
        elif b"/ByteRange" not in data:
            yield Fault(
                f"documents.{index}.blob",
                t("Tệp PDF của giấy tờ «{title}» chưa được ký số.", title=line["title"]),
            )
