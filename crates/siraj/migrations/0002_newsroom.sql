-- The newsroom's state. Ids and JSON are TEXT, moments BIGINT microseconds of
-- UTC, flags BIGINT 0 or 1. A value that is only ever read whole lives in its
-- JSON column; a column of its own means that a query asks for it.

CREATE TABLE identity (id BIGINT PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL);

CREATE TABLE editions (
    id TEXT PRIMARY KEY,
    prefix TEXT NOT NULL UNIQUE,
    position BIGINT NOT NULL,
    value TEXT NOT NULL
);

CREATE TABLE sections (
    id TEXT PRIMARY KEY,
    edition TEXT NOT NULL REFERENCES editions (id),
    parent TEXT REFERENCES sections (id),
    slug TEXT NOT NULL,
    position BIGINT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (edition, slug)
);

CREATE TABLE sources (id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
CREATE TABLE people (id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
CREATE TABLE topics (
    id TEXT PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    merged_into TEXT REFERENCES topics (id),
    value TEXT NOT NULL
);
CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    running BIGINT NOT NULL,
    value TEXT NOT NULL
);

CREATE TABLE media (
    id TEXT PRIMARY KEY,
    public_key TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    value TEXT NOT NULL
);

-- What shows a picture in public: an article, a person, a story, a page, a placement.
CREATE TABLE media_uses (
    media TEXT NOT NULL,
    shown_by TEXT NOT NULL,
    PRIMARY KEY (media, shown_by)
);
CREATE INDEX media_uses_shown_by ON media_uses (shown_by);

CREATE TABLE static_pages (
    id TEXT PRIMARY KEY,
    edition TEXT NOT NULL REFERENCES editions (id),
    slug TEXT NOT NULL,
    position BIGINT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (edition, slug)
);

CREATE TABLE placements (
    id TEXT PRIMARY KEY,
    edition TEXT NOT NULL REFERENCES editions (id),
    slot TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT,
    shown BIGINT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX placements_slot ON placements (edition, slot, shown);

CREATE TABLE breaking (
    edition TEXT PRIMARY KEY REFERENCES editions (id),
    until BIGINT NOT NULL,
    value TEXT NOT NULL
);

-- What a person may do; the profile is in people.
CREATE TABLE accounts (
    person TEXT PRIMARY KEY REFERENCES people (id),
    role TEXT NOT NULL,
    sections TEXT
);

CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    sections TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT
);

CREATE TABLE idempotency (
    token TEXT NOT NULL REFERENCES tokens (id),
    name TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (token, name)
);
CREATE INDEX idempotency_at ON idempotency (at);

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    short_id TEXT NOT NULL UNIQUE,
    edition TEXT NOT NULL REFERENCES editions (id),
    section TEXT NOT NULL REFERENCES sections (id),
    head TEXT NOT NULL,
    next_event BIGINT,
    touched_at BIGINT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX articles_next_event ON articles (next_event);
CREATE INDEX articles_touched_at ON articles (touched_at, id);

CREATE TABLE revisions (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id),
    number BIGINT NOT NULL,
    base TEXT,
    by_person TEXT NOT NULL,
    at BIGINT NOT NULL,
    manuscript TEXT NOT NULL,
    UNIQUE (article, number)
);

CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id),
    by_person TEXT NOT NULL,
    at BIGINT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX notes_article ON notes (article, at);

-- Articles of different editions that say the same share a pair.
CREATE TABLE counterparts (
    pair TEXT NOT NULL,
    edition TEXT NOT NULL,
    article TEXT NOT NULL UNIQUE REFERENCES articles (id),
    PRIMARY KEY (pair, edition)
);

-- The public face of an article, present exactly while the public may see it.
CREATE TABLE live (
    article TEXT PRIMARY KEY REFERENCES articles (id),
    edition TEXT NOT NULL,
    section TEXT NOT NULL,
    revision TEXT NOT NULL REFERENCES revisions (id),
    first_at BIGINT NOT NULL,
    prominence BIGINT NOT NULL,
    card TEXT NOT NULL
);

-- Membership of every public list; `key` is the moment of first publication.
CREATE TABLE list_entries (
    list TEXT NOT NULL,
    key BIGINT NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (list, key, article)
);
CREATE INDEX list_entries_article ON list_entries (article);

-- Archive pages count from the oldest; page `n` begins at `first_key` for good.
CREATE TABLE list_pages (
    list TEXT NOT NULL,
    n BIGINT NOT NULL,
    first_key BIGINT NOT NULL,
    PRIMARY KEY (list, n)
);

-- Public corrections of live articles, for the corrections page.
CREATE TABLE public_corrections (
    id TEXT PRIMARY KEY,
    edition TEXT NOT NULL,
    article TEXT NOT NULL,
    at BIGINT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX public_corrections_at ON public_corrections (edition, at, id);

CREATE TABLE related (
    article TEXT NOT NULL,
    position BIGINT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (article, position)
);
CREATE INDEX related_other ON related (other);

-- Where an address used to lead: `kind` is section, person, topic, story or page;
-- `scope` the edition, or empty where a path is shared by all.
CREATE TABLE old_slugs (
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    slug TEXT NOT NULL,
    leads_to TEXT NOT NULL,
    PRIMARY KEY (kind, scope, slug)
);

-- What time has made true: the local day of an edition, where its news sitemap begins.
CREATE TABLE clock (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- What was erased by law: the address and the reason stay, nothing else.
CREATE TABLE erasures (
    short_id TEXT PRIMARY KEY,
    at BIGINT NOT NULL,
    by_person TEXT NOT NULL,
    reason TEXT NOT NULL
);
