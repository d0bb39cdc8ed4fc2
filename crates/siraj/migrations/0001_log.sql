-- The log of changes: what happened to the newsroom, in the order of commits.

-- One row. Whoever appends raises it as its transaction's last statement, so the
-- order of seq is the order of commits and a follower misses nothing.
CREATE TABLE log_head (
    only_row BIGINT NOT NULL PRIMARY KEY CONSTRAINT log_head_has_one_row CHECK (only_row = 1),
    seq BIGINT NOT NULL
);

INSERT INTO log_head (only_row, seq) VALUES (1, 0);

-- keys: what was touched, a JSON array of text. No bodies are kept here.
CREATE TABLE changes (
    seq BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    keys TEXT NOT NULL
);

-- How far each follower has come.
CREATE TABLE cursors (
    follower TEXT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL
);
