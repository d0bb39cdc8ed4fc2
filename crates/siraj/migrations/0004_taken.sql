-- Whether a change took something away that the public saw: a withdrawal, an
-- embargo, an erasure, a picture that may not be shown any more. Copies of pages
-- that are kept for bad times must not outlive it.
ALTER TABLE changes ADD COLUMN takes_away BIGINT NOT NULL DEFAULT 0;

-- Every version of a picture whose bytes may lie in the media store: what is to be
-- deleted there when the picture is erased. A version whose picture is there no
-- more is still to be deleted.
CREATE TABLE media_versions (
    public_key TEXT NOT NULL PRIMARY KEY,
    media TEXT NOT NULL,
    original TEXT NOT NULL
);
CREATE INDEX media_versions_media ON media_versions (media);
CREATE INDEX media_versions_original ON media_versions (original);
