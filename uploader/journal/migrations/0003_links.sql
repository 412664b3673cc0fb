-- Upload links, and the videos that have come through them. made is in milliseconds since 1970, 0 for a link of which nobody knows yet whether
-- its site made it. What stands in received has been told to the person.
CREATE TABLE links (
	id       TEXT PRIMARY KEY,
	account  TEXT NOT NULL,
	made     INTEGER NOT NULL,
	document TEXT NOT NULL,
	checksum INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE received (
	link     TEXT NOT NULL REFERENCES links (id) ON DELETE CASCADE,
	video    TEXT NOT NULL,
	number   INTEGER NOT NULL,
	document TEXT NOT NULL,
	checksum INTEGER NOT NULL,
	PRIMARY KEY (link, video)
) WITHOUT ROWID;
