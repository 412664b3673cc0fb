package console

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

func TestAScriptCannotPublishWhereOnlyDraftsAreAllowed(t *testing.T) {
	t.Setenv("KEY", "a key that is not asked for")
	around := surroundings(t.TempDir())
	around.Managed = func() ([]byte, string, error) {
		return []byte(`{"version":1,"locked":{"publishing":false}}`), "managed.json", nil
	}
	var told bytes.Buffer
	code := RunSend(t.Context(), []string{
		"-site", "https://videos.example.com", "-bearer-env", "KEY", "-data", t.TempDir(), "-visibility", "publish", "film.mp4",
	}, io.Discard, &told, around)
	if code != exitUsage || !strings.Contains(told.String(), "lets nothing be published") {
		t.Errorf("answered %d and said %q", code, told.String())
	}
}

// TestAScriptPublishesNothingWhereTheRulesCannotBeRead lets nobody take a broken file for leave.
func TestAScriptPublishesNothingWhereTheRulesCannotBeRead(t *testing.T) {
	t.Setenv("KEY", "a key that is not asked for")
	around := surroundings(t.TempDir())
	around.Managed = func() ([]byte, string, error) {
		return []byte(`{"version":1,"locked":{"publishing":f`), "managed.json", nil
	}
	var told bytes.Buffer
	code := RunSend(t.Context(), []string{
		"-site", "https://videos.example.com", "-bearer-env", "KEY", "-data", t.TempDir(), "-visibility", "publish", "film.mp4",
	}, io.Discard, &told, around)
	if code != exitUsage || !strings.Contains(told.String(), "settings are not in use") || !strings.Contains(told.String(), "managed.json") {
		t.Errorf("answered %d and said %q", code, told.String())
	}
}

func TestSentencesAreInTheLanguageOfTheOrganisation(t *testing.T) {
	around := surroundings(t.TempDir())
	around.Managed = func() ([]byte, string, error) {
		return []byte(`{"version":1,"locked":{"language":"de"}}`), "managed.json", nil
	}
	says := map[string]string{"send": " Sie ", "check": "Nach den Optionen darf nichts stehen"}
	for name, run := range map[string]func(*bytes.Buffer) int{
		"send": func(told *bytes.Buffer) int { return RunSend(t.Context(), nil, io.Discard, told, around) },
		"check": func(told *bytes.Buffer) int {
			return RunCheck(t.Context(), []string{"film.mp4"}, io.Discard, told, around)
		},
	} {
		var told bytes.Buffer
		if code := run(&told); code != exitUsage || !strings.Contains(told.String(), says[name]) {
			t.Errorf("%s answered %d and said %q", name, code, told.String())
		}
	}
}
