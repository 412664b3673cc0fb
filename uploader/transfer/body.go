package transfer

import (
	"hash/crc32"
	"io"
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
	number   int
	length   int64
	meter    *Meter
	place    *place
	whole    atomic.Bool   // every byte was handed to the network at least once
	sum      atomic.Uint32 // of the whole chunk, valid once whole
	counted  atomic.Int64  // bytes this attempt added to the meter's written count
	finished func()        // called once when whole, may be nil
	// verify may refuse to hand over the last bytes of a chunk with that CRC-32C; may be nil.
	verify func(sum uint32) error
}

func (a *attempt) open(file io.ReaderAt, offset int64) io.Reader {
	a.meter.written.Add(-a.counted.Swap(0))
	return &chunkReader{section: io.NewSectionReader(file, offset, a.length), length: a.length, attempt: a}
}

// Read implements io.Reader.
func (r *chunkReader) Read(buffer []byte) (int, error) {
	n, err := r.section.Read(buffer)
	if n > 0 {
		r.sum = crc32.Update(r.sum, castagnoli, buffer[:n])
		r.read += int64(n)
		if r.read == r.length && r.attempt.verify != nil {
			if err := r.attempt.verify(r.sum); err != nil {
				return 0, err
			}
		}
		r.attempt.counted.Add(int64(n))
		r.attempt.meter.moved(int64(n))
		r.attempt.place.note(int64(n), r.read == r.length)
		if r.read == r.length {
			r.attempt.sum.Store(r.sum)
			if !r.attempt.whole.Swap(true) && r.attempt.finished != nil {
				r.attempt.finished()
			}
		}
	}
	if err == io.EOF && r.read < r.length {
		return n, io.ErrUnexpectedEOF
	}
	return n, err
}

// settle takes the attempt's bytes out of the written count again when they were not acknowledged.
func (a *attempt) settle(acked bool) {
	counted := a.counted.Swap(0)
	if !acked {
		a.meter.written.Add(-counted)
	}
}
