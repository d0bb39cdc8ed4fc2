-- What the rooms' lists show of an article, settled by every save of one; and by which
-- words and people it is found. All of it can be made anew from articles and revisions.
CREATE TABLE dockets (
    article TEXT PRIMARY KEY REFERENCES articles (id),
    short_id TEXT NOT NULL,
    edition TEXT NOT NULL,
    section TEXT NOT NULL,
    state TEXT NOT NULL,
    state_since BIGINT NOT NULL,
    format TEXT NOT NULL,
    begun_by TEXT NOT NULL,
    headline TEXT NOT NULL,
    words BIGINT NOT NULL,
    bylines TEXT NOT NULL,
    touched_at BIGINT NOT NULL,
    due_at BIGINT,
    embargo_until BIGINT,
    first_at BIGINT,
    published_at BIGINT,
    changed_at BIGINT,
    pending_since BIGINT
);
CREATE INDEX dockets_touched_at ON dockets (touched_at, article);
CREATE INDEX dockets_state ON dockets (state, touched_at, article);
CREATE INDEX dockets_section ON dockets (section, touched_at, article);
CREATE INDEX dockets_begun_by ON dockets (begun_by, state, touched_at, article);
CREATE INDEX dockets_due_at ON dockets (state, due_at);
CREATE INDEX dockets_published_at ON dockets (state, published_at);
CREATE INDEX dockets_changed_at ON dockets (state, changed_at);
CREATE INDEX dockets_pending_since ON dockets (state, pending_since);

-- Words are compared byte by byte, so that those with one beginning lie together.
CREATE TABLE docket_words (
    word TEXT NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (article, word)
) WITHOUT ROWID;
CREATE INDEX docket_words_word ON docket_words (word, article);

CREATE TABLE docket_people (
    person TEXT NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (person, article)
) WITHOUT ROWID;

-- Notes point at passages, name people and are settled.
ALTER TABLE notes ADD COLUMN kind TEXT NOT NULL DEFAULT 'note';
ALTER TABLE notes ADD COLUMN anchor TEXT;
ALTER TABLE notes ADD COLUMN settled_at BIGINT;
ALTER TABLE notes ADD COLUMN settled_by TEXT;
-- Until now the only notes were those with which an article was sent back; what came of
-- them is not known, so none is open.
UPDATE notes SET kind = 'sent_back', settled_at = at, settled_by = by_person;
CREATE INDEX notes_open ON notes (kind, settled_at, article);

CREATE TABLE note_names (
    note TEXT NOT NULL REFERENCES notes (id),
    person TEXT NOT NULL,
    article TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (note, person)
);
CREATE INDEX note_names_person ON note_names (person, at);
CREATE INDEX note_names_article ON note_names (article, person);

-- What people are told of: what happened to their articles, who named them.
CREATE TABLE notices (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    article TEXT NOT NULL,
    note TEXT,
    by_person TEXT,
    at BIGINT NOT NULL,
    read_at BIGINT
);
CREATE INDEX notices_person ON notices (person, at, id);
CREATE INDEX notices_unread ON notices (person, read_at);
CREATE INDEX notices_article ON notices (article);

-- Alarms that somebody put aside, with the reason.
CREATE TABLE alarms_aside (
    name TEXT PRIMARY KEY,
    about TEXT NOT NULL,
    by_person TEXT NOT NULL,
    at BIGINT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX alarms_aside_about ON alarms_aside (about);

-- How a person likes to work: kinds of notices that stay silent, searches with a name,
-- single keys switched off.
CREATE TABLE habits (
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (person, name)
);
