package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"twentythree-uploader/uploader"
)

// MaxSize is how large a file may be, in bytes: ten thousand videos with long descriptions have room.
const MaxSize = 8 << 20

// Problem says why a file cannot be used.
type Problem struct{ Code uploader.SheetProblem }

func (p *Problem) Error() string { return "not a usable spreadsheet: " + string(p.Code) }

func problem(code uploader.SheetProblem) error { return &Problem{code} }

// decode gives the text of a file. Spreadsheet programs save UTF-8 with or without a mark, UTF-16, or the old Windows encoding of
// western Europe, and say which only by the mark.
func decode(data []byte) (string, error) {
	switch {
	case len(data) > MaxSize:
		return "", problem(uploader.SheetTooLarge)
	case isWorkbook(data):
		return "", problem(uploader.SheetWorkbook)
	}
	text, err := encodingOf(data).NewDecoder().Bytes(data)
	if err != nil || !utf8.Valid(text) {
		return "", problem(uploader.SheetNoText)
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	if bytes.ContainsRune(text, 0) {
		return "", problem(uploader.SheetNoText)
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(text)), nil
}

// isWorkbook knows the kinds of files that spreadsheet programs keep: packed ones, and those of before 2007.
func isWorkbook(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1})
}

func encodingOf(data []byte) encoding.Encoding {
	const sample = 512
	head := data[:min(len(data), sample)]
	even, odd := 0, 0
	for i, b := range head {
		switch {
		case b != 0:
		case i%2 == 0:
			even++
		default:
			odd++
		}
	}
	// Of western text in UTF-16 nearly every second byte is zero.
	few := len(head) / 4
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), odd > few && even <= odd/8:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}), even > few && odd <= even/8:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case utf8.Valid(data):
		return encoding.Nop
	}
	return charmap.Windows1252
}
