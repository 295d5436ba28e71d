"""The JSON shapes of the wire. Times are ISO 8601 with +07:00; digests are lower-case hex.

Bodies marked *sealed* travel as sealed papers (``app.protocol.sealed``) and are kept as the
very bytes that came.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Problem(TypedDict):
    """Body of every answer that is not a success. ``code`` is a ``wire.Refusal``."""

    code: str
    message: str
    field: NotRequired[str]
    missing: NotRequired[list[MissingBlob]]
    offset: NotRequired[int]
    server_time: NotRequired[str]


class Hello(TypedDict):
    """``GET /v1/hello``; 200. Unsigned requests get it too, without ``lease``."""

    province_id: str
    province_name: str
    server_time: str
    keys: dict[str, str]
    chunk_max: int
    blob_max: int
    catalogue_epoch: str
    station: NotRequired[str]
    lease: NotRequired[Lease | None]


class EnrolRequest(TypedDict):
    """``POST /v1/enrol``; 200 ``Enrolled``; 403 ``enrolment`` for a used or unknown code.

    The same station key with the same code may ask again for ever and gets the same answer.
    """

    code: str
    station_key: str
    station_name: str


class Enrolled(TypedDict):
    """What a station becomes. ``keys``: key id → raw public key in base64."""

    station_id: str
    station_code: str
    agency_code: str
    agency_name: str
    parent_agency_name: str
    province_id: str
    keys: dict[str, str]
    lease: Lease


class Lease(TypedDict):
    """Daily dossier numbers ``first``…``last`` of ``agency_code`` belong to this station on
    every day from ``valid_from`` to ``valid_to`` (``YYYY-MM-DD``)."""

    agency_code: str
    valid_from: str
    valid_to: str
    first: int
    last: int


class PreflightRequest(TypedDict):
    """``POST /v1/preflight``: at most ``wire.PREFLIGHT_IDS`` ids."""

    ids: list[str]


class MissingBlob(TypedDict):
    """A blob the province lacks; ``offset`` bytes of it are there already."""

    sha256: str
    bytes: int
    offset: int


class PreflightAnswer(TypedDict):
    """``held`` is a ``wire.Held``; ``receipt`` the sealed paper in base64 when committed."""

    held: str
    missing: NotRequired[list[MissingBlob]]
    receipt: NotRequired[str]
    code: NotRequired[str]
    message: NotRequired[str]


class Preflight(TypedDict):
    dossiers: dict[str, PreflightAnswer]


class Announced(TypedDict):
    """``PUT /v1/dossiers/{id}`` with the sealed manifest as its body: 201 first, 200 again.

    409 ``other_manifest`` when the id is held with other bytes; 422 ``bad_manifest`` with
    ``field``; ``dossier_code`` is the official code the province gives or confirms.
    """

    dossier_code: str
    missing: list[MissingBlob]


class Appended(TypedDict):
    """``PATCH /v1/blobs/{sha256}`` with ``Upload-Offset`` and ``Upload-Length``: 200.

    ``offset`` bytes are fsynced. 409 ``wrong_offset`` carries the right one; 422 ``wrong_hash``
    when the finished blob is not its digest (it starts again at 0). ``HEAD`` answers 200 with
    both headers, or 404.
    """

    offset: int
    complete: bool


class CommitRequest(TypedDict):
    """``POST /v1/dossiers/{id}/commit``: 201 then 200 with the sealed receipt as the body.

    409 ``missing_blobs`` with ``missing``; 422 ``refused`` with ``field``.
    """

    manifest_sha256: str


class ComponentLine(TypedDict):
    key: str
    name: str
    handling: str
    digitize_class: str
    copy_kind: str
    quantity: int
    outcome: str
    evidence: str


class BlobRef(TypedDict):
    sha256: str
    bytes: int
    media_type: str


class DocumentLine(TypedDict):
    """``extras``: what its kind of paper says besides (names, birth dates), by field name; left
    out where there is nothing."""

    document_id: str
    component_key: str
    document_code: str
    owner_identifier: str
    document_type_code: str
    version_no: int
    copy_kind: str
    title: str
    number: str
    issued_on: str
    issuer: str
    abstract: str
    valid_until: str
    scope: str
    pages: int
    blob: BlobRef
    signed_by: str
    signed_at: str
    confirmed_by: str
    confirmed_at: str
    extras: NotRequired[dict[str, str]]


class ProcedureLine(TypedDict):
    code: str
    name: str
    sector: str
    decision_no: str
    case: str


class PersonLine(TypedDict):
    identifier: str
    full_name: str
    kind: str
    born_on: str
    sex: str
    address: str
    phone: str
    email: str


class OfficerLine(TypedDict):
    officer_id: str
    full_name: str


class ClockLine(TypedDict):
    """Evidence of the clock at sealing: the device's time and the last time a province said."""

    device_time: str
    last_server_time: str


class Manifest(TypedDict):
    """*sealed* by the station, type ``tram.manifest/1``. ``previous`` is the SHA-256 of the
    manifest this station sealed before (empty for the first), ``seq`` counts from 1."""

    type: str
    dossier_id: str
    station_id: str
    agency_code: str
    seq: int
    previous: str
    dossier_code: str
    provisional_code: str
    procedure: ProcedureLine
    channel: int
    applicant: PersonLine
    submitter: PersonLine | None
    officer: OfficerLine
    received_at: str
    due_at: str
    term: str
    copies: int
    fee: int | None
    return_method: str
    note: str
    components: list[ComponentLine]
    documents: list[DocumentLine]
    clock: ClockLine
    sealed_at: str


class Receipt(TypedDict):
    """*sealed* by the province, type ``tram.receipt/1``: given only when all is durable."""

    type: str
    receipt_no: str
    province_id: str
    station_id: str
    dossier_id: str
    dossier_code: str
    manifest_sha256: str
    blobs: list[str]
    received_at: str


class Change(TypedDict):
    """One line of ``GET /v1/changes?cursor=``. ``kind``: ``status`` for now."""

    kind: str
    dossier_id: str
    status: NotRequired[int]
    message: NotRequired[str]
    at: str


class Changes(TypedDict):
    changes: list[Change]
    cursor: str
    more: bool


class DayLine(TypedDict):
    dossier_id: str
    dossier_code: str
    manifest_sha256: str
    receipt_sha256: str


class DayList(TypedDict):
    """*sealed* by the station, type ``tram.day-list/1``: all it sealed on ``day``."""

    type: str
    station_id: str
    day: str
    dossiers: list[DayLine]
    sealed_at: str


class DayVerdict(TypedDict):
    dossier_id: str
    dossier_code: str
    held: str


class DayClose(TypedDict):
    """*sealed* by the province, type ``tram.day-close/1``: body of the 200 answer.

    ``held``: committed with the same manifest. ``missing``: listed and not committed here.
    ``refused``: refused here. ``unlisted``: committed from this station on that day and not in
    the list. ``agreed`` is true when the last three are empty. ``list_sha256`` names the list.
    """

    type: str
    province_id: str
    station_id: str
    day: str
    list_sha256: str
    held: list[DayVerdict]
    missing: list[DayVerdict]
    refused: list[DayVerdict]
    unlisted: list[DayVerdict]
    agreed: bool
    closed_at: str
