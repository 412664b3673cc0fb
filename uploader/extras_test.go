package uploader_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func sourceOf(path string, size int64) uploader.Source {
	return uploader.Source{Path: "/v/" + path, Name: path, Size: size, ModTime: time.Unix(1, 0)}
}

func subtitle(path, locale string) uploader.Subtitle {
	return uploader.Subtitle{Source: sourceOf(path, 10), Locale: locale}
}

func TestWhatFollowsAVideoIsCheckedBeforeItStarts(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		poster    uploader.Source
		subtitles []uploader.Subtitle
		want      []uploader.Problem
	}{
		"nothing": {},
		"all well": {
			poster: sourceOf("p.JPG", uploader.MostPosterBytes), subtitles: []uploader.Subtitle{subtitle("a.srt", "da_DK"), subtitle("b.VTT", "en_US")},
		},
		"no picture": {
			poster: sourceOf("p.pdf", 1), want: []uploader.Problem{{Field: uploader.FieldPoster, Code: uploader.ProblemNotAPicture, Value: "p.pdf"}},
		},
		"a large picture": {
			poster: sourceOf("p.png", uploader.MostPosterBytes+1),
			want:   []uploader.Problem{{Field: uploader.FieldPoster, Code: uploader.ProblemTooLarge, Value: "p.png"}},
		},
		"subtitles": {
			subtitles: []uploader.Subtitle{subtitle("a.txt", "da_DK"), subtitle("b.srt", ""), subtitle("c.srt", "en_US"), subtitle("d.srt", "en_US")},
			want: []uploader.Problem{
				{Field: uploader.FieldSubtitles, Code: uploader.ProblemNotSubtitles, Value: "a.txt"},
				{Field: uploader.FieldSubtitles, Code: uploader.ProblemNoLanguage, Value: "b.srt"},
				{Field: uploader.FieldSubtitles, Code: uploader.ProblemTwice, Value: "d.srt"},
			},
		},
	} {
		m := uploader.Metadata{Title: "T", Poster: test.poster, Subtitles: test.subtitles}
		if got := m.Validate(time.Now(), nil); !slices.Equal(got, test.want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestTheSameFileOfSubtitlesIsAddedOnce(t *testing.T) {
	t.Parallel()
	m := uploader.Metadata{Subtitles: []uploader.Subtitle{subtitle("a.srt", "da_DK")}}
	mended := subtitle("a.srt", "")
	mended.Source.Size = 20
	m = uploader.Change{AddSubtitles: []uploader.Subtitle{mended, subtitle("b.srt", "")}}.Apply(m)
	want := []uploader.Subtitle{{Source: mended.Source, Locale: "da_DK"}, subtitle("b.srt", "")}
	if !reflect.DeepEqual(m.Subtitles, want) {
		t.Errorf("%+v", m.Subtitles)
	}
}

func TestWhatTheSiteHasIsNoLongerOutstanding(t *testing.T) {
	t.Parallel()
	danish, english := subtitle("a.srt", "da_DK"), subtitle("b.srt", "en_US")
	upload := uploader.Upload{
		Source:   sourceOf("film.mp4", 1),
		Metadata: uploader.Metadata{Poster: sourceOf("p.jpg", 1), Subtitles: []uploader.Subtitle{danish, english}},
	}
	both := []uploader.Field{uploader.FieldPoster, uploader.FieldSubtitles}
	if got := upload.OutstandingFields(); !slices.Equal(got, both) {
		t.Errorf("at first %v", got)
	}
	upload.Result.Poster = upload.Metadata.Poster
	upload.Result = upload.Result.Holds(danish).Holds(english)
	if got := upload.OutstandingFields(); got != nil {
		t.Errorf("at last %v", got)
	}
	better := subtitle("better.srt", "da_DK")
	upload.Metadata.Subtitles[0] = better
	if _, left := upload.Outstanding(); !slices.Equal(left, []uploader.Subtitle{better}) {
		t.Errorf("another file in the same language: %v", left)
	}
	if upload.Result = upload.Result.Holds(better); len(upload.Result.Subtitles) != 2 {
		t.Errorf("the site holds %v", upload.Result.Subtitles)
	}
	upload.Source, upload.Result = uploader.Source{}, uploader.Result{}
	if got := upload.OutstandingFields(); got != nil {
		t.Errorf("of a placeholder %v", got)
	}
}
