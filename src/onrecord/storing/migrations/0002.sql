ALTER TABLE articles ADD COLUMN modified TEXT;
ALTER TABLE articles ADD COLUMN printed_until TEXT;
DROP TRIGGER articles_keep_on_update;
UPDATE articles SET printed_until = published_until;
CREATE TRIGGER articles_keep_on_update BEFORE UPDATE ON articles
BEGIN SELECT RAISE(ABORT, 'what is on record stays: articles takes no UPDATE'); END;

-- Links across articles. They are found from the record as it was when an article was linked, so they are no part of its
-- reading; each has a time of its own.

-- Which articles have been linked to the rest of the record.
CREATE TABLE linked (
    article     TEXT NOT NULL PRIMARY KEY REFERENCES articles (id),
    recorded_at TEXT NOT NULL, -- UTC, to the second
    tool        TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Keys under which articles that may be copies of each other meet.
CREATE TABLE copy_bands (
    band    INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (number),
    PRIMARY KEY (band, article)
) STRICT, WITHOUT ROWID;

-- Keys under which statements that may say the same, or the opposite, meet.
CREATE TABLE statement_keys (
    key       INTEGER NOT NULL,
    said      TEXT NOT NULL, -- statements.said_from, or empty
    statement INTEGER NOT NULL REFERENCES statements (number),
    PRIMARY KEY (key, said, statement)
) STRICT, WITHOUT ROWID;

-- Two articles that print one story.
CREATE TABLE copies (
    article     TEXT NOT NULL REFERENCES articles (id), -- the one that was linked later
    other       TEXT NOT NULL REFERENCES articles (id),
    share       REAL NOT NULL, -- of the shorter one's word shingles that the other has
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (article, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_other ON copies (other);

-- What the words of one article do to a statement of another (or to that article as a whole).
CREATE TABLE crossings (
    number         INTEGER PRIMARY KEY,
    article        TEXT NOT NULL REFERENCES articles (id), -- whose words say so
    kind           TEXT NOT NULL,
    from_id        TEXT NOT NULL,
    to_id          TEXT NOT NULL,
    by_start       INTEGER,
    by_end         INTEGER,
    by_text        TEXT,
    venue_start    INTEGER,
    venue_end      INTEGER,
    venue_text     TEXT,
    evidence_start INTEGER NOT NULL,
    evidence_end   INTEGER NOT NULL,
    evidence_text  TEXT NOT NULL,
    confidence     REAL,
    recorded_at    TEXT NOT NULL,
    UNIQUE (kind, from_id, to_id, article)
) STRICT;
CREATE INDEX crossings_by_from ON crossings (from_id);
CREATE INDEX crossings_by_to ON crossings (to_id);

-- What a person says of a row: it is right, or wrong. The last word of each author counts; the earlier ones stay.
CREATE TABLE verdicts (
    number      INTEGER PRIMARY KEY,
    target      TEXT NOT NULL, -- the id of a statement, event, article or link
    verdict     TEXT NOT NULL CHECK (verdict IN ('right', 'wrong')),
    note        TEXT,
    author      TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX verdicts_by_target ON verdicts (target);

-- What a person says of the names of matters: two mean one (merge), or a name stands for itself again (split).
CREATE TABLE matter_edits (
    number      INTEGER PRIMARY KEY,
    action      TEXT NOT NULL CHECK (action IN ('merge', 'split')),
    name        TEXT NOT NULL,
    into_name   TEXT, -- for a merge
    note        TEXT,
    author      TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER linked_keep_on_update BEFORE UPDATE ON linked
BEGIN SELECT RAISE(ABORT, 'what is on record stays: linked takes no UPDATE'); END;
CREATE TRIGGER linked_keep_on_delete BEFORE DELETE ON linked
BEGIN SELECT RAISE(ABORT, 'what is on record stays: linked takes no DELETE'); END;
CREATE TRIGGER copy_bands_keep_on_update BEFORE UPDATE ON copy_bands
BEGIN SELECT RAISE(ABORT, 'what is on record stays: copy_bands takes no UPDATE'); END;
CREATE TRIGGER copy_bands_keep_on_delete BEFORE DELETE ON copy_bands
BEGIN SELECT RAISE(ABORT, 'what is on record stays: copy_bands takes no DELETE'); END;
CREATE TRIGGER statement_keys_keep_on_update BEFORE UPDATE ON statement_keys
BEGIN SELECT RAISE(ABORT, 'what is on record stays: statement_keys takes no UPDATE'); END;
CREATE TRIGGER statement_keys_keep_on_delete BEFORE DELETE ON statement_keys
BEGIN SELECT RAISE(ABORT, 'what is on record stays: statement_keys takes no DELETE'); END;
CREATE TRIGGER copies_keep_on_update BEFORE UPDATE ON copies
BEGIN SELECT RAISE(ABORT, 'what is on record stays: copies takes no UPDATE'); END;
CREATE TRIGGER copies_keep_on_delete BEFORE DELETE ON copies
BEGIN SELECT RAISE(ABORT, 'what is on record stays: copies takes no DELETE'); END;
CREATE TRIGGER crossings_keep_on_update BEFORE UPDATE ON crossings
BEGIN SELECT RAISE(ABORT, 'what is on record stays: crossings takes no UPDATE'); END;
CREATE TRIGGER crossings_keep_on_delete BEFORE DELETE ON crossings
BEGIN SELECT RAISE(ABORT, 'what is on record stays: crossings takes no DELETE'); END;
CREATE TRIGGER verdicts_keep_on_update BEFORE UPDATE ON verdicts
BEGIN SELECT RAISE(ABORT, 'what is on record stays: verdicts takes no UPDATE'); END;
CREATE TRIGGER verdicts_keep_on_delete BEFORE DELETE ON verdicts
BEGIN SELECT RAISE(ABORT, 'what is on record stays: verdicts takes no DELETE'); END;
CREATE TRIGGER matter_edits_keep_on_update BEFORE UPDATE ON matter_edits
BEGIN SELECT RAISE(ABORT, 'what is on record stays: matter_edits takes no UPDATE'); END;
CREATE TRIGGER matter_edits_keep_on_delete BEFORE DELETE ON matter_edits
BEGIN SELECT RAISE(ABORT, 'what is on record stays: matter_edits takes no DELETE'); END;
