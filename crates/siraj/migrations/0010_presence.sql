-- Who has an article open, in which window, and who of them writes. Rows of windows that
-- have said nothing for a while are swept with the next word of any other.
CREATE TABLE presence (
    article TEXT NOT NULL,
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    since BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    writes BIGINT NOT NULL,
    asks_at BIGINT,
    PRIMARY KEY (article, id)
);
CREATE INDEX presence_seen_at ON presence (seen_at);
