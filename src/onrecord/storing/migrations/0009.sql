-- Who is addressed as Mr. or Ms.: of a well-known name that is a small part of thousands of mentions.
CREATE INDEX mentions_addressed ON mentions (article, actor, text) WHERE text GLOB 'M[rsi]*';
