// Package parts keeps the chunks of unfinished uploads on disk: every chunk is written at its own place in one file, so that
// finishing is a rename, and the SHA-256 is computed behind the last chunk without a gap. Memory does not grow with the file.
// The demo site is its only caller.
package parts

import "errors"

// ErrLayout says that a chunk does not fit the layout its fields declare: the server sample of Resumable.js answers 500.
var ErrLayout = errors.New("the chunk does not fit the layout")

// Layout is the geometry of one chunked file, as the server sample of Resumable.js computes it: the last chunk takes the rest
// and may be almost twice as long as the others.
type Layout struct {
	// ChunkSize and Total are in bytes; both are positive.
	ChunkSize, Total int64
}

// Count is how many chunks there are: the quotient rounded down, at least one.
func (l Layout) Count() int64 { return max(1, l.Total/l.ChunkSize) }

// Offset is where chunk number begins in the file, in bytes. Numbers begin at 1.
func (l Layout) Offset(number int64) int64 { return (number - 1) * l.ChunkSize }

// Length is how many bytes chunk number must have.
func (l Layout) Length(number int64) int64 {
	if number == l.Count() {
		return l.Total - l.Offset(number)
	}
	return l.ChunkSize
}

// Check says whether the layout and the chunk's number are possible at all.
func (l Layout) Check(number int64) error {
	const most = 1 << 20
	if l.ChunkSize <= 0 || l.Total <= 0 || number < 1 || number > l.Count() || l.Count() > most {
		return ErrLayout
	}
	return nil
}
