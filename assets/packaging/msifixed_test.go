package main

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"time"
)

// summaryOf is a list of facts as it lies in an MSI, with something before it.
func summaryOf(revision string) []byte {
	var list bytes.Buffer
	put := func(values ...uint32) {
		for _, value := range values {
			_ = binary.Write(&list, binary.LittleEndian, value)
		}
	}
	text := append([]byte(revision), make([]byte, 4-len(revision)%4)...)
	first := 8 + 3*8
	put(0, 3, factRevision, uint32(first), factCreated, uint32(first+8+len(text)), factSaved, uint32(first+8+len(text)+12))
	put(kindText, uint32(len(revision)+1))
	list.Write(text)
	put(kindTime, 1, 2, kindTime, 3, 4)
	head := append(make([]byte, 100+28), summaryInformation...)
	return append(binary.LittleEndian.AppendUint32(head, 48), list.Bytes()...)
}

const testNumber = "{00000000-0000-5000-8000-00000000ABCD}"

func TestAnMSIGetsTheGivenNumberAndDate(t *testing.T) {
	t.Parallel()
	content := summaryOf(strings.Repeat("x", len(testNumber)))
	length := len(content)
	if err := fixSummary(content, testNumber, time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	if len(content) != length || !bytes.Contains(content, []byte(testNumber)) {
		t.Error("the number is not there")
	}
	// 2 January 2026 03:04:05 UTC in tenths of microseconds since 1601.
	if date := binary.LittleEndian.AppendUint64(nil, 134117966450000000); bytes.Count(content, date) != 2 {
		t.Error("the date is not there twice")
	}
	if fixSummary(summaryOf("short"), testNumber, time.Now()) == nil {
		t.Error("a number of another length was taken")
	}
}

func FuzzAnMSIWithoutSense(f *testing.F) {
	whole := summaryOf(strings.Repeat("x", len(testNumber)))
	f.Add(whole)
	f.Add(whole[:150])
	f.Fuzz(func(t *testing.T, content []byte) {
		length := len(content)
		_ = fixSummary(content, testNumber, time.Unix(0, 0))
		if len(content) != length {
			t.Error("the length changed")
		}
	})
}
