package words

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"twentythree-uploader/uploader"
)

func catalogues(t *testing.T) map[Language]catalogue {
	t.Helper()
	all := map[Language]catalogue{}
	for _, language := range Languages() {
		texts, err := read(language)
		if err != nil {
			t.Fatal(err)
		}
		all[language] = texts
	}
	return all
}

func (t text) forms() []string {
	if t.One == "" {
		return []string{t.Other}
	}
	return []string{t.One, t.Other}
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

func TestEveryLanguageHasTheSameTexts(t *testing.T) {
	t.Parallel()
	all := catalogues(t)
	english := all[English]
	for language, texts := range all {
		for _, key := range slices.Sorted(maps.Keys(english)) {
			translated, found := texts[key]
			switch {
			case !found:
				t.Errorf("%s has no %q", language, key)
			case len(translated.forms()) != len(english[key].forms()):
				t.Errorf("%s: %q has other plural forms than English", language, key)
			}
		}
		for key := range texts {
			if _, found := english[key]; !found {
				t.Errorf("%s has %q, which English does not", language, key)
			}
		}
	}
}

func TestEveryFormNamesTheSameValues(t *testing.T) {
	t.Parallel()
	all := catalogues(t)
	for language, texts := range all {
		for key, translated := range texts {
			want := names(all[English][key].Other)
			for _, form := range translated.forms() {
				if got := names(form); !slices.Equal(got, want) {
					t.Errorf("%s: %q names %v, English names %v", language, key, got, want)
				}
				if rest := placeholder.ReplaceAllString(form, ""); strings.ContainsAny(rest, "{}") {
					t.Errorf("%s: %q holds a brace that is no value: %s", language, key, form)
				}
			}
		}
	}
}

func names(form string) []string {
	found := placeholder.FindAllString(form, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestTextsAreTidy(t *testing.T) {
	t.Parallel()
	for language, texts := range catalogues(t) {
		for key, translated := range texts {
			for _, form := range translated.forms() {
				switch {
				case strings.TrimSpace(form) == "" || form != strings.TrimSpace(form):
					t.Errorf("%s: %q is empty or has spaces at its ends: %q", language, key, form)
				case strings.Contains(form, "..."):
					t.Errorf("%s: %q has three dots instead of …", language, key)
				case strings.Contains(form, "  "):
					t.Errorf("%s: %q has two spaces: %q", language, key, form)
				case language != English && strings.Contains(form, "…") && !strings.Contains(form, " …"):
					t.Errorf("%s: %q needs a space before …: %q", language, key, form)
				case language == German && strings.ContainsAny(form, "”"):
					t.Errorf("%s: %q has English quote marks: %q", language, key, form)
				}
			}
		}
	}
}

// forbidden are the words that no message may hold, each with its counterparts in the other languages. Short ones count only as
// whole words.
var forbidden = map[Language]*regexp.Regexp{
	English: regexp.MustCompile(`(?i)\b(errors?|fail(s|ed|ure)?|invalid|illegal|abort(ed)?|unexpected|exception|http|oauth|tokens?|signatures?|[45]\d\d|` +
		`chunks?|json|null|photos?|assets?|media|servers?|instances?|tenants?|browse|import|submit|retry|requeue|authenticate|delete)\b`),
	Danish: regexp.MustCompile(`(?i)\b(fejl\w*|mislykke\w*|ugyldig\w*|ulovlig\w*|afbrudt|uventet|undtagelse|http|oauth|tokens?|signatur|[45]\d\d|` +
		`json|null|foto\w*|server\w*|importer\w*)\b`),
	German: regexp.MustCompile(`(?i)\b(fehler\w*|fehlgeschlagen|ungültig\w*|unzulässig\w*|illegal|abgebrochen|unerwartet\w*|ausnahme|http|oauth|tokens?|` +
		`signatur|[45]\d\d|json|null|foto\w*|server\w*|importieren)\b`),
}

// option is an option of the command line, which is typed and not said.
var option = regexp.MustCompile(`\B-[a-z]+(-[a-z]+)*`)

// quotesTheSite are labels that repeat the names that the site itself gives its keys.
var quotesTheSite = map[Key]bool{SignInAccessToken: true, SignInAccessTokenSecret: true, SignInConsumerKey: true, SignInConsumerSecret: true}

// tellsWhatKeysCan may say "delete": it is what strong keys can do on the site.
var tellsWhatKeysCan = map[Key]bool{SignInStrongKeys: true, "reason.missing.sentence": true, "reason.missing.sentence.unnamed": true}

func TestNoTextHoldsAForbiddenWord(t *testing.T) {
	t.Parallel()
	for language, texts := range catalogues(t) {
		for key, translated := range texts {
			if quotesTheSite[key] {
				continue
			}
			for _, form := range translated.forms() {
				said := option.ReplaceAllString(placeholder.ReplaceAllString(form, ""), "")
				for _, word := range forbidden[language].FindAllString(said, -1) {
					if strings.EqualFold(word, "delete") && tellsWhatKeysCan[key] {
						continue
					}
					t.Errorf("%s: %q says %q: %s", language, key, word, form)
				}
			}
		}
	}
}

var sentenceEnd = regexp.MustCompile(`[.!?;:](?:\s|$)`)

func TestSentencesAreShort(t *testing.T) {
	t.Parallel()
	for language, texts := range catalogues(t) {
		for key, translated := range texts {
			for _, form := range translated.forms() {
				for _, sentence := range sentenceEnd.Split(form, -1) {
					if count := len(strings.Fields(sentence)); count >= 20 {
						t.Errorf("%s: %q has a sentence of %d words: %s", language, key, count, sentence)
					}
				}
			}
		}
	}
}

// TestButtonsSayWhatTheyDo finds buttons that only agree: what they do is read on them and nowhere else.
func TestButtonsSayWhatTheyDo(t *testing.T) {
	t.Parallel()
	agreeing := []string{"ok", "okay", "yes", "no", "ja", "nej", "nein", "submit"}
	for language, texts := range catalogues(t) {
		for key, translated := range texts {
			for _, form := range translated.forms() {
				if strings.HasPrefix(string(key), "button.") && slices.Contains(agreeing, strings.ToLower(strings.Trim(form, " .…!"))) {
					t.Errorf("%s: the button %q says only %q", language, key, form)
				}
			}
		}
	}
}

// TestTranslationsFit keeps translations within the room that the layout leaves: 40 % more than English, and the few letters more
// that a short label or a wrapped sentence can have. Names of password stores and messages for others stand in no narrow place; "full" is
// worded in German as the word list has it.
func TestTranslationsFit(t *testing.T) {
	t.Parallel()
	const label, sentence = 15, 20
	all := catalogues(t)
	for _, language := range []Language{Danish, German} {
		for key, translated := range all[language] {
			if key == reasonKey(uploader.ReasonQuota, "headline") || strings.HasPrefix(string(key), "store.") || strings.HasPrefix(string(key), "message.") {
				continue
			}
			english := utf8.RuneCountInString(all[English][key].Other)
			room := max(english*14/10, english+label)
			if strings.HasSuffix(translated.Other, ".") {
				room = max(room, english+sentence)
			}
			for _, form := range translated.forms() {
				if length := utf8.RuneCountInString(form); length > room {
					t.Errorf("%s: %q has %d letters, room for %d: %s", language, key, length, room, form)
				}
			}
		}
	}
}
