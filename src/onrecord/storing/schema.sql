-- The tables of a record. Offsets count Unicode code points in articles.text, ends are exclusive. `position` is the
-- place of a cell in its reading. `from`/`until` columns are intervals [from, until) of ISO dates. What is not known is
-- NULL. Nothing is updated or deleted: triggers made at creation refuse it.

-- One page as it was printed, and how it came into this record. `url` and `version`: a changed text at the same address
-- is the next version; the earlier ones stay.
CREATE TABLE articles (
    number          INTEGER PRIMARY KEY, -- ties the search index to the row; has no meaning outside this file
    id              TEXT NOT NULL UNIQUE,
    publication     TEXT,
    headline        TEXT,
    dateline        TEXT,
    provider        TEXT, -- the agency that wrote it
    published       TEXT, -- as known: ISO 8601 date or date and time
    published_from  TEXT, -- the same as an interval of days, in the publication's own time
    published_until TEXT,
    language        TEXT, -- ISO 639-1
    country         TEXT, -- ISO 3166-1 alpha-2, of the publication
    url             TEXT,
    version         INTEGER, -- 1, 2, ... among the texts read at this url; NULL without url
    format          TEXT NOT NULL, -- the reader: text, html, jsonl
    digest          TEXT, -- SHA-256 of the bytes that were given
    place           TEXT NOT NULL, -- the path or address as it was given
    recorded_at     TEXT NOT NULL, -- UTC, to the second
    tool            TEXT NOT NULL, -- what read it, with its version
    text            TEXT NOT NULL,
    modified        TEXT, -- as known: when it was last changed
    printed_until   TEXT -- the end of the day from which this text stood there: of a later version, of its change
) STRICT;
CREATE INDEX articles_by_url ON articles (url, version) WHERE url IS NOT NULL;
-- In the order of a listing, with the end of each interval: a listing from a day on passes over what ended before.
CREATE INDEX articles_by_published ON articles (published_from, url, version, id, published_until);
CREATE INDEX articles_by_publication ON articles (publication);
-- What questions ask of an article beside its words, without its text.
CREATE INDEX articles_seen ON articles (
    id, printed_until, recorded_at, published_from, published_until, publication, country, language, published, provider
);
CREATE INDEX articles_by_outlet ON articles (publication, provider, language, country, published_from, id);

-- The paragraphs of the story: masthead, byline, footer and navigation are in articles.text and not here.
CREATE TABLE paragraphs (
    article  TEXT NOT NULL REFERENCES articles (id),
    position INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE bylines (
    article  TEXT NOT NULL REFERENCES articles (id),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

-- Where a fact about the article was taken from: page (with the words), metadata, option, inferred.
CREATE TABLE origins (
    article  TEXT NOT NULL REFERENCES articles (id),
    position INTEGER NOT NULL,
    field    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    start    INTEGER,
    "end"    INTEGER,
    text     TEXT,
    name     TEXT, -- of the metadata field
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

-- TIMEX3.
CREATE TABLE times (
    article      TEXT NOT NULL REFERENCES articles (id),
    position     INTEGER NOT NULL,
    start        INTEGER NOT NULL,
    "end"        INTEGER NOT NULL,
    text         TEXT NOT NULL,
    type         TEXT NOT NULL,
    value        TEXT,
    mod          TEXT,
    "begin"      TEXT,
    until        TEXT,
    precision    TEXT,
    rule         TEXT,
    anchor_start INTEGER,
    anchor_end   INTEGER,
    anchor_text  TEXT,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX times_by_time ON times ("begin", article, position, until);

-- Somebody who speaks or acts, inside one article.
CREATE TABLE actors (
    article  TEXT NOT NULL REFERENCES articles (id),
    id       TEXT NOT NULL,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    country  TEXT,
    sector   TEXT, -- government, military, ...
    PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX actors_by_name ON actors (name);

CREATE TABLE roles (
    article        TEXT NOT NULL,
    actor          TEXT NOT NULL,
    position       INTEGER NOT NULL,
    title          TEXT NOT NULL,
    status         TEXT, -- outgoing, designate, acting, former
    org            TEXT,
    evidence_start INTEGER NOT NULL,
    evidence_end   INTEGER NOT NULL,
    evidence_text  TEXT NOT NULL,
    PRIMARY KEY (article, actor, position),
    FOREIGN KEY (article, actor) REFERENCES actors (article, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX roles_by_title ON roles (lower(title));

CREATE TABLE mentions (
    article  TEXT NOT NULL,
    actor    TEXT NOT NULL,
    position INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (article, actor, position),
    FOREIGN KEY (article, actor) REFERENCES actors (article, id)
) STRICT, WITHOUT ROWID;
-- Who is addressed as Mr. or Ms.: of a well-known name that is a small part of thousands of mentions.
CREATE INDEX mentions_addressed ON mentions (article, actor, text) WHERE text GLOB 'M[rsi]*';

-- Who says what.
CREATE TABLE statements (
    number        INTEGER PRIMARY KEY, -- ties the search index to the row; has no meaning outside this file
    id            TEXT NOT NULL UNIQUE,
    article       TEXT NOT NULL REFERENCES articles (id),
    position      INTEGER NOT NULL,
    speaker       TEXT, -- the actor's name, or the source in print where there is no actor
    actor         TEXT,
    source_start  INTEGER,
    source_end    INTEGER,
    source_text   TEXT,
    cue_start     INTEGER,
    cue_end       INTEGER,
    cue_text      TEXT,
    content_text  TEXT NOT NULL, -- the pieces of statement_contents, joined with " … "
    form          TEXT NOT NULL,
    act           TEXT NOT NULL,
    anonymous     INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
    count         INTEGER, -- how many persons speak
    told_start    INTEGER, -- to whom it was said
    told_end      INTEGER,
    told_text     TEXT,
    venue_start   INTEGER, -- where, or by what means
    venue_end     INTEGER,
    venue_text    TEXT,
    date          TEXT, -- when it was said, a TIMEX3 value
    date_start    INTEGER, -- the words that say so
    date_end      INTEGER,
    date_text     TEXT,
    said_from     TEXT, -- `date` as an interval, else the interval of the article's publication, else NULL
    said_until    TEXT,
    standing      TEXT NOT NULL,
    confidence    REAL,
    UNIQUE (article, position),
    FOREIGN KEY (article, actor) REFERENCES actors (article, id)
) STRICT;
CREATE INDEX statements_by_time ON statements (said_from, article, position, said_until);
CREATE INDEX statements_by_actor ON statements (actor) WHERE actor IS NOT NULL;
CREATE INDEX statements_by_speaker_in_time ON statements (speaker, said_from, article, position);
CREATE INDEX statements_by_speaker ON statements (speaker, anonymous, article, said_from);

CREATE TABLE statement_contents (
    statement TEXT NOT NULL REFERENCES statements (id),
    position  INTEGER NOT NULL,
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL,
    text      TEXT NOT NULL,
    PRIMARY KEY (statement, position)
) STRICT, WITHOUT ROWID;

-- Who did what to whom (PLOVER).
CREATE TABLE events (
    id              TEXT NOT NULL PRIMARY KEY,
    article         TEXT NOT NULL REFERENCES articles (id),
    position        INTEGER NOT NULL,
    trigger_start   INTEGER NOT NULL,
    trigger_end     INTEGER NOT NULL,
    trigger_text    TEXT NOT NULL,
    type            TEXT,
    mode            TEXT,
    phase           TEXT,
    matter_start    INTEGER,
    matter_end      INTEGER,
    matter_text     TEXT,
    place_start     INTEGER,
    place_end       INTEGER,
    place_text      TEXT,
    date            TEXT, -- when it happened, a TIMEX3 value
    date_from       TEXT, -- the same as an interval
    date_until      TEXT,
    factuality      TEXT NOT NULL,
    statement       TEXT REFERENCES statements (id), -- that says so
    confidence      REAL,
    location_rule   TEXT, -- by what it was put on the map: syntax, dateline
    location_start  INTEGER, -- the name in print
    location_end    INTEGER,
    location_text   TEXT,
    location_choice TEXT, -- why this place of that name; NULL where the name is ambiguous
    geoname         INTEGER, -- the place's id in GeoNames
    place_name      TEXT,
    place_kind      TEXT, -- country, region, city
    place_country   TEXT, -- ISO 3166-1 alpha-2
    place_region    TEXT, -- GeoNames' code of the first-order division
    latitude        REAL, -- degrees, WGS 84
    longitude       REAL,
    UNIQUE (article, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_statement ON events (statement) WHERE statement IS NOT NULL;
CREATE INDEX events_by_time ON events (date_from, article, position, date_until);
CREATE INDEX events_by_type ON events (type, date_from, article, position);
CREATE INDEX events_by_matter ON events (matter_text, article) WHERE phase IS NOT NULL AND matter_text IS NOT NULL;

CREATE TABLE event_parties (
    event    TEXT NOT NULL REFERENCES events (id),
    side     TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    text     TEXT NOT NULL,
    actor    TEXT, -- actors.id in the event's article
    PRIMARY KEY (event, side, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_parties_by_text ON event_parties (text, side);
CREATE INDEX event_parties_by_actor ON event_parties (actor, side) WHERE actor IS NOT NULL;

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

CREATE TABLE figures (
    article     TEXT NOT NULL REFERENCES articles (id),
    position    INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    text        TEXT NOT NULL,
    value       REAL NOT NULL,
    upper       REAL, -- of a range
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    of_start    INTEGER,
    of_end      INTEGER,
    of_text     TEXT,
    unit        TEXT,
    statement   TEXT REFERENCES statements (id),
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

-- Why somebody speaks without a name.
CREATE TABLE anonymity (
    article      TEXT NOT NULL REFERENCES articles (id),
    position     INTEGER NOT NULL,
    source_start INTEGER NOT NULL,
    source_end   INTEGER NOT NULL,
    source_text  TEXT NOT NULL,
    reason_start INTEGER,
    reason_end   INTEGER,
    reason_text  TEXT,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE anonymity_covers (
    article   TEXT NOT NULL,
    anonymity INTEGER NOT NULL, -- anonymity.position
    position  INTEGER NOT NULL,
    statement TEXT NOT NULL REFERENCES statements (id),
    PRIMARY KEY (article, anonymity, position),
    FOREIGN KEY (article, anonymity) REFERENCES anonymity (article, position)
) STRICT, WITHOUT ROWID;

-- What later words do to earlier statements. `from_id` is a statement, event or article, `to_id` a statement; either
-- may be in an article that is not in this record, so no foreign key holds them.
CREATE TABLE links (
    article        TEXT NOT NULL REFERENCES articles (id), -- whose reading says so
    position       INTEGER NOT NULL,
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
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_from ON links (from_id);
CREATE INDEX links_by_to ON links (to_id);

-- The story without its surroundings, for search.
CREATE VIEW article_words AS
SELECT number, headline, (
    SELECT group_concat(substr(articles.text, start + 1, "end" - start), char(10) || char(10))
    FROM paragraphs WHERE article = articles.id
) AS body
FROM articles;

CREATE VIRTUAL TABLE article_search USING fts5 (
    headline, body, content = 'article_words', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_search USING fts5 (
    speaker, source_text, cue_text, content_text,
    content = 'statements', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

-- The different names of actors, and the words of which they consist.
CREATE TABLE actor_names (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE actor_search USING fts5 (
    name, content = 'actor_names', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

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

-- How many cells each article has, so that they need not be counted again.
CREATE TABLE article_counts (
    article    INTEGER PRIMARY KEY REFERENCES articles (number),
    statements INTEGER NOT NULL,
    times      INTEGER NOT NULL,
    figures    INTEGER NOT NULL,
    events     INTEGER NOT NULL
) STRICT;

-- Who speaks, added up from the statements as they come; only here and in `matter_names` are rows changed.
CREATE TABLE speakers (
    name       TEXT NOT NULL,
    anonymous  INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
    statements INTEGER NOT NULL,
    articles   INTEGER NOT NULL,
    first      TEXT, -- of statements.said_from
    last       TEXT,
    PRIMARY KEY (name, anonymous)
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_by_statements ON speakers (statements DESC, name, anonymous);

-- What the words of an article do to statements that it does not have, for articles that come later and have them.
CREATE TABLE acts (
    number   INTEGER PRIMARY KEY,
    article  TEXT NOT NULL REFERENCES articles (id), -- whose words say so
    position INTEGER NOT NULL,
    meant    TEXT NOT NULL -- JSON: the link, whose the statement is, its day, its words
) STRICT;
CREATE TABLE act_keys (
    key     INTEGER NOT NULL,
    printed TEXT NOT NULL, -- articles.published_from
    act     INTEGER NOT NULL REFERENCES acts (number),
    PRIMARY KEY (key, printed, act)
) STRICT, WITHOUT ROWID;

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
