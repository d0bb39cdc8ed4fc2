-- Keys that a person's devices hold, by the identity that the device gave them.
CREATE TABLE passkeys (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES sign_ins (person),
    agent TEXT NOT NULL,
    value TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkeys_person ON passkeys (person);

-- Challenges that a device is answering; each is answered once. person: who adds a
-- key; nobody where somebody comes in by one.
CREATE TABLE challenges (
    hash TEXT PRIMARY KEY,
    person TEXT,
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
