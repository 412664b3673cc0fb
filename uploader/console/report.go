package console

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// reporter tells a person or a script how the uploads go.
type reporter struct {
	out      io.Writer
	json     bool
	terminal bool
	words    *words.Words
	state    map[uploader.UploadID]uploader.Upload
	before   []uploader.UploadID // had their video before this run
	line     int                 // how many columns of a progress line stand on the terminal
}

// event is one line of -json.
type event struct {
	File    string              `json:"file"`
	State   uploader.State      `json:"state"`
	Acked   int64               `json:"acked"`
	Size    int64               `json:"size"`
	VideoID string              `json:"photo_id,omitempty"`
	URL     string              `json:"url,omitempty"`
	Reason  uploader.ReasonCode `json:"reason,omitempty"`
	Message string              `json:"message,omitempty"`
	Fields  []uploader.Field    `json:"fields,omitempty"`
	// SentBefore says that the video was there before this run, and that nothing was uploaded.
	SentBefore bool `json:"sent_before,omitempty"`
}

func (r *reporter) changed(u uploader.Upload) {
	before, known := r.state[u.ID]
	r.state[u.ID] = u
	if known && before.State == u.State && before.Reason.Code == u.Reason.Code {
		return
	}
	if r.json {
		r.write(u)
		return
	}
	r.clear()
	line := r.words.Line(u, 0)
	switch {
	case slices.Contains(r.before, u.ID):
		line = r.words.SentBefore(u)
	case u.State.Arrived():
		line = r.words.Result(u)
	}
	fmt.Fprintln(r.out, line)
}

func (r *reporter) write(u uploader.Upload) {
	e := event{
		File: u.Source.Path, State: u.State, Acked: u.Progress.Acked, Size: u.Source.Size, VideoID: u.Result.VideoID,
		URL: u.Result.Address(), Reason: u.Reason.Code, Fields: u.Reason.Fields,
		SentBefore: slices.Contains(r.before, u.ID),
	}
	if !u.Reason.IsZero() {
		e.Message = r.words.Reason(u.Reason).Headline
	}
	line, err := json.Marshal(e)
	if err != nil {
		return
	}
	fmt.Fprintln(r.out, string(line))
}

// progress keeps one line on a terminal up to date; anywhere else it would only fill a log.
func (r *reporter) progress(id uploader.UploadID, p uploader.Progress) {
	u, known := r.state[id]
	if !known || r.json || !r.terminal {
		return
	}
	u.Progress = p
	r.state[id] = u
	if u.State != uploader.Uploading {
		return
	}
	line := r.words.Line(u, 0)
	width := utf8.RuneCountInString(line)
	fmt.Fprint(r.out, "\r", line, strings.Repeat(" ", max(0, r.line-width)))
	r.line = width
}

func (r *reporter) clear() {
	if r.line > 0 {
		fmt.Fprint(r.out, "\r", strings.Repeat(" ", r.line), "\r")
		r.line = 0
	}
}
