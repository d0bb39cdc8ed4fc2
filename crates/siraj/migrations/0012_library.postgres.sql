-- The library of pictures as the rooms look through it: what is asked of a picture's row,
-- the words by which it is found, and what names it, public or not. All of it is derived:
-- a row whose recipe is older than the program's is settled anew.
ALTER TABLE media ADD COLUMN original TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN added_by TEXT;
ALTER TABLE media ADD COLUMN content_type TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN undescribed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE media ADD COLUMN binned_at BIGINT;
ALTER TABLE media ADD COLUMN recipe BIGINT NOT NULL DEFAULT 0;
CREATE INDEX media_created_at ON media (created_at, id);
CREATE INDEX media_original ON media (original);
CREATE INDEX media_recipe ON media (recipe);
CREATE INDEX media_added_by ON media (added_by, created_at, id);
CREATE INDEX media_undescribed ON media (created_at, id) WHERE undescribed = 1;
CREATE INDEX media_ends_at ON media (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX media_binned_at ON media (binned_at) WHERE binned_at IS NOT NULL;

CREATE TABLE media_words (
    word TEXT COLLATE "C" NOT NULL,
    media TEXT NOT NULL,
    PRIMARY KEY (word, media)
);
CREATE INDEX media_words_media ON media_words (media);

CREATE TABLE media_named (
    media TEXT NOT NULL,
    named_by TEXT NOT NULL,
    PRIMARY KEY (media, named_by)
);
CREATE INDEX media_named_named_by ON media_named (named_by);
