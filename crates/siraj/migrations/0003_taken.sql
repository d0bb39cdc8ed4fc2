-- Whether a change took something away that the public saw: a withdrawal, an
-- embargo, an erasure, a picture that may not be shown any more. Copies of pages
-- that are kept for bad times must not outlive it.
ALTER TABLE changes ADD COLUMN takes_away BIGINT NOT NULL DEFAULT 0;
