// The public pages' script; pages work without it.
