package uploader

import (
	"path/filepath"
	"slices"
	"strings"
)

// What follows a video once it is there: the picture that stands for it, and its subtitles.
const (
	FieldPoster    Field = "poster"
	FieldSubtitles Field = "subtitles"
)

// The most bytes that a poster and a file of subtitles may have. The service publishes no limits; what is larger is no such thing.
const (
	MostPosterBytes   int64 = 20_000_000
	MostSubtitleBytes int64 = 5_000_000
)

// What can be wrong with them; words makes the sentences.
const (
	ProblemNotAPicture  ProblemCode = "not_a_picture" // the poster is neither JPG nor PNG
	ProblemNotSubtitles ProblemCode = "not_subtitles" // the file is neither SRT nor WebVTT
	ProblemNoLanguage   ProblemCode = "no_language"   // nobody said which language the subtitles are in
	ProblemTwice        ProblemCode = "twice"         // two files of subtitles are in the same language
	ProblemTooLarge     ProblemCode = "too_large"     // larger than a poster or subtitles ever are
	ProblemUnreadable   ProblemCode = "unreadable"    // the file cannot be opened
)

// Subtitle is a file of subtitles.
type Subtitle struct {
	Source Source
	// Locale is the language as the service names it, such as "da_DK"; empty until somebody has said it.
	Locale string
}

// Language is one that subtitles can be in.
type Language struct {
	// Locale is the service's name for it, Label the people's.
	Locale, Label string
}

// Replacement names the video of a site whose file an upload brings, instead of making a video of its own. The zero value names none.
type Replacement struct {
	VideoID string
	// Sure says that the person has agreed that the file which is there now is given up.
	Sure bool
}

// IsZero reports whether the upload makes a video of its own.
func (r Replacement) IsZero() bool { return r.VideoID == "" }

// sameContent reports whether both are the same file at the same place, unchanged.
func (s Source) sameContent(other Source) bool { return s.Path == other.Path && s.SameFile(other) }

// SameAs reports whether both are the same file in the same language.
func (s Subtitle) SameAs(other Subtitle) bool {
	return s.Locale == other.Locale && s.Source.sameContent(other.Source)
}

// Outstanding is what was chosen for a video that has its file and what the site does not hold yet: the poster, zero for none, and
// subtitles. A placeholder has nothing outstanding: a picture sent to it could be taken for its file.
func (u Upload) Outstanding() (poster Source, subtitles []Subtitle) {
	if u.Placeholder() {
		return Source{}, nil
	}
	if !u.Metadata.Poster.sameContent(u.Result.Poster) {
		poster = u.Metadata.Poster
	}
	for _, chosen := range u.Metadata.Subtitles {
		if !slices.ContainsFunc(u.Result.Subtitles, chosen.SameAs) {
			subtitles = append(subtitles, chosen)
		}
	}
	return poster, subtitles
}

// OutstandingFields are the fields of what is outstanding, in the order of the form.
func (u Upload) OutstandingFields() []Field {
	poster, subtitles := u.Outstanding()
	var fields []Field
	if poster != (Source{}) {
		fields = append(fields, FieldPoster)
	}
	if len(subtitles) > 0 {
		fields = append(fields, FieldSubtitles)
	}
	return fields
}

// Holds gives the result after the site has taken a file of subtitles: one of the same language takes the place of the one before.
func (r Result) Holds(subtitle Subtitle) Result {
	r.Subtitles = append(slices.DeleteFunc(slices.Clone(r.Subtitles), func(s Subtitle) bool { return s.Locale == subtitle.Locale }), subtitle)
	return r
}

var (
	pictureExtensions  = []string{".jpg", ".jpeg", ".png"}
	subtitleExtensions = []string{".srt", ".vtt"}
)

// IsPictureName reports whether a file of that name can be a poster.
func IsPictureName(name string) bool {
	return slices.Contains(pictureExtensions, strings.ToLower(filepath.Ext(name)))
}

// IsSubtitleName reports whether a file of that name can hold subtitles.
func IsSubtitleName(name string) bool {
	return slices.Contains(subtitleExtensions, strings.ToLower(filepath.Ext(name)))
}

// CheckPoster says what is wrong with a poster, "" when nothing is as far as its name and size tell.
func CheckPoster(poster Source) ProblemCode {
	switch {
	case !IsPictureName(poster.Name):
		return ProblemNotAPicture
	case poster.Size > MostPosterBytes:
		return ProblemTooLarge
	}
	return ""
}

// CheckSubtitles says what is wrong with a file of subtitles, "" when nothing is as far as its name and size tell.
func CheckSubtitles(source Source) ProblemCode {
	switch {
	case !IsSubtitleName(source.Name):
		return ProblemNotSubtitles
	case source.Size > MostSubtitleBytes:
		return ProblemTooLarge
	}
	return ""
}

// checkExtras lists what is wrong with what follows the video.
func (m Metadata) checkExtras(add func(Field, ProblemCode, string)) {
	if code := CheckPoster(m.Poster); code != "" && m.Poster != (Source{}) {
		add(FieldPoster, code, m.Poster.Name)
	}
	languages := make(map[string]bool, len(m.Subtitles))
	for _, subtitle := range m.Subtitles {
		switch code := CheckSubtitles(subtitle.Source); {
		case code != "":
			add(FieldSubtitles, code, subtitle.Source.Name)
		case subtitle.Locale == "":
			add(FieldSubtitles, ProblemNoLanguage, subtitle.Source.Name)
		case languages[subtitle.Locale]:
			add(FieldSubtitles, ProblemTwice, subtitle.Source.Name)
		}
		languages[subtitle.Locale] = true
	}
}

// withSubtitles adds subtitles to those there. A file that is there already is taken anew, and keeps its language unless it comes with
// one.
func withSubtitles(there, more []Subtitle) []Subtitle {
	all := slices.Clone(there)
	for _, subtitle := range more {
		at := slices.IndexFunc(all, func(s Subtitle) bool { return s.Source.Path == subtitle.Source.Path })
		switch {
		case at < 0:
			all = append(all, subtitle)
		case subtitle.Locale == "":
			all[at].Source = subtitle.Source
		default:
			all[at] = subtitle
		}
	}
	return all
}
