-- How people come in: what they sign in with, where they are signed in, and the links
-- that open a door once. Of every secret only a hash lies here, but for the key of an
-- authenticator app, which has to be known to be compared with.

-- recovery: hashes of the codes that are left, a JSON array. totp_step: the time step
-- of the last code that was taken, which is not taken twice.
CREATE TABLE sign_ins (
    person TEXT PRIMARY KEY REFERENCES people (id),
    email TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    totp TEXT,
    totp_step BIGINT NOT NULL DEFAULT 0,
    recovery TEXT NOT NULL DEFAULT '[]',
    language TEXT NOT NULL
);

-- half: signed in but for the code of the authenticator app.
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES sign_ins (person),
    half BIGINT NOT NULL,
    agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX sessions_person ON sessions (person, ended_at);
CREATE INDEX sessions_seen_at ON sessions (seen_at);

CREATE TABLE entry_links (
    hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES people (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
