-- Curated fronts: what the public sees of each, every version that was published, and
-- the draft on which the newsroom works. section is empty for the home page.

-- value: the arrangement without pins that have ended. next_end: when the next one does.
CREATE TABLE fronts (
    edition TEXT NOT NULL REFERENCES editions (id),
    section TEXT NOT NULL,
    version BIGINT NOT NULL,
    next_end BIGINT,
    value TEXT NOT NULL,
    PRIMARY KEY (edition, section)
);
CREATE INDEX fronts_next_end ON fronts (next_end);

CREATE TABLE front_versions (
    edition TEXT NOT NULL REFERENCES editions (id),
    section TEXT NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    person TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (edition, section, version)
);

-- revision: raised by every step, so that nobody works on a draft that is another by now.
-- value: the draft with its steps; empty when there is none.
CREATE TABLE front_drafts (
    edition TEXT NOT NULL REFERENCES editions (id),
    section TEXT NOT NULL,
    revision BIGINT NOT NULL,
    at BIGINT NOT NULL,
    person TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (edition, section)
);

-- Which sections and pages stand in the masthead and the foot of an edition's pages,
-- where somebody chose them.
CREATE TABLE menus (
    edition TEXT PRIMARY KEY REFERENCES editions (id),
    value TEXT NOT NULL
);
