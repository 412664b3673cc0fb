package subtitle

import (
	"errors"
	"testing"
)

const srt = "1\r\n00:00:01,000 --> 00:00:03,500\r\nHej\r\n\r\n2\r\n00:00:04,000 --> 00:00:06,000\r\nVelkommen\r\n"

func TestLook(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]Seen{
		srt:            {SRT, 2},
		"\ufeff" + srt: {SRT, 2},
		"\n\n  " + srt: {SRT, 2},
		"1\n0:0:1,0 --> 0:0:2,5 X1:40\nShort numbers\n":    {SRT, 1},
		"1\n00:00:01,000 --> 00:00:02,000\n\xe6\xf8\xe5\n": {SRT, 1},
		"WEBVTT": {WebVTT, 0},
		"\ufeffWEBVTT – a title\n\n00:01.000 --> 00:02.000\nHi": {WebVTT, 1},
		"WEBVTT\n\n00:01.000 --> 00:02.000 align:start\nHi":     {WebVTT, 1},
	} {
		if got, err := Look([]byte(content)); err != nil || got != want {
			t.Errorf("%q: got %v, %v; want %v", content, got, err, want)
		}
	}
}

func TestOtherFilesAreNoSubtitles(t *testing.T) {
	t.Parallel()
	for _, content := range []string{
		"", "\ufeff", "\n\n", "Hello", "WEBVTTX\n", "webvtt\n", "1\nHello\n", "00:00:01,000 --> 00:00:02,000\nwithout a number",
		"{\"subtitles\":[]}", "[Script Info]\nTitle: x\n", "<?xml version=\"1.0\"?><tt/>", "PK\x03\x04", "1\n00:00:01,000 --> 00:00:02,000\nx\x00",
		"\xff\xfe1\x00\n\x00", "0:00:01.000,0:00:02.000\nSubViewer\n", "one\n00:00:01,000 --> 00:00:02,000\nx",
	} {
		if got, err := Look([]byte(content)); !errors.Is(err, ErrUnknown) {
			t.Errorf("%q was taken as %v", content, got)
		}
	}
}

func TestAsWebVTT(t *testing.T) {
	t.Parallel()
	got, err := AsWebVTT([]byte("\ufeff" + srt))
	want := "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.500\nHej\n\n2\n00:00:04.000 --> 00:00:06.000\nVelkommen\n\n"
	if err != nil || string(got) != want {
		t.Errorf("got %q, %v", got, err)
	}
	same, err := AsWebVTT([]byte("WEBVTT\n"))
	if err != nil || string(same) != "WEBVTT\n" {
		t.Errorf("got %q, %v", same, err)
	}
}

func TestLocalesAndTypes(t *testing.T) {
	t.Parallel()
	for code, direction := range map[string]string{"da_DK": "ltr", "ar_EG": "rtl"} {
		if l, known := Find(code); !known || l.Label == "" || l.Direction() != direction {
			t.Errorf("%s: %v %v", code, l, known)
		}
	}
	if _, known := Find("xx_XX"); known {
		t.Error("xx_XX is known")
	}
	if standard, _ := FindType(""); standard.Code != "general" {
		t.Error(standard)
	}
	if _, known := FindType("karaoke"); known {
		t.Error("karaoke is known")
	}
}

// What is taken must be showable: every accepted file becomes a WebVTT file with as many cues.
func FuzzLook(f *testing.F) {
	for _, seed := range []string{srt, "WEBVTT\n\n00:01.000 --> 00:02.000\nHi", "", "1\n1:2:3.4 --> 9999:8:7,6 x", "1\n", "\ufeff\r\r1\r0:0:0,0-->0:0:0,0"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		seen, err := Look(content)
		shown, showing := AsWebVTT(content)
		if (err == nil) != (showing == nil) {
			t.Fatalf("looking says %v, showing %v", err, showing)
		}
		if err != nil {
			return
		}
		again, err := Look(shown)
		if err != nil || again.Format != WebVTT || again.Cues != seen.Cues {
			t.Fatalf("%q with %v became %q with %v, %v", content, seen, shown, again, err)
		}
	})
}
