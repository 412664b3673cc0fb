-- Every checksum is the CRC-32C of the row's own content: SQLite notices a damaged page, not a damaged value.
CREATE TABLE facts (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE uploads (
	id       TEXT PRIMARY KEY,
	position INTEGER NOT NULL,
	account  TEXT NOT NULL,
	state    TEXT NOT NULL,
	document TEXT NOT NULL,
	checksum INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE transfers (
	upload   TEXT PRIMARY KEY REFERENCES uploads (id) ON DELETE CASCADE,
	document TEXT NOT NULL,
	checksum INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE acks (
	upload   TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
	chunk    INTEGER NOT NULL,
	crc      INTEGER NOT NULL,
	checksum INTEGER NOT NULL,
	PRIMARY KEY (upload, chunk)
) WITHOUT ROWID;

CREATE TABLE events (
	number INTEGER PRIMARY KEY,
	upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
	at     TEXT NOT NULL,
	kind   TEXT NOT NULL,
	detail TEXT NOT NULL
);
CREATE INDEX events_of_upload ON events (upload, number);

CREATE TABLE accounts (
	id       TEXT PRIMARY KEY,
	position INTEGER NOT NULL,
	document TEXT NOT NULL,
	checksum INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE settings (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;
