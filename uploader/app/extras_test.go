package app

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/engine"
)

// news reads updates until there is news of files that is enough.
func news(t *testing.T, updates *engine.Subscription, enough func(uploader.ExtrasNews) bool) (found uploader.ExtrasNews) {
	t.Helper()
	await(t, updates, func(u uploader.Update) bool {
		at := slices.IndexFunc(u.Extras, enough)
		if at >= 0 {
			found = u.Extras[at]
		}
		return at >= 0
	})
	return found
}

func TestWhatGoesAlongWithAVideoIsFoundChosenShownAndSent(t *testing.T) {
	a, updates := openApp(t, Options{Demo: true})
	await(t, updates, func(u uploader.Update) bool {
		return len(u.Catalogues) == 1 && len(u.Catalogues[0].Languages) > 0
	})
	samples, folder := a.SampleVideos(), t.TempDir()
	content, err := os.ReadFile(samples[0])
	if err != nil {
		t.Fatal(err)
	}
	spoken := []byte("1\n00:00:01,000 --> 00:00:02,000\nGoddag\n")
	picture := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\nIDAT\x78\x9cc\x60\x00\x00\x00\x02\x00\x01\x48\xaf\xa4\x71\x00\x00\x00\x00IEND\xaeB`\x82")
	for name, bytes := range map[string][]byte{
		"Welcome film.mp4": content, "Welcome film.danish.srt": spoken, "other.en.srt": spoken, "p.png": picture, "p.pdf": []byte("%PDF"),
	} {
		path, before := filepath.Join(folder, name), time.Now().Add(-time.Hour)
		if err := errors.Join(os.WriteFile(path, bytes, 0o600), os.Chtimes(path, before, before)); err != nil {
			t.Fatal(err)
		}
	}
	a.AddPaths([]string{filepath.Join(folder, "Welcome film.mp4")})
	id := await(t, updates, func(u uploader.Update) bool { return len(u.Intake) > 0 }).Intake[0].Added[0]

	a.LookBeside(id)
	beside := *news(t, updates, func(n uploader.ExtrasNews) bool { return n.Beside != nil }).Beside
	if len(beside) != 1 || beside[0].Locale != "da_DK" || beside[0].Source.Name != "Welcome film.danish.srt" {
		t.Fatalf("beside it: %+v", beside)
	}
	a.Edit(id, uploader.Change{AddSubtitles: beside})
	a.AddSubtitles(id, []string{filepath.Join(folder, "other.en.srt"), filepath.Join(folder, "p.pdf")})
	refused := news(t, updates, func(n uploader.ExtrasNews) bool { return len(n.Problems) > 0 }).Problems[0]
	if refused.Code != uploader.ProblemNotSubtitles || refused.Value != "p.pdf" {
		t.Errorf("%+v", refused)
	}
	a.ChoosePoster(id, filepath.Join(folder, "p.png"))
	var chosen uploader.Metadata
	await(t, updates, func(u uploader.Update) bool {
		for _, upload := range u.Uploads {
			chosen = upload.Metadata
		}
		return chosen.Poster.Name == "p.png"
	})
	if len(chosen.Subtitles) != 2 || chosen.Subtitles[1].Locale != "en_US" {
		t.Errorf("%+v", chosen.Subtitles)
	}
	a.ShowPoster(id, chosen.Poster)
	if shown := news(t, updates, func(n uploader.ExtrasNews) bool { return n.Poster != nil }).Poster; shown.Picture == nil {
		t.Error("the poster is not shown")
	}
	a.Start([]uploader.UploadID{id})
	await(t, updates, func(u uploader.Update) bool {
		return slices.ContainsFunc(u.Uploads, func(upload uploader.Upload) bool { return upload.State.Arrived() && upload.Result.VideoID != "" })
	})
	if videos := a.demo.site.Videos(); len(videos) != 1 || videos[0].Poster == nil || len(videos[0].Subtitles) != 2 {
		t.Fatalf("the site has %+v", videos)
	}
	a.LookAtFile(id, samples[1])
	if candidate := news(t, updates, func(n uploader.ExtrasNews) bool { return n.Candidate != nil }).Candidate; candidate.Path == "" || candidate.Size == 0 {
		t.Errorf("%+v", candidate)
	}
	a.ReplaceFile(id, samples[1])
	await(t, updates, func(u uploader.Update) bool {
		return slices.ContainsFunc(u.Uploads, func(upload uploader.Upload) bool {
			return upload.State.Arrived() && upload.Source.Name == filepath.Base(samples[1])
		})
	})
	if videos := a.demo.site.Videos(); len(videos) != 1 || videos[0].FileReplaced != 1 || videos[0].Poster == nil {
		t.Errorf("the site has %+v", videos)
	}
}
