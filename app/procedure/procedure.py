"""What the catalogue says of one procedure: its papers, terms, fees and cases (DOMAIN §4).

These are the shapes of the files in ``resources/catalogue``; each file is one version of one
procedure. The papers a citizen is asked for (``Component``) are kept apart from the conditions
and notes that the national catalogue mixes with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from app.errors import BadInput
from app.i18n import t
from app.model.dossier import Channel, CopyKind, DigitizeClass, DossierComponent, Handling

LOCAL_TYPE = "TAM."
"""Document-type codes that begin so are working codes of this station, not national ones: the
list of VPCP knows only a few types, and a paper without a code must still be usable (DOMAIN B8).
A province that issues the real code puts it into the catalogue file."""


def _channel(name: Any) -> Any:
    return {each.name.lower(): each for each in Channel}.get(name, name)


ChannelName = Annotated[Channel, BeforeValidator(_channel)]
"""A channel as the files write it: ``direct``, ``online``, ``post``."""


class Unit(StrEnum):
    """How a term is counted. ``CASE``: the catalogue says "read the case", an officer decides."""

    HOUR = "HOUR"
    WORKING_DAY = "WORKING_DAY"
    DAY = "DAY"
    MONTH = "MONTH"
    SAME_DAY = "SAME_DAY"
    CASE = "CASE"


class FeeKind(StrEnum):
    """``PROVINCE``: the provincial council sets it; a printed 0 there does not mean free."""

    AMOUNT = "amount"
    FREE = "free"
    PROVINCE = "province"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Term:
    """How long the procedure takes on ``channels``. ``source`` is V (read in the catalogue) or
    K (from knowledge of the sector's law); ``catalogue`` is the catalogue's own wording.
    ``condition`` is empty for the usual term."""

    unit: Unit
    value: Annotated[int, Field(ge=0, le=3650)]
    text: str
    channels: tuple[ChannelName, ...]
    source: str = "V"
    condition: str = ""
    catalogue: str = ""
    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Fee:
    """What is charged on ``channels``, in đồng for one ``per``. ``cases`` empty: in every case."""

    kind: FeeKind
    channels: tuple[ChannelName, ...]
    amount: int | None = None
    per: str = ""
    text: str = ""
    source: str = "V"
    cases: tuple[str, ...] = ()
    catalogue: str = ""
    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class ProcedureCase:
    """A processing case: it selects its papers. ``official_name`` is the catalogue's heading."""

    key: str
    name: str
    official_name: str
    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Component:
    """One paper of the checklist.

    ``name`` is what a clerk calls it, ``official_name`` the catalogue's full line, ``also`` its
    other wordings and ``conditions`` the catalogue's lines on when and how it is asked for.
    ``condition`` says in a few words when the paper is needed at all; ``hint`` what to watch.
    Empty ``channels`` or ``cases`` mean all of them.
    """

    key: str
    name: str
    official_name: str
    handling: Handling
    digitize_class: DigitizeClass
    copy_kind: CopyKind
    document_type_code: str
    quantity: int = 1
    required: bool = True
    condition: str = ""
    hint: str = ""
    channels: tuple[ChannelName, ...] = ()
    cases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    __pydantic_config__ = ConfigDict(extra="forbid")

    @property
    def code_is_local(self) -> bool:
        """True for a working code that no national list knows yet."""
        return self.document_type_code.startswith(LOCAL_TYPE)

    def belongs_to(self, case_key: str, channel: Channel) -> bool:
        in_case = not self.cases or case_key in self.cases
        return in_case and (not self.channels or channel in self.channels)

    def for_dossier(self) -> DossierComponent:
        """The line as a dossier keeps it."""
        return DossierComponent(
            key=self.key,
            name=self.name,
            handling=self.handling,
            digitize_class=self.digitize_class,
            copy_kind=self.copy_kind,
            quantity=self.quantity,
            required=self.required,
            official_name=self.official_name,
            document_type_code=self.document_type_code,
        )


@dataclass(frozen=True)
class Note:
    """Lines of the catalogue that are no papers, under the heading they stood under."""

    group: str
    texts: tuple[str, ...]
    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Procedure:
    """One version of a procedure, in effect from ``effective_from`` to ``effective_to`` or until
    a later version begins. ``paper_intake_stopped_from``: Chỉ thị 24/CT-TTg (DOMAIN §2.9).
    ``no_papers`` says why a procedure has no component. The first case is the usual one."""

    code: str
    name: str
    short_name: str
    sector: str
    decision_no: str
    result: str
    effective_from: date
    channels: tuple[ChannelName, ...]
    terms: tuple[Term, ...]
    fees: tuple[Fee, ...]
    components: tuple[Component, ...]
    effective_to: date | None = None
    paper_intake_stopped_from: date | None = None
    law_changes_on: date | None = None
    law_change: str = ""
    aliases: tuple[str, ...] = ()
    cases: tuple[ProcedureCase, ...] = ()
    notes: tuple[Note, ...] = ()
    no_papers: str = ""
    remark: str = ""
    __pydantic_config__ = ConfigDict(extra="forbid")

    def in_effect(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def case(self, key: str = "") -> ProcedureCase | None:
        """The case of that key; for an empty key the usual one, or None where there are no cases.

        ``BadInput`` for a key the procedure does not have.
        """
        if not key:
            return self.cases[0] if self.cases else None
        for case in self.cases:
            if case.key == key:
                return case
        if not self.cases:
            raise BadInput(
                t("Thủ tục {code} không chia trường hợp.", code=self.code),
                t("Bỏ trống mục trường hợp."),
            )
        raise BadInput(
            t("Thủ tục {code} không có trường hợp «{key}».", code=self.code, key=key),
            t("Chọn một trong: {keys}.", keys=", ".join(case.key for case in self.cases)),
        )

    def papers(self, case_key: str, channel: Channel) -> list[Component]:
        """The papers of one case on one channel, in the order of the checklist."""
        case = self.case(case_key)
        chosen = case.key if case else ""
        return [each for each in self.components if each.belongs_to(chosen, channel)]

    def components_for(self, case_key: str, channel: Channel) -> list[DossierComponent]:
        """The checklist of a new dossier. An empty ``case_key`` means the usual case."""
        return [each.for_dossier() for each in self.papers(case_key, channel)]

    def component(self, key: str) -> Component | None:
        return next((each for each in self.components if each.key == key), None)

    def terms_on(self, channel: Channel) -> tuple[Term, ...]:
        """The terms of a channel, the usual one first; of any channel where it has none."""
        own = tuple(each for each in self.terms if channel in each.channels)
        return own or self.terms

    def term(self, channel: Channel) -> Term:
        """The usual term of a channel."""
        return self.terms_on(channel)[0]
