package journal

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
)

// The layout of the write-ahead log, from SQLite's documentation of its file format.
const (
	logHeaderSize  = 32
	logFrameSize   = 24
	logMagic       = 0x377f0682
	logMaximumPage = 65536
)

// logLostCommits reports whether the write-ahead log holds confirmed transactions that SQLite will not read. It stops without a
// word at the first frame that does not fit its checksum. A kill leaves at most one unconfirmed transaction there, because each is on
// the disk before the next begins; two or more ends of transactions from there on mean that the log was damaged.
func logLostCommits(path string) (bool, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer file.Close()
	header := make([]byte, logHeaderSize)
	if _, err := io.ReadFull(file, header); err != nil {
		return false, ignoreShort(err)
	}
	chain := logChain{order: binary.LittleEndian}
	if header[3]&1 == 1 {
		chain.order = binary.BigEndian
	}
	pageSize := binary.BigEndian.Uint32(header[8:])
	if pageSize < 512 || pageSize > logMaximumPage {
		return false, nil
	}
	chain.add(header[:24])
	whole := binary.BigEndian.Uint32(header)&^1 == logMagic && chain.matches(header[24:])
	frame := make([]byte, logFrameSize+int(pageSize))
	ends := 0
	for {
		if _, err := io.ReadFull(file, frame); err != nil {
			return ends >= 2, ignoreShort(err)
		}
		sameLog := string(frame[8:16]) == string(header[16:24])
		if whole {
			chain.add(frame[:8])
			chain.add(frame[logFrameSize:])
			whole = sameLog && chain.matches(frame[16:24])
		}
		if isEnd := binary.BigEndian.Uint32(frame[4:]) != 0; !whole && sameLog && isEnd {
			ends++
		}
	}
}

func ignoreShort(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

// logChain is the running checksum of the log: every frame's covers all that came before.
type logChain struct {
	order         binary.ByteOrder
	first, second uint32
}

func (c *logChain) add(content []byte) {
	for ; len(content) >= 8; content = content[8:] {
		c.first += c.order.Uint32(content) + c.second
		c.second += c.order.Uint32(content[4:]) + c.first
	}
}

func (c *logChain) matches(written []byte) bool {
	return binary.BigEndian.Uint32(written) == c.first && binary.BigEndian.Uint32(written[4:]) == c.second
}
