CREATE INDEX statements_by_actor ON statements (actor) WHERE actor IS NOT NULL;
