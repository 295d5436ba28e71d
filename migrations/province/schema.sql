-- The sum of the migrations beside it, made by `python -m app.store.schema`.

CREATE TABLE receipt_key (
    key_id TEXT PRIMARY KEY,
    private_key BLOB NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE agency (
    agency_code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent_name TEXT NOT NULL
) STRICT;

CREATE TABLE station (
    station_id TEXT PRIMARY KEY,
    agency_code TEXT NOT NULL REFERENCES agency,
    station_code TEXT NOT NULL,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL UNIQUE,
    enrolled_at TEXT NOT NULL,
    UNIQUE (agency_code, station_code)
) STRICT;

CREATE TABLE enrolment (
    code_sha256 TEXT PRIMARY KEY,
    agency_code TEXT NOT NULL REFERENCES agency,
    made_at TEXT NOT NULL,
    station_id TEXT REFERENCES station,
    used_at TEXT
) STRICT;

CREATE TABLE lease (
    agency_code TEXT NOT NULL REFERENCES agency,
    block INTEGER NOT NULL,
    station_id TEXT NOT NULL UNIQUE REFERENCES station,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    PRIMARY KEY (agency_code, block)
) STRICT;

CREATE TABLE reserve_number (
    agency_code TEXT NOT NULL REFERENCES agency,
    day TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (agency_code, day)
) STRICT;

CREATE TABLE dossier (
    dossier_id TEXT PRIMARY KEY,
    station_id TEXT NOT NULL REFERENCES station,
    dossier_code TEXT NOT NULL UNIQUE,
    provisional_code TEXT NOT NULL,
    manifest BLOB NOT NULL,
    manifest_sha256 TEXT NOT NULL,
    seq INTEGER NOT NULL,
    previous TEXT NOT NULL,
    sealed_day TEXT NOT NULL,
    announced_at TEXT NOT NULL,
    held TEXT NOT NULL DEFAULT 'announced' CHECK (held IN ('announced', 'committed', 'refused')),
    refused_field TEXT NOT NULL DEFAULT '',
    refused_message TEXT NOT NULL DEFAULT '',
    receipt_no TEXT UNIQUE,
    receipt BLOB,
    receipt_sha256 TEXT,
    committed_at TEXT,
    status INTEGER,
    CHECK ((held = 'committed') = (receipt IS NOT NULL))
) STRICT;

CREATE INDEX dossier_of_station_by_day ON dossier (station_id, sealed_day);

CREATE INDEX dossier_of_station_by_manifest ON dossier (station_id, manifest_sha256);

CREATE INDEX dossier_by_provisional_code ON dossier (provisional_code) WHERE provisional_code <> '';

CREATE TRIGGER an_announced_manifest_stays
BEFORE UPDATE OF dossier_id, station_id, dossier_code, provisional_code, manifest,
    manifest_sha256, seq, previous, sealed_day, announced_at ON dossier
BEGIN
    SELECT RAISE(ABORT, 'an announced manifest never changes');
END;

CREATE TRIGGER a_given_receipt_stays
BEFORE UPDATE OF held, receipt_no, receipt, receipt_sha256, committed_at ON dossier
WHEN OLD.receipt IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a given receipt never changes');
END;

CREATE TRIGGER a_dossier_is_never_deleted
BEFORE DELETE ON dossier
BEGIN
    SELECT RAISE(ABORT, 'a dossier is never deleted');
END;

CREATE TABLE dossier_blob (
    dossier_id TEXT NOT NULL REFERENCES dossier,
    position INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    station_id TEXT NOT NULL REFERENCES station,
    PRIMARY KEY (dossier_id, position)
) STRICT;

CREATE INDEX blob_named_by_station ON dossier_blob (station_id, sha256);

CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    stored_at TEXT NOT NULL
) STRICT;

CREATE TABLE upload (
    station_id TEXT NOT NULL REFERENCES station,
    sha256 TEXT NOT NULL,
    upload_offset INTEGER NOT NULL,
    file_bytes INTEGER NOT NULL,
    PRIMARY KEY (station_id, sha256)
) STRICT;

CREATE TABLE receipt_number (
    day TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

CREATE TABLE change (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    station_id TEXT NOT NULL REFERENCES station,
    dossier_id TEXT NOT NULL REFERENCES dossier,
    kind TEXT NOT NULL,
    status INTEGER NOT NULL,
    message TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE INDEX change_for_station ON change (station_id, position);

CREATE TABLE day_close (
    list_sha256 TEXT PRIMARY KEY,
    station_id TEXT NOT NULL REFERENCES station,
    day TEXT NOT NULL,
    list BLOB NOT NULL,
    answer BLOB NOT NULL,
    closed_at TEXT NOT NULL
) STRICT;

CREATE TABLE kv (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL CHECK (json_valid(details)),
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX audit_by_subject ON audit (subject, seq);

CREATE TRIGGER an_audit_row_stays BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'an audit row never changes');
END;

CREATE TRIGGER an_audit_row_is_never_deleted BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'an audit row is never deleted');
END;
