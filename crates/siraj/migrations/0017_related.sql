-- What editors decided about the related articles of one: which are named first, in this order,
-- and which never.
CREATE TABLE related_choices (
    article TEXT NOT NULL REFERENCES articles (id),
    other TEXT NOT NULL REFERENCES articles (id),
    choice TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (article, other)
);
CREATE INDEX related_choices_other ON related_choices (other);
