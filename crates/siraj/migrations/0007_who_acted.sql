-- The newsroom asks the log who did what.
CREATE INDEX changes_actor ON changes (actor, seq);
