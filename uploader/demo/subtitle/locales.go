package subtitle

import "strings"

// Locale is one language that subtitles can be in.
type Locale struct {
	// Code is like "en_US", Label like "English (US)".
	Code, Label string
	// Transcribe says that the service writes such subtitles by itself, Translate that it translates into the language.
	Transcribe, Translate bool
}

// Direction is in which way the language is written: "ltr" or "rtl".
func (l Locale) Direction() string {
	switch language, _, _ := strings.Cut(l.Code, "_"); language {
	case "ar", "fa", "he", "ur":
		return "rtl"
	}
	return "ltr"
}

// Locales are the languages that the site knows. The service publishes the list's shape and three of its labels; the rest is a
// likely selection.
func Locales() []Locale {
	return []Locale{
		{"ar_EG", "Arabic (EG)", false, true},
		{"bg_BG", "Bulgarian (BG)", false, true},
		{"cs_CZ", "Czech (CZ)", false, true},
		{"da_DK", "Danish (DK)", true, true},
		{"de_CH", "German (CH)", true, false},
		{"de_DE", "German (DE)", true, true},
		{"el_GR", "Greek (GR)", false, true},
		{"en_GB", "English (GB)", true, true},
		{"en_US", "English (US)", true, true},
		{"es_ES", "Spanish (ES)", true, true},
		{"es_MX", "Spanish (MX)", true, false},
		{"et_EE", "Estonian (EE)", false, true},
		{"fi_FI", "Finnish (FI)", true, true},
		{"fr_CA", "French (CA)", true, false},
		{"fr_FR", "French (FR)", true, true},
		{"he_IL", "Hebrew (IL)", false, true},
		{"hu_HU", "Hungarian (HU)", false, true},
		{"is_IS", "Icelandic (IS)", false, true},
		{"it_IT", "Italian (IT)", true, true},
		{"ja_JP", "Japanese (JP)", true, true},
		{"ko_KR", "Korean (KR)", true, true},
		{"lt_LT", "Lithuanian (LT)", false, true},
		{"lv_LV", "Latvian (LV)", false, true},
		{"nb_NO", "Norwegian Bokmål (NO)", true, true},
		{"nl_NL", "Dutch (NL)", true, true},
		{"pl_PL", "Polish (PL)", false, true},
		{"pt_BR", "Portuguese (BR)", true, true},
		{"pt_PT", "Portuguese (PT)", true, true},
		{"ro_RO", "Romanian (RO)", false, true},
		{"ru_RU", "Russian (RU)", false, true},
		{"sk_SK", "Slovak (SK)", false, true},
		{"sl_SI", "Slovenian (SI)", false, true},
		{"sv_SE", "Swedish (SE)", true, true},
		{"tr_TR", "Turkish (TR)", false, true},
		{"uk_UA", "Ukrainian (UA)", false, true},
		{"zh_CN", "Chinese (CN)", true, true},
		{"zh_TW", "Chinese (TW)", false, true},
	}
}

// Find answers a locale by its code.
func Find(code string) (Locale, bool) {
	for _, l := range Locales() {
		if l.Code == code {
			return l, true
		}
	}
	return Locale{}, false
}

// Type is what subtitles are for: its word in calls, and its name for people.
type Type struct{ Code, Label string }

// Types are all of them; the first is the default.
func Types() []Type {
	return []Type{{"general", "Subtitles"}, {"closedcaptions", "Closed captions"}, {"audiodescriptions", "Audio descriptions"}}
}

// FindType answers a type by its code; an empty code is the default.
func FindType(code string) (Type, bool) {
	for _, t := range Types() {
		if t.Code == code || code == "" {
			return t, true
		}
	}
	return Type{}, false
}
