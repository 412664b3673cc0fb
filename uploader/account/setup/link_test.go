package setup

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func TestALinkIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	link := Link{Site: "Acme Video", Token: "s3cret-token", Invitation: uploader.Invitation{
		From: "Acme press", Title: "Interview </script> 🎬 æøå", Description: "Two lines,\nplease & thanks", Videos: 3,
		Ends: time.Date(2026, 11, 23, 16, 40, 0, 0, time.UTC), Publishes: true,
	}}
	text, err := WriteLink("https://videos.acme.com", link)
	if err != nil {
		t.Fatal(err)
	}
	file, err := Parse(text)
	if err != nil || file.Link != link || file.Base != "https://videos.acme.com" || len(file.NotUnderstood) > 0 {
		t.Fatalf("%v: %v", err, file.NotUnderstood)
	}
	if printed := fmt.Sprintf("%v %+v %#v %s %v", file, file, file.Link, file.Link, slog.AnyValue(file.Link).Resolve()); strings.Contains(printed, "s3cret") {
		t.Errorf("printed: %s", printed)
	}
}

func TestEveryWayALinkCanBeWrongIsNamed(t *testing.T) {
	t.Parallel()
	const until = `"until":"2026-11-23T16:40:00Z"`
	for _, wrong := range []struct {
		text  string
		code  uploader.SetupProblemCode
		place string
	}{
		{`"link":[]`, uploader.SetupWrongKind, "link"},
		{`"link":{` + until + `}`, uploader.SetupMissing, "link.token"},
		{`"link":{"token":"s3cret"}`, uploader.SetupMissing, "link.until"},
		{`"link":{"token":"s3cret","until":"tomorrow"}`, uploader.SetupUnknownValue, "link.until"},
		{`"link":{"token":"s3 cret",` + until + `}`, uploader.SetupUnprintable, "link.token"},
		{`"link":{"token":"s3cret","videos":1001,` + until + `}`, uploader.SetupUnknownValue, "link.videos"},
		{`"link":{"token":"s3cret","videos":"two",` + until + `}`, uploader.SetupWrongKind, "link.videos"},
		{`"link":{"token":"s3cret","description":7,` + until + `}`, uploader.SetupWrongKind, "link.description"},
		{`"link":{"token":"s3cret","title":"` + strings.Repeat("x", 251) + `",` + until + `}`, uploader.SetupTooLong, "link.title"},
		{`"link":{"token":"s3cret","title":"a\u202eb",` + until + `}`, uploader.SetupUnprintable, "link.title"},
	} {
		var problem uploader.SetupProblem
		_, err := Parse([]byte(with(wrong.text)))
		if !errors.As(err, &problem) || problem.Code != wrong.code || problem.Place != wrong.place || strings.Contains(err.Error()+problem.Value, "s3cret") {
			t.Errorf("%.60s: %+v, want %s at %s", wrong.text, err, wrong.code, wrong.place)
		}
	}
}

func TestNothingElseOfAFileHoldsBesideALink(t *testing.T) {
	t.Parallel()
	file, err := Parse([]byte(with(`"link":{"token":"t","until":"2026-11-23T16:40:00Z"},"keys":{"access_key":"k"},"defaults":{"visibility":"publish"}`)))
	if err != nil || file.Keys != (uploader.Keys{}) || file.NewVideos != nil || file.Link.Invitation.Videos != 1 || fmt.Sprint(file.NotUnderstood) != "[keys defaults]" {
		t.Errorf("%v: not understood are %v", err, file.NotUnderstood)
	}
}

func TestTheExampleLinkIsOne(t *testing.T) {
	t.Parallel()
	file, err := Read(examples + "interview.ttlink")
	if err != nil || file.Link.Site != "Acme Video" || file.Link.Invitation.Videos != 3 || len(file.NotUnderstood) > 0 {
		t.Errorf("%v: %s until %v", err, file.Link.Site, file.Link.Invitation.Ends)
	}
	again, err := WriteLink(file.Base, file.Link)
	if text, readErr := os.ReadFile(examples + "interview.ttlink"); err != nil || readErr != nil || !bytes.Equal(again, text) {
		t.Errorf("the program would write %s", again)
	}
}
