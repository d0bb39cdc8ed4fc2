-- An answer is kept for whoever sent the request: a token, or a session of the rooms. SQLite
-- cannot drop a reference, so the table is made anew.
CREATE TABLE idempotency_by_sender (
    sender TEXT NOT NULL,
    name TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (sender, name)
);
INSERT INTO idempotency_by_sender (sender, name, body_hash, status, answer, at)
SELECT token, name, body_hash, status, answer, at FROM idempotency;
DROP TABLE idempotency;
ALTER TABLE idempotency_by_sender RENAME TO idempotency;
CREATE INDEX idempotency_at ON idempotency (at);
