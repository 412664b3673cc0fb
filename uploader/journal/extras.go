package journal

import (
	"time"

	"twentythree-uploader/uploader"
)

// subtitleDocument begins with the file: what a newer version adds to one stays with that file.
type subtitleDocument struct {
	Source sourceDocument `json:"source"`
	Locale string         `json:"locale,omitempty"`
}

type replacement struct {
	VideoID string `json:"video_id,omitempty"`
	Sure    bool   `json:"sure,omitempty"`
}

type beforeDocument struct {
	Placeholder bool          `json:"placeholder,omitempty"`
	Encoded     bool          `json:"encoded,omitempty"`
	FileName    string        `json:"file_name,omitempty"`
	Length      time.Duration `json:"length,omitempty"`
}

func documentOfSource(s uploader.Source) sourceDocument {
	return sourceDocument{Path: fileName(s.Path), Name: fileName(s.Name), Size: s.Size, ModTime: instant(s.ModTime), FileID: s.FileID}
}

func (d sourceDocument) source() uploader.Source {
	return uploader.Source{Path: string(d.Path), Name: string(d.Name), Size: d.Size, ModTime: time.Time(d.ModTime), FileID: d.FileID}
}

func documentsOfSubtitles(subtitles []uploader.Subtitle) []subtitleDocument {
	var documents []subtitleDocument
	for _, subtitle := range subtitles {
		documents = append(documents, subtitleDocument{Source: documentOfSource(subtitle.Source), Locale: subtitle.Locale})
	}
	return documents
}

func subtitlesOf(documents []subtitleDocument) []uploader.Subtitle {
	var subtitles []uploader.Subtitle
	for _, document := range documents {
		subtitles = append(subtitles, uploader.Subtitle{Source: document.Source.source(), Locale: document.Locale})
	}
	return subtitles
}

func documentOfBefore(b *Before) *beforeDocument {
	if b == nil {
		return nil
	}
	document := beforeDocument(*b)
	return &document
}

func (d *beforeDocument) before() *Before {
	if d == nil {
		return nil
	}
	before := Before(*d)
	return &before
}
