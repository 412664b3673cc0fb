package words

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"twentythree-uploader/assets"
)

func TestFill(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		template string
		args     []Arg
		want     string
	}{
		{"plain", nil, "plain"},
		{"{a} and {b}", []Arg{Text("a", "1"), Text("b", "2")}, "1 and 2"},
		{"{a}{a}", []Arg{Text("a", "x")}, "xx"},
		{"{a}", []Arg{Text("a", "{b}"), Text("b", "never")}, "{b}"},
		{"{missing} {a}", []Arg{Text("a", "x")}, "{missing} x"},
		{"open { and {a", []Arg{Text("a", "x")}, "open { and {a"},
		{"{{a}}", []Arg{Text("a", "x")}, "{x}"},
		{"{n}", []Arg{Count("n", 12)}, "12"},
	} {
		if got := fill(row.template, row.args, strconv.Itoa); got != row.want {
			t.Errorf("%q: %q, want %q", row.template, got, row.want)
		}
	}
}

func FuzzFill(f *testing.F) {
	f.Add("{name} of {count}", "name", "welcome.mp4", 3)
	f.Add("{{name}", "name", "{name}", -1)
	f.Add("}{", "", "", 0)
	f.Fuzz(func(t *testing.T, template, name, value string, count int) {
		got := fill(template, []Arg{Text(name, value), Count("count", count)}, strconv.Itoa)
		if strings.Count(template, "{") == 0 && got != template {
			t.Fatalf("%q became %q", template, got)
		}
		if utf8.ValidString(template) && utf8.ValidString(value) && !utf8.ValidString(got) {
			t.Fatalf("%q with %q became broken text %q", template, value, got)
		}
		// An unknown name changes nothing, so that filling with nothing is the identity.
		if same := fill(template, nil, strconv.Itoa); same != template {
			t.Fatalf("filling %q with nothing gave %q", template, same)
		}
	})
}

func TestPluralFormFollowsTheFirstCount(t *testing.T) {
	t.Parallel()
	both := text{One: "one", Other: "other"}
	for want, args := range map[string][]Arg{
		"one": {Text("name", "x"), Count("count", 1), Count("of", 5)}, "other": {Count("count", 0), Count("of", 1)},
	} {
		if got := both.form(args); got != want {
			t.Errorf("%+v: %q, want %q", args, got, want)
		}
	}
	if got := both.form(nil); got != "other" {
		t.Errorf("without a count: %q", got)
	}
}

func TestWhatIsMissingIsNeverBlank(t *testing.T) {
	t.Parallel()
	w := speak(Danish)
	w.texts = catalogue{}
	expect(t, "falls back to English", w.T(ButtonPause), "Pause")
	expect(t, "shows the key", w.T("no.such.key"), "no.such.key")
}

func TestMatch(t *testing.T) {
	t.Parallel()
	for locale, want := range map[string]Language{
		"": English, "C": English, "POSIX": English, "da_DK.UTF-8": Danish, "DA": Danish, "de-AT": German, "de_DE@euro": German,
		"nb_NO": English, "sv:da:en": Danish, "en_US:de": English, "dav_KE": English, "::": English,
	} {
		if got := Match(locale); got != want {
			t.Errorf("%q: %q, want %q", locale, got, want)
		}
	}
	for _, language := range Languages() {
		if New(language, nil, nil).Language() != language || language.Name() == "" {
			t.Errorf("%s cannot be spoken", language)
		}
	}
	if New("tlh", nil, nil).Language() != English {
		t.Error("an unknown language speaks English")
	}
}

// TestToolkitSpeaksDanish compares our Danish with the toolkit's own English words: one that is new there would be shown in English.
func TestToolkitSpeaksDanish(t *testing.T) {
	t.Parallel()
	folder, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil || strings.TrimSpace(string(folder)) == "" {
		t.Skipf("the toolkit's sources are not on this computer: %v", err)
	}
	english, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(folder)), "lang", "translations", "base.en.json"))
	if err != nil {
		t.Fatal(err)
	}
	danish, err := assets.Translations.ReadFile("translations/toolkit/base.da.json")
	if err != nil {
		t.Fatal(err)
	}
	var theirs, ours map[string]any
	if err := json.Unmarshal(english, &theirs); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(danish, &ours); err != nil {
		t.Fatal(err)
	}
	for key := range theirs {
		if ours[key] == nil {
			t.Errorf("the toolkit's %q would be shown in English", key)
		}
	}
	for key := range ours {
		if theirs[key] == nil {
			t.Errorf("the toolkit knows no %q", key)
		}
	}
}
