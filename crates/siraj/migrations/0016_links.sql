-- What was answered where texts link to, by the fingerprint of the address. Known for a
-- while only: no act and no change of the log.
CREATE TABLE links (
    address TEXT PRIMARY KEY,
    answer TEXT NOT NULL,
    asked_at BIGINT NOT NULL
);
CREATE INDEX links_asked_at ON links (asked_at);
