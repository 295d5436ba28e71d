"""A procedure on the screen: how it is found, and what to know before taking it in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.errors import BadInput
from app.i18n import t
from app.model.dossier import Channel, Dossier
from app.procedure.catalogue import Catalogue
from app.procedure.due import term_text
from app.procedure.fees import fee_of, fee_text
from app.procedure.guard import Finding, Severity
from app.procedure.procedure import Procedure
from app.ui.present.states import Role

_ROLES = {
    Severity.INFO: Role.QUIET,
    Severity.WARNING: Role.ATTENTION,
    Severity.BLOCK: Role.BAD,
}


def found(
    procedures: Iterable[Procedure], recent: tuple[str, ...], *, searching: bool
) -> list[Procedure]:
    """The search's own order; without a search those used last come first."""
    listed = list(procedures)
    if searching:
        return listed
    known = {each.code: each for each in listed}
    first = [known[code] for code in recent if code in known]
    return [*first, *(each for each in listed if each.code not in recent)]


def under_name(procedure: Procedure) -> str:
    """The line under a procedure's name in the list."""
    return f"{procedure.code} · {procedure.sector}"


def terms_sentence(procedure: Procedure, channel: Channel, case_key: str) -> str:
    """How long it takes and what it costs."""
    fee = fee_of(procedure, channel, case_key)
    return t(
        "Thời hạn: {term}. Lệ phí: {fee}.",
        term=term_text(procedure.term(channel)),
        fee=fee_text(fee) if fee else t("danh mục không nêu"),
    )


def finding_role(finding: Finding) -> Role:
    return _ROLES[finding.severity]


def short_name(catalogue: Catalogue, dossier: Dossier) -> str:
    """What a clerk calls the dossier's procedure; its official name where the catalogue no
    longer has it."""
    try:
        return catalogue.get(dossier.procedure_code, dossier.opened_at.date()).short_name
    except BadInput:
        return dossier.procedure_name


def channel_word(channel: Channel) -> str:
    return {
        Channel.DIRECT: t("Nộp tại quầy"),
        Channel.ONLINE: t("Nộp trực tuyến"),
        Channel.POST: t("Qua bưu chính"),
    }[channel]


def changes_soon(procedure: Procedure, on: date) -> str:
    """The law that will change the papers asked for, while it is still to come."""
    if procedure.law_changes_on is None or on >= procedure.law_changes_on:
        return ""
    return t(
        "Từ {day} thủ tục này thay đổi theo {law}.",
        day=f"{procedure.law_changes_on:%d/%m/%Y}",
        law=procedure.law_change,
    )
