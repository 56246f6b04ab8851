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
CREATE TRIGGER acts_keep_on_update BEFORE UPDATE ON acts
BEGIN SELECT RAISE(ABORT, 'what is on record stays: acts takes no UPDATE'); END;
CREATE TRIGGER acts_keep_on_delete BEFORE DELETE ON acts
BEGIN SELECT RAISE(ABORT, 'what is on record stays: acts takes no DELETE'); END;
CREATE TRIGGER act_keys_keep_on_update BEFORE UPDATE ON act_keys
BEGIN SELECT RAISE(ABORT, 'what is on record stays: act_keys takes no UPDATE'); END;
CREATE TRIGGER act_keys_keep_on_delete BEFORE DELETE ON act_keys
BEGIN SELECT RAISE(ABORT, 'what is on record stays: act_keys takes no DELETE'); END;
