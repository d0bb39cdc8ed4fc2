-- The end of a picture's rights and whether it has come, for the clock and for pages.
ALTER TABLE media ADD COLUMN expires_at BIGINT;
ALTER TABLE media ADD COLUMN expired BIGINT NOT NULL DEFAULT 0;
UPDATE media SET expires_at = (value::json ->> 'expires_at')::bigint;
CREATE INDEX media_expires_at ON media (expired, expires_at);

-- Archive pages of the corrections there are: twenty a page, from the oldest on.
INSERT INTO list_pages (list, n, first_key)
SELECT 'corrections:' || edition, (place - 1) / 20 + 1, at
FROM (
    SELECT edition, at, ROW_NUMBER() OVER (PARTITION BY edition ORDER BY at, id) AS place
    FROM public_corrections
) numbered
WHERE (place - 1) % 20 = 0;
