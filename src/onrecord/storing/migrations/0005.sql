CREATE INDEX articles_by_outlet ON articles (publication, provider, language, country, published_from, id);
CREATE INDEX events_by_time ON events (date_from, article, position);
CREATE INDEX events_by_matter ON events (matter_text, article) WHERE phase IS NOT NULL AND matter_text IS NOT NULL;
CREATE INDEX event_parties_by_text ON event_parties (text, side);
CREATE INDEX event_parties_by_actor ON event_parties (actor, side) WHERE actor IS NOT NULL;
CREATE INDEX times_by_time ON times ("begin", article, position);

-- How many cells each article has, so that they need not be counted again.
CREATE TABLE article_counts (
    article    INTEGER PRIMARY KEY REFERENCES articles (number),
    statements INTEGER NOT NULL,
    times      INTEGER NOT NULL,
    figures    INTEGER NOT NULL,
    events     INTEGER NOT NULL
) STRICT;

-- Who speaks, added up from the statements as they come; only here are rows changed.
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

INSERT INTO article_counts (article, statements, times, figures, events)
SELECT number,
    (SELECT count(*) FROM statements WHERE statements.article = articles.id),
    (SELECT count(*) FROM times WHERE times.article = articles.id),
    (SELECT count(*) FROM figures WHERE figures.article = articles.id),
    (SELECT count(*) FROM events WHERE events.article = articles.id)
FROM articles;
INSERT INTO speakers (name, anonymous, statements, articles, first, last)
SELECT speaker, anonymous, count(*), count(DISTINCT article), min(said_from), max(said_from)
FROM statements WHERE speaker IS NOT NULL GROUP BY speaker, anonymous;
