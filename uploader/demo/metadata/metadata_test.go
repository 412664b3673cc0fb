package metadata

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestTitle(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"Plain":                          "Plain",
		"  <b>Bold</b> move ":            "Bold move",
		"<script>alert(1)</script>":      "alert(1)",
		"a < b and c > d":                "a < b and c > d",
		"I <3 video":                     "I <3 video",
		"<<b>script>x":                   "x",
		"one<!-- two -->three":           "onethree",
		"Årsmøde 2026 🎬 & 'mere' #%+":    "Årsmøde 2026 🎬 & 'mere' #%+",
		"<img src=x onerror=alert(1)>":   "",
		"open <b":                        "open <b",
		"<a href=\"https://x\">link</a>": "link",
	} {
		if got := Title(typed); got != want {
			t.Errorf("%q became %q, want %q", typed, got, want)
		}
	}
}

func TestDescription(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"<p>Two <b>words</b></p>":                            "<p>Two <b>words</b></p>",
		"<p>Hi</p><script>x()</script>":                      "Hix()",
		"<b>x</b><table>y</table>":                           "xy",
		`<a href="https://example.com">x</a>`:                `<a href="https://example.com">x</a>`,
		`<a href="javascript:alert(1)">x</a>`:                "x",
		`<b onclick="x()">y</b>`:                             "y",
		"line one\nline two <br> three <br/>":                "line one\nline two <br> three <br/>",
		"5 < 6 & 7 > 2":                                      "5 < 6 & 7 > 2",
		"<B>loud</B>":                                        "<B>loud</B>",
		"<!-- secret --><b>x</b>":                            "x",
		`<a href="https://x" title="<img src=x>">link</a> y`: `link</a> y`,
	} {
		got := Description(typed)
		if strings.Contains(typed, "title=") {
			if strings.Contains(got, "<img") {
				t.Errorf("%q became %q", typed, got)
			}
			continue
		}
		if got != want {
			t.Errorf("%q became %q, want %q", typed, got, want)
		}
	}
}

func TestTags(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typed  string
		quotes bool
		want   []string
	}{
		{"", true, []string{}},
		{"  news   hr ", true, []string{"news", "hr"}},
		{`news "year end" hr`, true, []string{"news", "year end", "hr"}},
		{`news "year end" hr`, false, []string{"news", `"year`, `end"`, "hr"}},
		{`"unclosed tag`, true, []string{"unclosed tag"}},
		{`News news`, true, []string{"News"}},
		{`a,b`, true, []string{"a,b"}},
		{`product:1234 æøå 🎬`, true, []string{"product:1234", "æøå", "🎬"}},
	} {
		if got := Tags(c.typed, c.quotes); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q (quotes %v) became %q, want %q", c.typed, c.quotes, got, c.want)
		}
	}
}

func TestJoinedTagsAreReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		tags := Tags(rapid.String().Draw(t, "typed"), true)
		if again := Tags(JoinTags(tags), true); !reflect.DeepEqual(again, tags) {
			t.Fatalf("%q was read back as %q", tags, again)
		}
	})
}

func TestPublishDateIsReadInItsZone(t *testing.T) {
	t.Parallel()
	copenhagen, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Skip("no time zones on this system")
	}
	for typed, want := range map[string]string{
		"2026-12-04 09:00:00": "2026-12-04T08:00:00Z",
		"2026-07-04 09:00:00": "2026-07-04T07:00:00Z",
		"2026-12-04 09:00":    "2026-12-04T08:00:00Z",
	} {
		when, err := PublishDate(typed, copenhagen)
		if err != nil || when.Format(time.RFC3339) != want {
			t.Errorf("%q became %v %v, want %s", typed, when, err, want)
		}
	}
	if when, err := PublishDate(" ", copenhagen); when != nil || err != nil {
		t.Errorf("an empty text became %v %v", when, err)
	}
	for _, typed := range []string{"tomorrow", "2026-13-04 09:00:00", "2026-12-04", "2026-12-04T09:00:00Z", "04-12-2026 09:00:00"} {
		if when, err := PublishDate(typed, copenhagen); err == nil {
			t.Errorf("%q became %v", typed, when)
		}
	}
}

func TestIDsAndBooleans(t *testing.T) {
	t.Parallel()
	if got, err := IDs("12, 7,12"); err != nil || !reflect.DeepEqual(got, []int64{12, 7}) {
		t.Errorf("got %v %v", got, err)
	}
	for _, typed := range []string{"x", "1,x", "-1", "0", "99999999999999999999"} {
		if got, err := IDs(typed); err == nil {
			t.Errorf("%q became %v", typed, got)
		}
	}
	for typed, want := range map[string]bool{"1": true, "t": true, "True": true, "0": false, "f": false, "": true} {
		if got, err := Bool(typed, true); err != nil || got != want {
			t.Errorf("%q became %v %v", typed, got, err)
		}
	}
	if _, err := Bool("yes please", false); err == nil {
		t.Error("accepted")
	}
}

func TestFileName(t *testing.T) {
	t.Parallel()
	for sent, want := range map[string]string{
		"clip.mp4":             "clip.mp4",
		"../../etc/passwd":     "passwd",
		`C:\Users\x\clip.mov`:  "clip.mov",
		"a:b*c?.mp4":           "a_b_c_.mp4",
		"":                     "file",
		"...":                  "file",
		"CON.mp4":              "_CON.mp4",
		"æøå #%+' 🎬.mkv":       "æøå #%+' 🎬.mkv",
		"line\nend\x00.mp4":    "line_end_.mp4",
		"trailing dots.mp4...": "trailing dots.mp4",
		"/":                    "file",
	} {
		if got := FileName(sent); got != want {
			t.Errorf("%q became %q, want %q", sent, got, want)
		}
	}
	long := FileName(strings.Repeat("å", 400) + ".mp4")
	if len(long) > 240 || !strings.HasSuffix(long, "å.mp4") || !utf8.ValidString(long) {
		t.Errorf("400 letters became %d bytes: %q", len(long), long)
	}
}

func FuzzFileName(f *testing.F) {
	for _, sent := range []string{"a.mp4", "../x", "\xff\xfe", "CON", ". ."} {
		f.Add(sent)
	}
	f.Fuzz(func(t *testing.T, sent string) {
		name := FileName(sent)
		if name == "" || name == "." || name == ".." || len(name) > 255 || strings.ContainsAny(name, "/\\\x00") || !utf8.ValidString(name) {
			t.Fatalf("%q became %q", sent, name)
		}
	})
}

func FuzzTags(f *testing.F) {
	f.Add(`a "b c" d`)
	f.Fuzz(func(t *testing.T, typed string) {
		for _, one := range Tags(typed, true) {
			if strings.TrimSpace(one) != one || one == "" || strings.Contains(one, `"`) {
				t.Fatalf("%q gave the tag %q", typed, one)
			}
		}
	})
}

func FuzzPublishDate(f *testing.F) {
	f.Add("2026-12-04 09:00:00")
	f.Fuzz(func(t *testing.T, typed string) {
		when, err := PublishDate(typed, time.UTC)
		if err == nil && when != nil && !strings.HasPrefix(when.Format("2006-01-02 15:04:05"), strings.TrimSpace(typed)) {
			t.Fatalf("%q became %v", typed, when)
		}
	})
}

func FuzzDescription(f *testing.F) {
	f.Add("<p>x</p><script>")
	f.Fuzz(func(t *testing.T, typed string) {
		if strings.Contains(strings.ToLower(Description(typed)), "<script>") || tag.MatchString(Title(typed)) {
			t.Fatalf("%q kept its markup", typed)
		}
	})
}
