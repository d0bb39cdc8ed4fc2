-- Live articles: the coverage of each, and its posts with their revisions. A post's
-- number in its article is never given again, so a removed post keeps its row.

CREATE TABLE coverages (
    article TEXT NOT NULL PRIMARY KEY REFERENCES articles (id),
    next_event BIGINT,
    value TEXT NOT NULL
);
CREATE INDEX coverages_next_event ON coverages (next_event);

CREATE TABLE posts (
    id TEXT NOT NULL PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    pinned BIGINT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (article, number)
);
CREATE INDEX posts_at ON posts (article, at, number);

CREATE TABLE post_revisions (
    post TEXT NOT NULL REFERENCES posts (id),
    number BIGINT NOT NULL,
    by_person TEXT NOT NULL,
    at BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (post, number)
);
