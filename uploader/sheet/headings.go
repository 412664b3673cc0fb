package sheet

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"twentythree-uploader/uploader"
)

// headings are what people write above a column, in the three languages of the program, as bare gives them.
var headings = map[uploader.Field][]string{
	uploader.FieldFileName: {
		"file", "filename", "video file", "path", "fil", "filnavn", "videofil", "sti", "datei", "dateiname", "videodatei", "pfad",
	},
	uploader.FieldTitle:       {"title", "name", "video title", "titel", "navn", "overskrift", "videotitel", "bezeichnung"},
	uploader.FieldDescription: {"description", "text", "beskrivelse", "tekst", "beschreibung"},
	uploader.FieldTags:        {"tags", "tag", "keywords", "nøgleord", "stikord", "schlagwörter", "schlagworte", "schlüsselwörter"},
	uploader.FieldCategories: {
		"category", "categories", "channel", "channels", "album", "albums", "kategori", "kategorier", "kanal", "kanaler",
		"kategorie", "kategorien", "kanäle",
	},
	uploader.FieldVisibility: {
		"visibility", "who can see it", "synlighed", "hvem kan se den", "sichtbarkeit", "wer kann es sehen", "veröffentlichung",
	},
	uploader.FieldPublishAt: {
		"date", "publish date", "publish on", "publish at", "publishing date", "dato", "udgivelsesdato", "udgives", "udgiv den",
		"datum", "termin", "veröffentlichen am", "veröffentlichungsdatum",
	},
}

// Guess says what each column holds, as far as its heading tells. Each field is found once: of two such columns the left one counts.
func (t *Table) Guess() []uploader.Field {
	fields := make([]uploader.Field, len(t.Headings))
	for i, heading := range t.Headings {
		for _, field := range uploader.SheetFields() {
			known := slices.ContainsFunc(headings[field], func(known string) bool { return bare(known) == bare(heading) })
			if known && !slices.Contains(fields[:i], field) {
				fields[i] = field
			}
		}
	}
	return fields
}

// bare is a text without capitals, accents, spaces and signs.
func bare(text string) string {
	var kept strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			kept.WriteRune(r)
		}
	}
	return kept.String()
}

// fold is a text for comparing: without capitals, and with each letter written in one way. macOS writes "å" in two characters.
func fold(text string) string { return strings.ToLower(strings.ToUpper(norm.NFC.String(text))) }
