ALTER TABLE actors ADD COLUMN sector TEXT;
CREATE INDEX actors_by_name ON actors (name);
ALTER TABLE events ADD COLUMN location_rule TEXT;
ALTER TABLE events ADD COLUMN location_start INTEGER;
ALTER TABLE events ADD COLUMN location_end INTEGER;
ALTER TABLE events ADD COLUMN location_text TEXT;
ALTER TABLE events ADD COLUMN location_choice TEXT;
ALTER TABLE events ADD COLUMN geoname INTEGER;
ALTER TABLE events ADD COLUMN place_name TEXT;
ALTER TABLE events ADD COLUMN place_kind TEXT;
ALTER TABLE events ADD COLUMN place_country TEXT;
ALTER TABLE events ADD COLUMN place_region TEXT;
ALTER TABLE events ADD COLUMN latitude REAL;
ALTER TABLE events ADD COLUMN longitude REAL;

-- The places that the name of an event's place may mean, where there are several.
CREATE TABLE event_place_candidates (
    event     TEXT NOT NULL REFERENCES events (id),
    position  INTEGER NOT NULL, -- the most populous first
    geoname   INTEGER,
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    country   TEXT NOT NULL,
    region    TEXT,
    latitude  REAL NOT NULL,
    longitude REAL NOT NULL,
    PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- Further tellings of the same happening in the article: their triggers.
CREATE TABLE event_mentions (
    event    TEXT NOT NULL REFERENCES events (id),
    position INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- What a person says of the names of actors: two mean one (merge), or a name stands for itself again (split).
CREATE TABLE actor_edits (
    number      INTEGER PRIMARY KEY,
    action      TEXT NOT NULL CHECK (action IN ('merge', 'split')),
    name        TEXT NOT NULL,
    into_name   TEXT, -- for a merge
    note        TEXT,
    author      TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER event_place_candidates_keep_on_update BEFORE UPDATE ON event_place_candidates
BEGIN SELECT RAISE(ABORT, 'what is on record stays: event_place_candidates takes no UPDATE'); END;
CREATE TRIGGER event_place_candidates_keep_on_delete BEFORE DELETE ON event_place_candidates
BEGIN SELECT RAISE(ABORT, 'what is on record stays: event_place_candidates takes no DELETE'); END;
CREATE TRIGGER event_mentions_keep_on_update BEFORE UPDATE ON event_mentions
BEGIN SELECT RAISE(ABORT, 'what is on record stays: event_mentions takes no UPDATE'); END;
CREATE TRIGGER event_mentions_keep_on_delete BEFORE DELETE ON event_mentions
BEGIN SELECT RAISE(ABORT, 'what is on record stays: event_mentions takes no DELETE'); END;
CREATE TRIGGER actor_edits_keep_on_update BEFORE UPDATE ON actor_edits
BEGIN SELECT RAISE(ABORT, 'what is on record stays: actor_edits takes no UPDATE'); END;
CREATE TRIGGER actor_edits_keep_on_delete BEFORE DELETE ON actor_edits
BEGIN SELECT RAISE(ABORT, 'what is on record stays: actor_edits takes no DELETE'); END;
