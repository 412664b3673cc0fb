package intake

import (
	"os"
	"path/filepath"
	"testing"

	"twentythree-uploader/uploader"
)

func TestSubtitlesBesideAVideoAreKnownByTheirNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		locale  string
		belongs bool
	}{
		"film.da.srt":              {"da_DK", true},
		"film.da.vtt":              {"da_DK", true},
		"FILM.DA.SRT":              {"da_DK", true},
		"film.da-DK.srt":           {"da_DK", true},
		"film.da_DK.srt":           {"da_DK", true},
		"film_da_DK.srt":           {"da_DK", true},
		"film-da.srt":              {"da_DK", true},
		"film.danish.srt":          {"da_DK", true},
		"film.Dansk.vtt":           {"da_DK", true},
		"film (Danish).srt":        {"da_DK", true},
		"film [dan].srt":           {"da_DK", true},
		"film.dänisch.srt":         {"da_DK", true},
		"film.da.sdh.srt":          {"da_DK", true},
		"film.en.forced.srt":       {"en_US", true},
		"film.en-GB.srt":           {"en_GB", true},
		"film.english.cc.vtt":      {"en_US", true},
		"film.no.srt":              {"nb_NO", true},
		"film.norsk bokmål.srt":    {"nb_NO", true},
		"film.pt_BR.srt":           {"pt_BR", true},
		"film.zh.srt":              {"zh_CN", true},
		"film.srt":                 {"", true},
		"film.subtitles.srt":       {"", true},
		"film.new.srt":             {"", false},
		"film.part2.da.srt":        {"", false},
		"film2.da.srt":             {"", false},
		"filmda.srt":               {"", false},
		"another.da.srt":           {"", false},
		"film.da.txt":              {"", false},
		"film.da.srt.bak":          {"", false},
		"film.undertekster.da.srt": {"da_DK", true},
	} {
		locale, belongs := languageBeside(name, "film.mp4")
		if locale != want.locale || belongs != want.belongs {
			t.Errorf("%s: %q %v", name, locale, belongs)
		}
	}
}

func TestTheLanguageOfAnyFileOfSubtitles(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Interview with Ann.da.srt": "da_DK", "da.srt": "da_DK", "take 2 german.vtt": "de_DE", "take 2.srt": "", "the new one.srt": "", "": "",
	} {
		if got := LanguageOf(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func FuzzLanguageOfAnyName(f *testing.F) {
	f.Add("film.da.srt", "film.mp4")
	f.Add("\xff.\xff.srt", "\xff")
	f.Fuzz(func(_ *testing.T, name, video string) {
		languageBeside(name, video)
		LanguageOf(name)
	})
}

func TestOnlyRealFilesOfSubtitlesAreFoundBesideAVideo(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, content := range map[string]string{"film.mp4": "x", "film.en.srt": "x", "film.da.srt": "x", "film.de.srt": "", "film2.da.srt": "x"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "film.fr.srt"), 0o700); err != nil {
		t.Fatal(err)
	}
	found, err := Beside(t.Context(), uploader.Source{Path: filepath.Join(folder, "film.mp4"), Name: "film.mp4"})
	if err != nil || len(found) != 2 || found[0].Locale != "da_DK" || found[1].Source.Name != "film.en.srt" || found[0].Source.Size != 1 {
		t.Errorf("%+v %v", found, err)
	}
	if found, err := Beside(t.Context(), uploader.Source{Path: filepath.Join(folder, "gone", "film.mp4")}); err != nil || found != nil {
		t.Errorf("of a folder that is gone: %+v %v", found, err)
	}
}
