package console

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// checked runs `check` and gives its lines as a script reads them.
func checked(t *testing.T, args ...string) (code int, lines []checkLine, text string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = RunCheck(t.Context(), append([]string{"-json", "-no-speed"}, args...), &stdout, &stderr, surroundings(t.TempDir()))
	for line := range bytes.Lines(stdout.Bytes()) {
		var read checkLine
		if err := json.Unmarshal(line, &read); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		lines = append(lines, read)
	}
	return code, lines, stdout.String() + stderr.String()
}

func resultOf(lines []checkLine, id uploader.CheckID) uploader.CheckResult {
	at := slices.IndexFunc(lines, func(line checkLine) bool { return line.Check == id })
	if at < 0 {
		return ""
	}
	return lines[at].Result
}

func TestCheckTellsScriptsWhatWorks(t *testing.T) {
	site := startSite(t)
	t.Setenv("CHECK_KEYS", site.fourKeys())
	t.Setenv("CHECK_KEY", site.Bearer)
	for _, keys := range [][]string{{"-oauth-env", "CHECK_KEYS"}, {"-bearer-env", "CHECK_KEY"}} {
		code, lines, text := checked(t, append([]string{"-site", site.URL}, keys...)...)
		if code != 0 || resultOf(lines, uploader.CheckSignIn) != uploader.CheckGood || resultOf(lines, uploader.CheckRights) != uploader.CheckGood {
			t.Errorf("%v: %d\n%s", keys, code, text)
		}
		if resultOf(lines, uploader.CheckSpeed) != uploader.CheckNotChecked {
			t.Errorf("the speed was measured though it was not to be\n%s", text)
		}
		for _, secret := range append(strings.Fields(site.fourKeys()), site.Bearer) {
			if strings.Contains(text, secret) {
				t.Errorf("%v: a key is printed", keys)
			}
		}
	}
}

func TestCheckAnswersWithWhatStopsUploads(t *testing.T) {
	site := startSite(t)
	t.Setenv("CHECK_KEYS", "1-a b c d")
	for name, example := range map[string]struct {
		args []string
		code int
		id   uploader.CheckID
		want uploader.CheckResult
	}{
		"wrong keys":      {[]string{"-site", site.URL, "-oauth-env", "CHECK_KEYS"}, exitFailed, uploader.CheckSignIn, uploader.CheckBad},
		"nobody there":    {[]string{"-site", "http://127.0.0.1:1"}, exitFailed, uploader.CheckSite, uploader.CheckBad},
		"no keys":         {[]string{"-site", site.URL}, exitDone, uploader.CheckSignIn, uploader.CheckNotChecked},
		"keys, no site":   {[]string{"-oauth-env", "CHECK_KEYS"}, exitUsage, "", ""},
		"two ways":        {[]string{"-site", site.URL, "-oauth-env", "CHECK_KEYS", "-bearer-env", "CHECK_KEYS"}, exitUsage, "", ""},
		"an empty key":    {[]string{"-site", site.URL, "-bearer-env", "CHECK_NOTHING"}, exitUsage, "", ""},
		"a file":          {[]string{"film.mp4"}, exitUsage, "", ""},
		"an odd option":   {[]string{"-fast"}, exitUsage, "", ""},
		"no certificate":  {[]string{"-ca", "nowhere.pem"}, exitUsage, "", ""},
		"help is no harm": {[]string{"-h"}, exitDone, "", ""},
	} {
		code, lines, text := checked(t, example.args...)
		if code != example.code || (example.id != "" && resultOf(lines, example.id) != example.want) {
			t.Errorf("%s: %d\n%s", name, code, text)
		}
	}
}

func TestCheckSpeaksToPeople(t *testing.T) {
	site := startSite(t)
	t.Setenv("CHECK_KEY", site.Bearer)
	var stdout, stderr bytes.Buffer
	if code := RunCheck(t.Context(), []string{"-site", site.URL, "-bearer-env", "CHECK_KEY"}, &stdout, &stderr, surroundings(t.TempDir())); code != exitDone {
		t.Errorf("%d %s", code, stderr.String())
	}
	for _, line := range []string{"Acme Video accepts your sign-in (you@acme.com)\n", "You may upload and publish\n", "Upload speed: "} {
		if !strings.Contains(stdout.String(), line) {
			t.Errorf("%q is missing in\n%s", line, stdout.String())
		}
	}
}

func TestTheNamesInJSONAreFoundAmongWhatPeopleRead(t *testing.T) {
	_, lines, text := checked(t, "-lang", "de", "-site", "http://127.0.0.1:1")
	var help bytes.Buffer
	if code := RunCheck(t.Context(), []string{"-lang=de", "-h"}, io.Discard, &help, surroundings(t.TempDir())); code != exitDone {
		t.Errorf("help: %d", code)
	}
	for _, id := range uploader.CheckIDs() {
		label := words.New(words.German, nil, nil).CheckName(id)
		at := slices.IndexFunc(lines, func(line checkLine) bool { return line.Check == id })
		if at < 0 || lines[at].Label != label {
			t.Errorf("%s is not called %q in\n%s", id, label, text)
		}
		if !slices.ContainsFunc(strings.Split(help.String(), "\n"), func(line string) bool {
			return slices.Equal(strings.Fields(line), append([]string{string(id)}, strings.Fields(label)...))
		}) {
			t.Errorf("the help does not say that %s is %q:\n%s", id, label, &help)
		}
	}
	if !strings.Contains(help.String(), "bad             Verhindert das Hochladen\n") {
		t.Errorf("the help does not name the results:\n%s", &help)
	}
}

// TestNothingThatWorksDeniesWhatStopsUploads looks at the line that says how this computer reaches the internet: whether that answers is said
// elsewhere.
func TestNothingThatWorksDeniesWhatStopsUploads(t *testing.T) {
	for _, language := range words.Languages() {
		said := words.New(language, nil, nil).Check(uploader.Check{ID: uploader.CheckProxy, Result: uploader.CheckGood, Finding: uploader.FindingNoProxy}).Words
		for _, promise := range []string{"Nothing", "Intet", "nichts"} {
			if strings.Contains(said, promise) {
				t.Errorf("%s: %q", language, said)
			}
		}
	}
}
