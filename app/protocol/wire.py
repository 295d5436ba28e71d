"""Paths, headers, limits and error codes that both sides hold on to."""

from __future__ import annotations

from enum import StrEnum

API_HEADER = "Tram-Api"
"""On every answer of a province. Its absence means: this is not our server."""

API_VERSION = "1"

HELLO = "/v1/hello"
ENROL = "/v1/enrol"
PREFLIGHT = "/v1/preflight"
DOSSIERS = "/v1/dossiers"
BLOBS = "/v1/blobs"
CHANGES = "/v1/changes"
LEASES = "/v1/leases"
DAY_CLOSE = "/v1/day-close"

OFFSET_HEADER = "Upload-Offset"
"""Bytes of a blob that are fsynced at the province."""

LENGTH_HEADER = "Upload-Length"
"""Bytes of the whole blob, sent with every append."""

PREFLIGHT_IDS = 200
CHUNK_MIN = 32 * 1024
CHUNK_MAX = 256 * 1024
MANIFEST_MAX = 256 * 1024
BLOB_MAX = 64 * 1024 * 1024
CLOCK_SKEW_SECONDS = 15 * 60
NO_PROGRESS_SECONDS = 30.0


class Held(StrEnum):
    """What preflight answers for one id."""

    UNKNOWN = "unknown"
    ANNOUNCED = "announced"
    PARTIAL = "partial"
    COMMITTED = "committed"
    REFUSED = "refused"


class Refusal(StrEnum):
    """``code`` in the JSON body of every answer that is not a success."""

    NOT_ENROLLED = "not_enrolled"
    BAD_SIGNATURE = "bad_signature"
    CLOCK = "clock"
    THROTTLED = "throttled"
    BUSY = "busy"
    NO_ROOM = "no_room"
    BAD_REQUEST = "bad_request"
    BAD_MANIFEST = "bad_manifest"
    OTHER_MANIFEST = "other_manifest"
    UNKNOWN_DOSSIER = "unknown_dossier"
    UNKNOWN_BLOB = "unknown_blob"
    WRONG_OFFSET = "wrong_offset"
    WRONG_HASH = "wrong_hash"
    TOO_LARGE = "too_large"
    MISSING_BLOBS = "missing_blobs"
    REFUSED = "refused"
    CODE_TAKEN = "code_taken"
    ENROLMENT = "enrolment"
    UNAVAILABLE = "unavailable"
