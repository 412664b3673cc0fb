package uploader

import (
	"image"
	"slices"
	"strings"
)

// ExtrasNews is what came of looking at files for one upload: those chosen to go along with its video, those that lie beside it, and one
// that is to take the place of its own. A part that is nil was not asked for.
type ExtrasNews struct {
	Upload UploadID
	// Problems are the chosen files that cannot be used; Value is their name.
	Problems []Problem
	// Beside are the subtitles that lie beside the video's file.
	Beside *[]Subtitle
	// Poster is the picture, made small.
	Poster *PosterPreview
	// Candidate is the file that is to take the place of the video's own.
	Candidate *Source
}

// PosterPreview is a poster made small enough to be shown.
type PosterPreview struct {
	Source Source
	// Picture is nil where it cannot be shown: it is damaged, gone, or larger than is worth unpacking.
	Picture image.Image
}

// MatchLocale gives the locale of a site's own list that means the same language: the very one, or else one of the same language
// elsewhere. Where there is no list, it is taken as it is; "" where the site has no such language.
func MatchLocale(locale string, languages []Language) string {
	if locale == "" || len(languages) == 0 {
		return locale
	}
	same := func(fits func(string) bool) int {
		return slices.IndexFunc(languages, func(l Language) bool { return fits(l.Locale) })
	}
	code, _, _ := strings.Cut(locale, "_")
	at := same(func(other string) bool { return strings.EqualFold(other, locale) })
	if at < 0 {
		at = same(func(other string) bool {
			return strings.EqualFold(other, code) || strings.HasPrefix(strings.ToLower(other), strings.ToLower(code)+"_")
		})
	}
	if at < 0 {
		return ""
	}
	return languages[at].Locale
}

// CommonLanguages are offered where a site does not say which languages subtitles can be in.
func CommonLanguages() []Language {
	locales := []string{
		"ar_EG", "bg_BG", "cs_CZ", "da_DK", "de_DE", "el_GR", "en_GB", "en_US", "es_ES", "et_EE", "fi_FI", "fr_FR", "he_IL", "hi_IN", "hr_HR",
		"hu_HU", "is_IS", "it_IT", "ja_JP", "ko_KR", "lt_LT", "lv_LV", "nb_NO", "nl_NL", "pl_PL", "pt_BR", "pt_PT", "ro_RO", "ru_RU", "sk_SK",
		"sl_SI", "sv_SE", "th_TH", "tr_TR", "uk_UA", "vi_VN", "zh_CN",
	}
	languages := make([]Language, len(locales))
	for i, locale := range locales {
		languages[i].Locale = locale
	}
	return languages
}
