-- What the house has chosen for a check of its list; a check that is not here has its default.
CREATE TABLE checks (name TEXT PRIMARY KEY, severity TEXT NOT NULL);

-- Warnings in spite of which somebody published or scheduled a text, at the moment of that act.
CREATE TABLE passed (
    article TEXT NOT NULL,
    at BIGINT NOT NULL,
    name TEXT NOT NULL,
    revision TEXT NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (article, at, name)
);
CREATE INDEX passed_at ON passed (at);

-- Links that show an unpublished text to somebody without an account. Of the secret only its
-- hash is here. revision: the one that is shown; none for the newest.
CREATE TABLE shares (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES articles (id),
    revision TEXT,
    reader TEXT NOT NULL,
    by_person TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX shares_article ON shares (article, made_at);

-- With which text of which article a counterpart was last brought level.
CREATE TABLE levels (
    article TEXT PRIMARY KEY REFERENCES articles (id),
    source TEXT NOT NULL REFERENCES articles (id),
    revision TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_person TEXT NOT NULL
);
CREATE INDEX levels_source ON levels (source);
