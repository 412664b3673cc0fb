package transfer

import (
	"errors"
	"hash/crc32"
	"io"
	"sync"
	"sync/atomic"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// chunkReader reads one chunk of the file, sums it and counts what is handed to the network.
type chunkReader struct {
	section *io.SectionReader
	sum     uint32
	read    int64
	length  int64
	attempt *attempt
}

// attempt is what is known of one request while it runs. It outlives a reader, since the transport may ask for a second one when it
// repeats a request on a fresh connection.
type attempt struct {
	number  int
	length  int64
	meter   *Meter
	place   *place
	whole   atomic.Bool   // every byte was handed to the network at least once
	sum     atomic.Uint32 // of the whole chunk, valid once whole
	counted atomic.Int64  // bytes this attempt added to the meter's written count
	// completion is what the request that completes the file waits for, nil for any other.
	completion *completion
	// verify may refuse to hand over the last bytes of a chunk with that CRC-32C; nil where there is nothing to verify.
	verify func(sum uint32) error

	handing sync.Mutex
	ended   bool // guarded by handing
}

// errEnded is what a request gets that goes on reading after it was given up, or answered early.
var errEnded = errors.New("the request has ended")

func (a *attempt) open(file io.ReaderAt, offset int64) io.Reader {
	a.meter.written.Add(-a.counted.Swap(0))
	return &chunkReader{section: io.NewSectionReader(file, offset, a.length), length: a.length, attempt: a}
}

// Read implements io.Reader.
func (r *chunkReader) Read(buffer []byte) (int, error) {
	if left := r.length - r.read; r.attempt.completion != nil && left > keptBack {
		// Only the end waits for the other requests.
		buffer = buffer[:min(int64(len(buffer)), left-keptBack)]
	}
	n, err := r.section.Read(buffer)
	if n > 0 {
		r.sum = crc32.Update(r.sum, castagnoli, buffer[:n])
		r.read += int64(n)
		if r.read == r.length && r.attempt.verify != nil {
			if err := r.attempt.verify(r.sum); err != nil {
				return 0, err
			}
		}
		if !r.attempt.handOver(int64(n), r.read == r.length, r.sum) {
			return 0, errEnded
		}
	}
	if err == io.EOF && r.read < r.length {
		return n, io.ErrUnexpectedEOF
	}
	return n, err
}

// handOver counts bytes that go to the network, the last ones with the sum of all, and reports false when they must stay here.
func (a *attempt) handOver(bytes int64, last bool, sum uint32) bool {
	a.handing.Lock()
	defer a.handing.Unlock()
	if a.ended {
		return false
	}
	a.counted.Add(bytes)
	a.meter.moved(bytes)
	a.place.note(bytes, last)
	if last {
		a.sum.Store(sum)
		if !a.whole.Swap(true) && a.completion != nil && a.completion.finished != nil {
			a.completion.finished()
		}
	}
	return true
}

// end keeps back what was not handed over yet: connections may go on reading after the answer came, and a drive that hung may come back. What
// is concluded from the bytes that left stays true that way, and the place can go to another chunk.
func (a *attempt) end() {
	a.handing.Lock()
	a.ended = true
	a.handing.Unlock()
}

// settle takes the attempt's bytes out of the written count again when they were not acknowledged.
func (a *attempt) settle(acked bool) {
	counted := a.counted.Swap(0)
	if !acked {
		a.meter.written.Add(-counted)
	}
}
