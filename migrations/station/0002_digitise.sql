-- Edits over untouched originals, the undo of what was done to a paper's pages, and texts read
-- ahead while the citizen is still at the counter.

ALTER TABLE pages ADD COLUMN dpi REAL;
ALTER TABLE pages ADD COLUMN edits TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(edits));
ALTER TABLE pages ADD COLUMN keep INTEGER CHECK (keep IN (0, 1));
ALTER TABLE pages ADD COLUMN note_side TEXT NOT NULL DEFAULT '';

ALTER TABLE documents ADD COLUMN profile TEXT NOT NULL DEFAULT '';

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
