package intake

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"twentythree-uploader/uploader"
)

// mostBeside bounds how many files of subtitles are found beside one video.
const mostBeside = 40

// Beside finds the subtitles that lie beside a video's file and bear its name: film.da.srt beside film.mp4. Each comes with the language
// that its name tells, as far as it does, in the order of a file manager. A folder that cannot be read holds none; the error is the
// context's.
func Beside(ctx context.Context, video uploader.Source) ([]uploader.Subtitle, error) {
	return await(ctx, func() ([]uploader.Subtitle, error) { return beside(video), nil })
}

func beside(video uploader.Source) []uploader.Subtitle {
	folder := filepath.Dir(video.Path)
	return besideAmong(subtitleNames(folder), folder, video)
}

// BesideEach does so for many videos and reads each folder once. The answers are in the videos' order.
func BesideEach(ctx context.Context, videos []uploader.Source) ([][]uploader.Subtitle, error) {
	return await(ctx, func() ([][]uploader.Subtitle, error) {
		names := map[string][]string{}
		found := make([][]uploader.Subtitle, len(videos))
		for i, video := range videos {
			folder := filepath.Dir(video.Path)
			if _, read := names[folder]; !read {
				names[folder] = subtitleNames(folder)
			}
			found[i] = besideAmong(names[folder], folder, video)
		}
		return found, ctx.Err()
	})
}

// subtitleNames are the names of the files of subtitles in a folder.
func subtitleNames(folder string) (names []string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	for _, entry := range entries {
		if uploader.IsSubtitleName(entry.Name()) {
			names = append(names, entry.Name())
		}
	}
	return names
}

func besideAmong(names []string, folder string, video uploader.Source) []uploader.Subtitle {
	var found []uploader.Subtitle
	for _, name := range names {
		locale, belongs := languageBeside(name, filepath.Base(video.Path))
		if !belongs || len(found) == mostBeside {
			continue
		}
		source, info, err := identify(filepath.Join(folder, name))
		if err == nil && info.Mode().IsRegular() && info.Size() > 0 && uploader.CheckSubtitles(source) == "" {
			found = append(found, uploader.Subtitle{Source: source, Locale: locale})
		}
	}
	slices.SortFunc(found, func(a, b uploader.Subtitle) int { return compareNames(a.Source.Name, b.Source.Name) })
	return found
}

// languageBeside tells whether a file holds the subtitles of the video called so, and in which language: "" where the name does not say
// it.
func languageBeside(name, video string) (locale string, belongs bool) {
	if !uploader.IsSubtitleName(name) {
		return "", false
	}
	stem, film := withoutExtension(name), withoutExtension(video)
	if len(stem) < len(film) || !strings.EqualFold(stem[:len(film)], film) {
		return "", false
	}
	rest := stem[len(film):]
	if rest == "" {
		return "", true
	}
	if !strings.ContainsAny(rest[:1], separators) {
		return "", false
	}
	return languageIn(rest)
}

// LanguageOf tells the language of a file of subtitles by the end of its name, "" where that does not say it.
func LanguageOf(name string) string {
	stem := withoutExtension(name)
	for at, r := range stem {
		if at > 0 && strings.ContainsRune(separators, r) {
			if locale, said := languageIn(stem[at:]); said && locale != "" {
				return locale
			}
		}
	}
	return localeOf(stem)
}

func withoutExtension(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

const separators = "._- ([{"

// marks stand beside a language in the names of files of subtitles and say nothing of it.
var marks = []string{
	"sdh", "cc", "forced", "hi", "sub", "subs", "subtitle", "subtitles", "caption", "captions", "undertekst", "undertekster", "untertitel",
}

// languageIn reads what stands behind a video's name. What is neither a language nor a mark belongs to another video's name.
func languageIn(rest string) (locale string, belongs bool) {
	isMark := func(word string) bool { return slices.Contains(marks, strings.ToLower(word)) }
	trimmed := strings.Trim(rest, "._- ()[]{}")
	if locale := localeOf(trimmed); locale != "" && !isMark(trimmed) {
		return locale, true
	}
	words := strings.FieldsFunc(trimmed, func(r rune) bool { return strings.ContainsRune(". ()[]{}", r) })
	for _, word := range words {
		known := localeOf(word)
		switch {
		case known != "" && locale == "" && !(isMark(word) && len(words) > 1):
			locale = known
		case !isMark(word):
			return "", false
		}
	}
	return locale, len(words) > 0
}

// localeOf reads a language in any of the usual forms: da, dan, da-DK, da_DK, Danish, dansk, Dänisch.
func localeOf(word string) string {
	word = strings.ReplaceAll(strings.TrimSpace(word), "_", "-")
	tag, named := languageNames[strings.ToLower(word)]
	if !named {
		var err error
		if tag, err = language.Parse(word); err != nil {
			return ""
		}
	}
	base, _ := tag.Base()
	const code = 2 // letters of the languages that people write films in; longer ones are words like "new" that happen to be a code
	if len(base.String()) != code || tag.IsRoot() {
		return ""
	}
	region, _ := tag.Region()
	if base.String() == "no" {
		base = language.MustParseBase("nb")
	}
	return base.String() + "_" + region.String()
}

// languageNames are languages by their names in English, in the other languages of this program, and in themselves.
var languageNames = namesOfLanguages()

func namesOfLanguages() map[string]language.Tag {
	names := make(map[string]language.Tag)
	namers := []display.Namer{display.Languages(language.English), display.Languages(language.Danish), display.Languages(language.German)}
	for _, base := range display.Values.BaseLanguages() {
		tag, err := language.Compose(base)
		if err != nil || len(base.String()) != 2 {
			continue
		}
		for _, namer := range namers {
			if name := namer.Name(base); name != "" {
				names[strings.ToLower(name)] = tag
			}
		}
		if name := display.Self.Name(tag); name != "" {
			names[strings.ToLower(name)] = tag
		}
	}
	return names
}
