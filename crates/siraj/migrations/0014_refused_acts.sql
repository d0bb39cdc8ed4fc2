-- What people tried and were refused. The same again within an hour is one row that counts.
-- why: the sentence's key and its values, JSON.
CREATE TABLE refused_acts (
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    why TEXT NOT NULL,
    hour BIGINT NOT NULL,
    at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (actor, act, subject, why, hour)
);
CREATE INDEX refused_acts_at ON refused_acts (at);
