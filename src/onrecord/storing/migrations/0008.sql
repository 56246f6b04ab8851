-- In the order of a listing, with the end of each interval: a listing from a day on passes over what ended before.
DROP INDEX statements_by_time;
CREATE INDEX statements_by_time ON statements (said_from, article, position, said_until);
DROP INDEX times_by_time;
CREATE INDEX times_by_time ON times ("begin", article, position, until);
DROP INDEX events_by_time;
CREATE INDEX events_by_time ON events (date_from, article, position, date_until);
DROP INDEX articles_by_published;
CREATE INDEX articles_by_published ON articles (published_from, url, version, id, published_until);
CREATE INDEX articles_seen ON articles (
    id, printed_until, recorded_at, published_from, published_until, publication, country, language, published, provider
);
CREATE INDEX statements_by_speaker_in_time ON statements (speaker, said_from, article, position);
CREATE INDEX events_by_type ON events (type, date_from, article, position);

-- Links by their ids, which are computed from what does what to what.
CREATE TABLE link_ids (
    id      TEXT NOT NULL PRIMARY KEY,
    kind    TEXT NOT NULL,
    from_id TEXT NOT NULL,
    to_id   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The different names of speakers, and the words of which they consist.
CREATE TABLE speaker_names (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE speaker_search USING fts5 (
    name, content = 'speaker_names', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

-- Who is printed with which title, by name: of those who bear a name most are printed without one.
CREATE TABLE titled (
    name     TEXT NOT NULL, -- of the actor, as is `kind`
    article  TEXT NOT NULL,
    actor    TEXT NOT NULL,
    position INTEGER NOT NULL,
    title    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    PRIMARY KEY (name, article, actor, position),
    FOREIGN KEY (article, actor, position) REFERENCES roles (article, actor, position)
) STRICT, WITHOUT ROWID;

-- The different names and prints of the parties of events, which events have them on which side, and any three letters
-- of them without case and accents.
CREATE TABLE party_names (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE party_events (
    name  INTEGER NOT NULL REFERENCES party_names (number),
    side  TEXT NOT NULL,
    event TEXT NOT NULL REFERENCES events (id),
    PRIMARY KEY (name, side, event)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE party_search USING fts5 (folded, content = '', tokenize = 'trigram case_sensitive 1');

-- The names of matters, told apart by more than their capitals, added up from the events as they come; only here and in
-- `speakers` are rows changed.
CREATE TABLE matter_names (
    lowered  TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    steps    INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    first    TEXT, -- of articles.published_from
    last     TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_names_by_articles ON matter_names (articles DESC, steps DESC, name);

INSERT INTO link_ids (id, kind, from_id, to_id)
SELECT link_id(kind, from_id, to_id), kind, from_id, to_id
FROM (SELECT kind, from_id, to_id FROM links UNION SELECT kind, from_id, to_id FROM crossings);
INSERT INTO speaker_names (name) SELECT DISTINCT name FROM speakers;
INSERT INTO speaker_search (speaker_search) VALUES ('rebuild');
INSERT INTO titled (name, article, actor, position, title, kind)
SELECT a.name, r.article, r.actor, r.position, r.title, a.kind
FROM roles AS r JOIN actors AS a ON a.article = r.article AND a.id = r.actor;
INSERT INTO party_names (name)
SELECT text FROM event_parties
UNION
SELECT a.name FROM event_parties AS p JOIN events AS e ON e.id = p.event
JOIN actors AS a ON a.article = e.article AND a.id = p.actor;
INSERT INTO party_events (name, side, event)
SELECT n.number, p.side, p.event FROM event_parties AS p JOIN party_names AS n ON n.name = p.text
UNION
SELECT n.number, p.side, p.event FROM event_parties AS p JOIN events AS e ON e.id = p.event
JOIN actors AS a ON a.article = e.article AND a.id = p.actor JOIN party_names AS n ON n.name = a.name;
INSERT INTO party_search (rowid, folded) SELECT number, folded(name) FROM party_names;
INSERT INTO matter_names (lowered, name, steps, articles, first, last)
SELECT lower(e.matter_text), max(e.matter_text), count(*), count(DISTINCT e.article), min(a.published_from),
    max(a.published_from)
FROM events AS e JOIN articles AS a ON a.id = e.article WHERE e.phase IS NOT NULL AND e.matter_text IS NOT NULL
GROUP BY lower(e.matter_text);

-- The planner must know of the new indexes; a sample of their rows will do.
PRAGMA analysis_limit = 400;
ANALYZE;
