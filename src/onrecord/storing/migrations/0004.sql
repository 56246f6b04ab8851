-- The different names of actors, and the words of which they consist.
CREATE TABLE actor_names (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE actor_search USING fts5 (
    name, content = 'actor_names', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO actor_names (name) SELECT DISTINCT name FROM actors;
INSERT INTO actor_search (rowid, name) SELECT number, name FROM actor_names;
CREATE INDEX roles_by_title ON roles (lower(title));

CREATE TRIGGER actor_names_keep_on_update BEFORE UPDATE ON actor_names
BEGIN SELECT RAISE(ABORT, 'what is on record stays: actor_names takes no UPDATE'); END;
CREATE TRIGGER actor_names_keep_on_delete BEFORE DELETE ON actor_names
BEGIN SELECT RAISE(ABORT, 'what is on record stays: actor_names takes no DELETE'); END;
