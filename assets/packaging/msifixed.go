package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"time"
)

// summaryInformation begins the list of facts about a package: the format's own number for it (FMTID_SummaryInformation).
var summaryInformation = []byte{0xe0, 0x85, 0x9f, 0xf2, 0xf9, 0x4f, 0x68, 0x10, 0xab, 0x91, 0x08, 0x00, 0x2b, 0x27, 0xb3, 0xd9}

const (
	// The numbers of the facts in the list, and of the kinds of their values.
	factRevision, factCreated, factSaved = 9, 12, 13
	kindText, kindTime                   = 30, 64
)

// fixMSI writes the package's number and date over those that wixl made up: its own numbers are random and its dates those of the clock.
func fixMSI(path, number string, date time.Time) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := fixSummary(content, number, date); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}

// fixSummary does it in place. After its number the list has its distance from the beginning of the stream; there lie its length, the number
// of facts, and for each fact its number and its distance from there.
func fixSummary(content []byte, number string, date time.Time) error {
	const wrong = sentence("The MSI has no summary information that is understood.")
	at := bytes.Index(content, summaryInformation)
	const before = 28 // of the list's number from the beginning of the stream
	if at < before || at+20 > len(content) {
		return wrong
	}
	word := func(at int) int {
		if at < 0 || at+4 > len(content) {
			return 0
		}
		return int(binary.LittleEndian.Uint32(content[at:]))
	}
	list := at - before + word(at+16)
	fixed := 0
	for fact := range min(word(list+4), 32) {
		value := list + word(list+8+8*fact+4)
		switch name, kind := word(list+8+8*fact), word(value); {
		case value < 0 || value+12 > len(content):
			return wrong
		case name == factRevision && kind == kindText && word(value+4) == len(number)+1 && value+8+len(number) <= len(content):
			copy(content[value+8:], number)
			fixed++
		case (name == factCreated || name == factSaved) && kind == kindTime:
			// Windows counts tenths of microseconds since 1601.
			binary.LittleEndian.PutUint64(content[value+4:], uint64(date.Unix()+11644473600)*1e7)
			fixed++
		}
	}
	if fixed != 3 {
		return wrong
	}
	return nil
}
