package setup

import (
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func carriedLink() Link {
	return Link{Site: "Acme Video", Token: "s3cret-token", Invitation: uploader.Invitation{
		From: "Acme press", Title: `Interview "guest" </script> 🎬 æøå`, Videos: 3, Ends: time.Date(2026, 11, 23, 16, 40, 0, 0, time.UTC), Publishes: true,
	}}
}

func carry(t *testing.T, link Link) string {
	t.Helper()
	carried, err := Carry("https://videos.acme.com", link)
	if err != nil {
		t.Fatal(err)
	}
	return carried
}

func TestALinksAddressIsTheLink(t *testing.T) {
	t.Parallel()
	link := carriedLink()
	link.Invitation.Description = "For its site alone"
	address := LinkAddress(carry(t, link))
	if !uploader.IsLinkAddress(address) || strings.ContainsAny(address, " \"'<>&%?#/+=") || len(address) > 500 {
		t.Errorf("%d characters: %s", len(address), address)
	}
	scheme, rest, _ := strings.Cut(address, ":")
	for _, written := range []string{address, " " + address + "\n", scheme + "://" + rest, scheme + ":" + rest + "/", "TwentyThree-Upload:" + rest} {
		file, err := Read(written)
		if err != nil || file.Link != carriedLink() || file.Base != "https://videos.acme.com" {
			t.Errorf("%q: %v, %+v", written, err, file.Link.Invitation)
		}
	}
}

func TestAnAddressIsWholeOrNothing(t *testing.T) {
	t.Parallel()
	carried := carry(t, carriedLink())
	encode := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	for name, wrong := range map[string]string{
		"cut":                carried[:len(carried)-9],
		"empty":              "",
		"in two lines":       carried[:40] + "\r\n" + carried[40:],
		"padded":             carried + "=",
		"two":                carried + carried,
		"more bits":          encode("x")[:1] + "9",
		"endless":            strings.Repeat("A", mostCarried+1),
		"keys and no link":   encode(with(`"keys":{"access_key":"k"}`)),
		"a link beside keys": encode(with(`"link":{"token":""},"keys":{"access_key":"k"}`)),
	} {
		var problem uploader.SetupProblem
		if file, err := Read(uploader.LinkScheme + ":" + wrong); !errors.As(err, &problem) || problem.Code != uploader.SetupCutShort {
			t.Errorf("%s: %v, %+v", name, err, file)
		}
	}
	var problem uploader.SetupProblem
	if _, err := ParseLinkAddress(LinkAddress(encode(`{"version":1,"address":"http://videos.acme.com","link":{"token":"t","until":"2026-11-23T16:40:00Z"}}`))); !errors.As(err, &problem) || problem.Code != uploader.SetupInsecure {
		t.Errorf("without encryption: %v", err)
	}
}

func TestALinkThatIsTooLongForAnAddressHasNone(t *testing.T) {
	t.Parallel()
	link := carriedLink()
	link.Invitation.Title = strings.Repeat("🎬", 249)
	link.Invitation.From = strings.Repeat("🎬", 199)
	if address := LinkAddress(carry(t, link)); address != "" {
		t.Errorf("%d characters", len(address))
	}
}

func pageWith(marks string) []byte {
	return []byte("<!doctype html>\n<!-- saved from url=(0014)about:internet -->\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" + marks + "</head>\n<body>\n<script>1</script>\n</body>\n</html>\n")
}

func TestASavedPageIsTheLink(t *testing.T) {
	t.Parallel()
	carried := carry(t, carriedLink())
	mark := `<meta name="twentythree-upload" content="` + carried + `">`
	folder := t.TempDir()
	save := func(name string, page []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, page, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	ours := save("Send a video.HTM", append(pageWith(mark), make([]byte, 2*mostPage)...))
	if file, err := Read(ours); !IsPage(ours) || err != nil || file.Link != carriedLink() {
		t.Errorf("%v: %+v", err, file.Link.Invitation)
	}
	for name, page := range map[string][]byte{
		"two.html":      pageWith(mark + "\n" + mark),
		"cut.html":      pageWith(mark)[:200],
		"open.html":     pageWith(strings.TrimSuffix(mark, ">") + ` x="">`),
		"late.html":     append(make([]byte, 0), []byte(`<!doctype html><script>x='`+mark+`'</script>`)...),
		"entities.html": pageWith(strings.Replace(mark, `content="`, `content="&#101;`, 1)),
	} {
		var problem uploader.SetupProblem
		path := save(name, page)
		if _, err := Read(path); !IsPage(path) || !errors.As(err, &problem) || problem.Code != uploader.SetupCutShort {
			t.Errorf("%s: %v, %v", name, IsPage(path), err)
		}
	}
	for name, page := range map[string][]byte{"other.html": pageWith(""), "film.mp4": pageWith(mark), "far.html": append(make([]byte, mostPage+1), pageWith(mark)...)} {
		if IsPage(save(name, page)) {
			t.Errorf("%s is taken for an upload page", name)
		}
	}
}

func FuzzCarriedLink(f *testing.F) {
	carried, err := Carry("https://videos.acme.com", carriedLink())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(carried)
	f.Add("//" + carried + "/")
	f.Add(carried[:30] + `">` + carried[30:])
	f.Add(base64.RawURLEncoding.EncodeToString([]byte(with(`"keys":{"access_key":"k"}`))))
	f.Fuzz(func(t *testing.T, text string) {
		address, err := ParseLinkAddress(LinkAddress(text))
		page, pageErr := ParsePage(pageWith(`<meta name="twentythree-upload" content="` + text + `">`))
		for _, read := range []struct {
			file File
			err  error
		}{{address, err}, {page, pageErr}} {
			var problem uploader.SetupProblem
			if read.err != nil {
				if !errors.As(read.err, &problem) || problem.Code == "" {
					t.Fatalf("a refusal without a problem: %v", read.err)
				}
				continue
			}
			if read.file.Link.Token == "" || read.file.Base == "" || read.file.Keys != (uploader.Keys{}) || read.file.NewVideos != nil {
				t.Fatalf("taken: %+v", read.file)
			}
			// What was read is written again as something that reads the same.
			if again, err := Carry(read.file.Base, read.file.Link); err != nil {
				t.Fatal(err)
			} else if file, err := ParseLinkAddress(LinkAddress(again)); again != "" && (err != nil || file.Base != read.file.Base || file.Link.Token != read.file.Link.Token) {
				t.Fatalf("%v after %+v", err, read.file)
			}
		}
	})
}
