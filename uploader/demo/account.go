package demo

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// FileAccount is what the log tells of one file's way to the site, in bytes of the file. A file that begins anew under another token has
// another account.
type FileAccount struct {
	// Upload and Name are those of the ChunkLine; Size is the file's, 0 where nobody said.
	Upload, Name string
	Size         int64
	// Requests is how many requests brought bytes, Received how many bytes they brought in all.
	Requests int
	Received int64
	// Acknowledged counts the bytes of chunks that the site has confirmed, each once.
	Acknowledged int64
	// Again counts the bytes of requests that began after their chunk had been confirmed. AgainComplete is the part of it that came when all
	// chunks were confirmed: a client may ask so for a video that does not show.
	Again, AgainComplete int64
	// Cut counts the bytes of requests that ended before their chunk was whole, Unconfirmed those of whole chunks whose confirmation was never
	// sent, or was spoilt.
	Cut, Unconfirmed int64
}

// ReadAccounts adds up a log of requests, in the order in which the files began.
func ReadAccounts(log io.Reader) ([]FileAccount, error) {
	var lines []LogLine
	reader := bufio.NewReader(log)
	for number := 1; ; number++ {
		text, err := reader.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			// A last line without its end is still being written.
			break
		}
		if err != nil {
			return nil, fmt.Errorf("reading the log of requests: %w", err)
		}
		var line LogLine
		if err := json.Unmarshal(text, &line); err != nil {
			return nil, fmt.Errorf("reading line %d of the log of requests: %w", number, err)
		}
		if line.Chunk != nil {
			lines = append(lines, line)
		}
	}
	slices.SortStableFunc(lines, func(a, b LogLine) int { return a.Time.Compare(b.Time) })
	byUpload := map[string][]LogLine{}
	var order []string
	for _, line := range lines {
		if byUpload[line.Chunk.Upload] == nil {
			order = append(order, line.Chunk.Upload)
		}
		byUpload[line.Chunk.Upload] = append(byUpload[line.Chunk.Upload], line)
	}
	accounts := make([]FileAccount, len(order))
	for i, upload := range order {
		accounts[i] = accountOf(byUpload[upload])
	}
	return accounts, nil
}

// accountOf adds up the requests for one file, the earliest first.
func accountOf(lines []LogLine) FileAccount {
	first := lines[0].Chunk
	out := FileAccount{Upload: first.Upload, Name: first.Name, Requests: len(lines)}
	// The earliest confirmation of every chunk.
	confirmed := map[int64]LogLine{}
	for _, line := range lines {
		c := line.Chunk
		out.Size = cmp.Or(out.Size, c.Size)
		if c.Acknowledged.IsZero() {
			continue
		}
		if known, found := confirmed[c.Number]; !found || c.Acknowledged.Before(known.Chunk.Acknowledged) {
			confirmed[c.Number] = line
		}
	}
	for _, line := range confirmed {
		out.Acknowledged += line.Chunk.Received
	}
	for _, line := range lines {
		c := line.Chunk
		out.Received += c.Received
		switch before := confirmedBefore(confirmed, line); {
		case slices.Contains(before, c.Number):
			out.Again += c.Received
			if int64(len(before)) == c.Count {
				out.AgainComplete += c.Received
			}
		case c.Received < c.Length:
			out.Cut += c.Received
		case c.Acknowledged.IsZero():
			out.Unconfirmed += c.Received
		}
	}
	return out
}

// confirmedBefore lists the chunks that were confirmed when a request began.
func confirmedBefore(confirmed map[int64]LogLine, began LogLine) []int64 {
	var numbers []int64
	for number, line := range confirmed {
		if !line.Chunk.Acknowledged.After(began.Time) {
			numbers = append(numbers, number)
		}
	}
	return numbers
}
