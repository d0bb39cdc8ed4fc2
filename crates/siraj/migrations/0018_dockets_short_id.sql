-- The newsroom's search looks up some hundred articles for each page by their short ids, and
-- decides by these columns which of them a person sees: no row is read for it.
CREATE INDEX dockets_short_id ON dockets
    (short_id, article, touched_at, state, edition, section, format, begun_by);
