// Package journal keeps what must survive: uploads with what was typed about them, how far their files have come, accounts without
// their secrets, settings and events.
//
// It is one SQLite file in the data folder, opened by one program at a time. Every method that writes is one transaction and returns
// once it is on the disk. The journal decides nothing: the engine is its only writer, app opens it.
//
// What a newer version of the program wrote (a state, a reason, a field) is kept through a load and a save. Beside the file two good
// copies are kept; a damaged file is set aside and the newest good copy takes its place.
package journal
