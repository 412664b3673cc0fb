-- What has come to its end stays here when it leaves the list. ended is in milliseconds since 1970; arrived, size and find are what
-- is counted and looked for, taken from the document.
CREATE TABLE history (
	id       TEXT PRIMARY KEY,
	ended    INTEGER NOT NULL,
	account  TEXT NOT NULL,
	site     TEXT NOT NULL,
	arrived  INTEGER NOT NULL,
	size     INTEGER NOT NULL,
	find     TEXT NOT NULL,
	document TEXT NOT NULL,
	checksum INTEGER NOT NULL
) WITHOUT ROWID;
-- All that is asked of thousands of entries stands in here, so that their documents need not be read for it.
CREATE INDEX history_by_end ON history (ended, id, account, arrived, size, find);
CREATE INDEX history_by_size ON history (size);
CREATE INDEX history_by_account ON history (account, ended, site);
