"""What a request for an intake asks, read strictly before anything is kept.

A field of the wrong kind is refused by its name; a field this program does not know is left
alone.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from app.errors import BadInput
from app.i18n import t
from app.model.dossier import Channel, CopyKind, Outcome
from app.model.people import ApplicantKind, Sex

_CHANNELS = {"direct": Channel.DIRECT, "online": Channel.ONLINE, "post": Channel.POST}


def _printable(text: str) -> str:
    """NFC, and no control characters but line breaks and tabs: it goes onto paper."""
    if any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in text):
        raise ValueError("control characters")
    return unicodedata.normalize("NFC", text)


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise ValueError("more than one line")
    return text


def _day_or_year(text: str) -> str:
    if text and not (len(text) == 4 and text.isascii() and text.isdigit()):
        date.fromisoformat(text)
    return text


_Long = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2000), AfterValidator(_printable)
]
_Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=300),
    AfterValidator(_printable),
    AfterValidator(_one_line),
]
_FileName = Annotated[str, StringConstraints(min_length=1, max_length=4096, pattern=r"^[^\x00]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class AskedPerson(_Strict):
    """Either what the card's QR says, or the fields one by one."""

    card: str = ""
    identifier: Annotated[_Line, Field(max_length=30)] = ""
    full_name: _Line = ""
    kind: ApplicantKind = ApplicantKind.PERSON
    born_on: Annotated[_Line, AfterValidator(_day_or_year)] = ""
    sex: Sex | Literal[""] = ""
    address: _Line = ""
    phone: _Line = ""
    email: _Line = ""


class AskedData(_Strict):
    """What a person says of a paper; None where the text of the paper may propose it."""

    title: _Line | None = None
    number: _Line | None = None
    issued_on: _Line | None = None
    issuer: _Line | None = None
    abstract: _Long | None = None
    valid_until: _Line | None = None
    scope: _Long | None = None


class AskedPaper(_Strict):
    """One component: by its key, or by its short or official name."""

    key: str = ""
    name: str = ""
    files: list[_FileName] = []
    kind: Literal["auto", "scan", "photo"] = "auto"
    outcome: Outcome | None = None
    evidence: _Long = ""
    copy_kind: CopyKind | Literal[""] | None = None
    quantity: Annotated[int, Field(ge=1, le=999)] | None = None
    data: AskedData = AskedData()

    @property
    def wanted(self) -> str:
        return self.key or self.name


class Asked(_Strict):
    """A whole request. The file format is told in ``app.workflow.request``."""

    procedure: _Line
    applicant: AskedPerson
    case: _Line = ""
    channel_name: Annotated[Literal["direct", "online", "post"], Field(alias="channel")] = "direct"
    submitter: AskedPerson | None = None
    copies: Annotated[int, Field(ge=1, le=99)] = 1
    return_method: _Line = "counter"
    note: _Long = ""
    components: list[AskedPaper] = []

    @property
    def channel(self) -> Channel:
        return _CHANNELS[self.channel_name]


def asked_of(request: Mapping[str, Any]) -> Asked:
    """The request, or ``BadInput`` that names the first field that does not fit."""
    try:
        return Asked.model_validate_json(json.dumps(request))
    except ValidationError as error:
        place = error.errors()[0]["loc"]
        # Where a field may be of two kinds, pydantic adds the kind's own name in brackets.
        field = ".".join(str(part) for part in place if "[" not in str(part))
        raise malformed(t("mục «{field}» thiếu hoặc không hợp lệ", field=field)) from error


def malformed(what: str) -> BadInput:
    """The officer's sentence for a request that does not fit the format."""
    return BadInput(
        t("Yêu cầu tiếp nhận sai mẫu: {what}.", what=what),
        t("Sửa tệp theo mẫu trong tài liệu rồi thử lại."),
    )
