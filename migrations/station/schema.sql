-- The sum of the migrations beside it, made by `python -m app.store.schema`.

CREATE TABLE kv (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE secrets (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

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

CREATE TABLE dossiers (
    dossier_id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    procedure_code TEXT NOT NULL,
    procedure_name TEXT NOT NULL,
    decision_no TEXT NOT NULL,
    case_key TEXT NOT NULL,
    sector TEXT NOT NULL,
    channel INTEGER NOT NULL,
    applicant TEXT NOT NULL CHECK (json_valid(applicant)),
    submitter TEXT CHECK (submitter IS NULL OR json_valid(submitter)),
    officer_id TEXT NOT NULL,
    officer_name TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    received_at TEXT,
    due_at TEXT,
    term_text TEXT NOT NULL,
    dossier_code TEXT NOT NULL,
    provisional_code TEXT NOT NULL,
    copies INTEGER NOT NULL,
    fee INTEGER,
    return_method TEXT NOT NULL,
    note TEXT NOT NULL,
    held_reason TEXT NOT NULL,
    manifest_seq INTEGER NOT NULL,
    manifest_sha256 TEXT NOT NULL,
    receipt_sha256 TEXT NOT NULL,
    printed INTEGER NOT NULL CHECK (printed IN (0, 1)),
    search_text TEXT NOT NULL,
    applicant_identifier TEXT GENERATED ALWAYS AS (json_extract(applicant, '$.identifier')) VIRTUAL
) STRICT;

CREATE INDEX dossiers_by_state ON dossiers (state, dossier_id);

CREATE INDEX dossiers_by_received_at ON dossiers (received_at);

CREATE INDEX dossiers_by_applicant ON dossiers (applicant_identifier);

CREATE UNIQUE INDEX dossiers_by_code ON dossiers (dossier_code) WHERE dossier_code <> '';

CREATE UNIQUE INDEX dossiers_by_provisional_code ON dossiers (provisional_code)
    WHERE provisional_code <> '';

CREATE TABLE components (
    dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    handling TEXT NOT NULL,
    digitize_class TEXT NOT NULL,
    copy_kind TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    required INTEGER NOT NULL CHECK (required IN (0, 1)),
    official_name TEXT NOT NULL,
    document_type_code TEXT NOT NULL,
    outcome TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (dossier_id, key)
) STRICT;

CREATE TABLE documents (
    document_id TEXT PRIMARY KEY,
    dossier_id TEXT NOT NULL,
    component_key TEXT NOT NULL,
    position INTEGER NOT NULL,
    copy_kind TEXT NOT NULL,
    owner_identifier TEXT NOT NULL,
    document_type_code TEXT NOT NULL,
    document_code TEXT NOT NULL,
    version_no INTEGER NOT NULL,
    pdf_sha256 TEXT NOT NULL,
    signed_sha256 TEXT NOT NULL,
    signed_bytes INTEGER NOT NULL,
    page_count INTEGER NOT NULL,
    signed_by TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    text TEXT NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)), profile TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (dossier_id, component_key) REFERENCES components (dossier_id, key)
        ON DELETE CASCADE
) STRICT;

CREATE INDEX documents_by_component ON documents (dossier_id, component_key, position);

CREATE UNIQUE INDEX documents_by_code ON documents (dossier_id, document_code, version_no)
    WHERE document_code <> '';

CREATE TABLE pages (
    page_id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (document_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    source_sha256 TEXT NOT NULL,
    source_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    frame INTEGER NOT NULL,
    kind TEXT NOT NULL,
    blank INTEGER CHECK (blank IN (0, 1)),
    warnings TEXT NOT NULL CHECK (json_valid(warnings))
, dpi REAL, edits TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(edits)), keep INTEGER CHECK (keep IN (0, 1)), note_side TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX pages_by_document ON pages (document_id, position);

CREATE INDEX pages_by_source ON pages (source_sha256);

CREATE TABLE intake_requests (
    request_id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    dossier_id TEXT NOT NULL UNIQUE REFERENCES dossiers (dossier_id),
    request TEXT NOT NULL CHECK (json_valid(request)),
    asked_at TEXT NOT NULL,
    acknowledged_at TEXT
) STRICT;

CREATE INDEX intake_requests_by_fingerprint ON intake_requests (fingerprint, request_id);

CREATE TABLE leases (
    agency_code TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    first INTEGER NOT NULL CHECK (first >= 1),
    last INTEGER NOT NULL,
    kept_at TEXT NOT NULL,
    PRIMARY KEY (agency_code, valid_from, first, last),
    CHECK (first <= last AND valid_from <= valid_to)
) STRICT;

CREATE TABLE numbers (
    series TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (series, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE manifests (
    dossier_id TEXT PRIMARY KEY REFERENCES dossiers (dossier_id),
    seq INTEGER NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    sealed_at TEXT NOT NULL,
    raw BLOB NOT NULL
) STRICT;

CREATE INDEX manifests_by_time ON manifests (sealed_at);

CREATE TABLE dossier_blobs (
    dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id),
    position INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    PRIMARY KEY (dossier_id, position),
    UNIQUE (dossier_id, sha256)
) STRICT;

CREATE INDEX dossier_blobs_by_content ON dossier_blobs (sha256);

CREATE TABLE outbox (
    dossier_id TEXT PRIMARY KEY REFERENCES dossiers (dossier_id),
    queued_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    last_error TEXT NOT NULL,
    next_try_at TEXT NOT NULL,
    done_at TEXT
) STRICT;

CREATE INDEX outbox_waiting ON outbox (dossier_id) WHERE done_at IS NULL;

CREATE TABLE receipts (
    dossier_id TEXT PRIMARY KEY REFERENCES dossiers (dossier_id),
    sha256 TEXT NOT NULL UNIQUE,
    kept_at TEXT NOT NULL,
    raw BLOB NOT NULL
) STRICT;

CREATE TABLE day_closes (
    day TEXT NOT NULL,
    version INTEGER NOT NULL,
    list_raw BLOB NOT NULL,
    answer_raw BLOB,
    agreed INTEGER NOT NULL CHECK (agreed IN (0, 1)),
    closed_at TEXT NOT NULL,
    PRIMARY KEY (day, version)
) STRICT;

CREATE VIEW sealed_dossiers AS
SELECT dossier_id FROM dossiers
WHERE state NOT IN ('DRAFT', 'CAPTURED', 'PROCESSED', 'REVIEWED');

CREATE TRIGGER dossiers_keep_content BEFORE UPDATE ON dossiers
WHEN OLD.state NOT IN ('DRAFT', 'CAPTURED', 'PROCESSED', 'REVIEWED') AND (
    NEW.state IN ('DRAFT', 'CAPTURED', 'PROCESSED', 'REVIEWED')
    OR (OLD.dossier_id, OLD.procedure_code, OLD.procedure_name, OLD.decision_no, OLD.case_key,
        OLD.sector, OLD.channel, OLD.applicant, OLD.submitter, OLD.officer_id, OLD.officer_name,
        OLD.opened_at, OLD.received_at, OLD.due_at, OLD.term_text, OLD.provisional_code,
        OLD.copies, OLD.fee, OLD.return_method, OLD.note)
    IS NOT
       (NEW.dossier_id, NEW.procedure_code, NEW.procedure_name, NEW.decision_no, NEW.case_key,
        NEW.sector, NEW.channel, NEW.applicant, NEW.submitter, NEW.officer_id, NEW.officer_name,
        NEW.opened_at, NEW.received_at, NEW.due_at, NEW.term_text, NEW.provisional_code,
        NEW.copies, NEW.fee, NEW.return_method, NEW.note)
    OR (OLD.dossier_code <> '' AND NEW.dossier_code <> OLD.dossier_code)
    OR (OLD.manifest_seq <> 0 AND NEW.manifest_seq <> OLD.manifest_seq)
    OR (OLD.manifest_sha256 <> '' AND NEW.manifest_sha256 <> OLD.manifest_sha256)
    OR (OLD.receipt_sha256 <> '' AND NEW.receipt_sha256 <> OLD.receipt_sha256)
)
BEGIN SELECT RAISE(ABORT, 'tram: sealed dossier'); END;

CREATE TRIGGER dossiers_stay BEFORE DELETE ON dossiers
WHEN OLD.state NOT IN ('DRAFT', 'CAPTURED', 'PROCESSED', 'REVIEWED')
BEGIN SELECT RAISE(ABORT, 'tram: sealed dossier'); END;

CREATE TRIGGER components_no_insert BEFORE INSERT ON components
WHEN NEW.dossier_id IN (SELECT dossier_id FROM sealed_dossiers)
BEGIN SELECT RAISE(ABORT, 'tram: sealed component'); END;

CREATE TRIGGER components_no_update BEFORE UPDATE ON components
WHEN EXISTS (SELECT 1 FROM sealed_dossiers WHERE dossier_id IN (OLD.dossier_id, NEW.dossier_id))
BEGIN SELECT RAISE(ABORT, 'tram: sealed component'); END;

CREATE TRIGGER components_no_delete BEFORE DELETE ON components
WHEN OLD.dossier_id IN (SELECT dossier_id FROM sealed_dossiers)
BEGIN SELECT RAISE(ABORT, 'tram: sealed component'); END;

CREATE TRIGGER documents_no_insert BEFORE INSERT ON documents
WHEN NEW.dossier_id IN (SELECT dossier_id FROM sealed_dossiers)
BEGIN SELECT RAISE(ABORT, 'tram: sealed document'); END;

CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents
WHEN EXISTS (SELECT 1 FROM sealed_dossiers WHERE dossier_id IN (OLD.dossier_id, NEW.dossier_id))
BEGIN SELECT RAISE(ABORT, 'tram: sealed document'); END;

CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents
WHEN OLD.dossier_id IN (SELECT dossier_id FROM sealed_dossiers)
BEGIN SELECT RAISE(ABORT, 'tram: sealed document'); END;

CREATE TRIGGER pages_no_insert BEFORE INSERT ON pages
WHEN EXISTS (SELECT 1 FROM documents JOIN sealed_dossiers USING (dossier_id)
    WHERE document_id = NEW.document_id)
BEGIN SELECT RAISE(ABORT, 'tram: sealed page'); END;

CREATE TRIGGER pages_no_update BEFORE UPDATE ON pages
WHEN EXISTS (SELECT 1 FROM documents JOIN sealed_dossiers USING (dossier_id)
    WHERE document_id IN (OLD.document_id, NEW.document_id))
BEGIN SELECT RAISE(ABORT, 'tram: sealed page'); END;

CREATE TRIGGER pages_no_delete BEFORE DELETE ON pages
WHEN EXISTS (SELECT 1 FROM documents JOIN sealed_dossiers USING (dossier_id)
    WHERE document_id = OLD.document_id)
BEGIN SELECT RAISE(ABORT, 'tram: sealed page'); END;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'tram: sealed audit row'); END;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'tram: sealed audit row'); END;

CREATE TRIGGER manifests_no_update BEFORE UPDATE ON manifests
BEGIN SELECT RAISE(ABORT, 'tram: sealed manifest'); END;

CREATE TRIGGER manifests_no_delete BEFORE DELETE ON manifests
BEGIN SELECT RAISE(ABORT, 'tram: sealed manifest'); END;

CREATE TRIGGER receipts_no_update BEFORE UPDATE ON receipts
BEGIN SELECT RAISE(ABORT, 'tram: sealed receipt'); END;

CREATE TRIGGER receipts_no_delete BEFORE DELETE ON receipts
BEGIN SELECT RAISE(ABORT, 'tram: sealed receipt'); END;

CREATE TRIGGER dossier_blobs_no_update BEFORE UPDATE ON dossier_blobs
BEGIN SELECT RAISE(ABORT, 'tram: sealed blob list'); END;

CREATE TRIGGER dossier_blobs_no_delete BEFORE DELETE ON dossier_blobs
BEGIN SELECT RAISE(ABORT, 'tram: sealed blob list'); END;

CREATE TRIGGER numbers_no_update BEFORE UPDATE ON numbers
BEGIN SELECT RAISE(ABORT, 'tram: sealed number'); END;

CREATE TRIGGER numbers_no_delete BEFORE DELETE ON numbers
BEGIN SELECT RAISE(ABORT, 'tram: sealed number'); END;

CREATE TRIGGER day_closes_no_update BEFORE UPDATE ON day_closes
BEGIN SELECT RAISE(ABORT, 'tram: sealed day'); END;

CREATE TRIGGER day_closes_no_delete BEFORE DELETE ON day_closes
BEGIN SELECT RAISE(ABORT, 'tram: sealed day'); END;

CREATE TABLE page_history (
    history_id INTEGER PRIMARY KEY,
    dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    pages TEXT NOT NULL CHECK (json_valid(pages))
) STRICT;

CREATE INDEX page_history_by_dossier ON page_history (dossier_id, history_id);

CREATE TABLE readings (
    key TEXT PRIMARY KEY,
    read_at TEXT NOT NULL,
    words TEXT NOT NULL CHECK (json_valid(words))
) STRICT, WITHOUT ROWID;
