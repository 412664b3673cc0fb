package body

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

type field struct{ name, fileName, content string }

func written(fields []field, boundary string) []byte {
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	if boundary != "" {
		if err := w.SetBoundary(boundary); err != nil {
			panic(err)
		}
	}
	for _, f := range fields {
		create := func() (io.Writer, error) { return w.CreateFormField(f.name) }
		if f.fileName != "" {
			create = func() (io.Writer, error) { return w.CreateFormFile(f.name, f.fileName) }
		}
		part, err := create()
		if err == nil {
			_, err = io.WriteString(part, f.content)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func read(source io.Reader, boundary string) ([]field, error) {
	var buffers Buffers
	m, err := NewMultipart(source, boundary, &buffers)
	if err != nil {
		return nil, err
	}
	defer m.Release()
	var got []field
	for {
		part, err := m.Next()
		if errors.Is(err, io.EOF) {
			return got, nil
		}
		if err != nil {
			return got, err
		}
		var content bytes.Buffer
		if _, err := m.CopyTo(&content); err != nil {
			return got, err
		}
		got = append(got, field{part.Name, part.FileName, content.String()})
	}
}

func TestWhatTheStandardWriterWroteIsRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		boundary := "b" + rapid.StringMatching(`[0-9a-zA-Z]{1,60}`).Draw(t, "boundary")
		pieces := rapid.SampledFrom([]string{"\r\n--" + boundary[:1], "\r\n--" + boundary[:len(boundary)-1], "\r\n--", "\r", "\n", "--", "x", "\r\n", "\x00"})
		content := rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(pieces, 0, 60).Draw(t, "pieces"), "")
		})
		var want []field
		for range rapid.IntRange(1, 4).Draw(t, "fields") {
			f := field{name: "field", content: content.Draw(t, "content")}
			if rapid.Bool().Draw(t, "file") {
				f.fileName = "æ ø'🎬.mp4"
			}
			whole := f.content + "\r\n"
			if strings.Contains(whole, "\r\n--"+boundary+"\r\n") || strings.Contains(whole, "\r\n--"+boundary+"--") {
				t.Skip("the content holds the boundary")
			}
			want = append(want, f)
		}
		var source io.Reader = bytes.NewReader(written(want, boundary))
		if rapid.Bool().Draw(t, "byte by byte") {
			source = iotest.OneByteReader(source)
		}
		got, err := read(source, boundary)
		if err != nil || len(got) != len(want) {
			t.Fatalf("got %q %v, want %q", got, err, want)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("field %d: got %q, want %q", i, got[i], want[i])
			}
		}
	})
}

func TestALargeFileComesInLargePieces(t *testing.T) {
	t.Parallel()
	content := strings.Repeat("0123456789abcdef\r\n--", 1<<18)
	var buffers Buffers
	m, err := NewMultipart(bytes.NewReader(written([]field{{"file", "a.mp4", content}}, "edge")), "edge", &buffers)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Release()
	if _, err := m.Next(); err != nil {
		t.Fatal(err)
	}
	var pieces int
	var got bytes.Buffer
	if _, err := m.CopyTo(writerFunc(func(p []byte) (int, error) { pieces++; return got.Write(p) })); err != nil {
		t.Fatal(err)
	}
	if got.String() != content {
		t.Fatal("the bytes differ")
	}
	if most := len(content)/(BufferSize/4) + 2; pieces > most {
		t.Fatalf("%d pieces for %d bytes, want at most %d", pieces, len(content), most)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestBrokenBodiesAreErrors(t *testing.T) {
	t.Parallel()
	whole := written([]field{{"a", "", "1"}, {"file", "x.mp4", "content"}}, "edge")
	for cut := range len(whole) - 4 {
		if _, err := read(bytes.NewReader(whole[:cut]), "edge"); err == nil {
			t.Errorf("cut after %d bytes: no error", cut)
		}
	}
	gone := errors.New("gone")
	if _, err := read(io.MultiReader(bytes.NewReader(whole[:40]), iotest.ErrReader(gone)), "edge"); !errors.Is(err, gone) {
		t.Errorf("got %v, want %v", err, gone)
	}
	if _, err := NewMultipart(nil, "", &Buffers{}); !errors.Is(err, ErrMalformed) {
		t.Errorf("no boundary: %v", err)
	}
}

func TestWhatOnlyLooksLikeABoundaryIsContent(t *testing.T) {
	t.Parallel()
	for _, lookalike := range []string{"\r\n--edge-x", "\r\n--edgex", "\r\n--edge \tx", "\n--edge\r\n", "\r\n--edg", "\r\n--edge-\r\n"} {
		got, err := read(bytes.NewReader(written([]field{{"file", "a.mp4", lookalike}}, "edge")), "edge")
		if err != nil || len(got) != 1 || got[0].content != lookalike {
			t.Errorf("%q was read as %q %v", lookalike, got, err)
		}
	}
}

func TestLongFieldsAreRefused(t *testing.T) {
	t.Parallel()
	m, err := NewMultipart(bytes.NewReader(written([]field{{"a", "", strings.Repeat("x", MaxField+1)}}, "edge")), "edge", &Buffers{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Next(); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Text(); !errors.Is(err, ErrTooLong) {
		t.Fatalf("got %v", err)
	}
}

func TestForm(t *testing.T) {
	t.Parallel()
	got := Form("a=1&b=x+y%20z&b=%zz&%C3%A6=%F0%9F%8E%AC&flag", PlusIsSpace)
	if got.Get("a") != "1" || got["b"][0] != "x y z" || got["b"][1] != "%zz" || got.Get("æ") != "🎬" || !got.Has("flag") {
		t.Errorf("got %q", got)
	}
	if plus := Form("b=x+y%20z", PlusIsPlus).Get("b"); plus != "x+y z" {
		t.Errorf("got %q", plus)
	}
}

func FuzzMultipart(f *testing.F) {
	f.Add(written([]field{{"a", "", "1"}, {"file", "x.mp4", "content"}}, "edge"))
	f.Add([]byte("--edge--"))
	f.Add([]byte("--edge \r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--edge--"))
	f.Fuzz(func(t *testing.T, sent []byte) {
		fast, errFast := read(bytes.NewReader(sent), "edge")
		slow, errSlow := read(iotest.OneByteReader(bytes.NewReader(sent)), "edge")
		if (errFast == nil) != (errSlow == nil) || len(fast) != len(slow) {
			t.Fatalf("at once %q %v, byte by byte %q %v", fast, errFast, slow, errSlow)
		}
		for i := range fast {
			if fast[i] != slow[i] {
				t.Fatalf("at once %q, byte by byte %q", fast[i], slow[i])
			}
		}
	})
}

func FuzzForm(f *testing.F) {
	f.Add("a=1&b=x+y%20z&b=%zz")
	f.Fuzz(func(t *testing.T, encoded string) {
		for name, values := range Form(encoded, PlusIsSpace) {
			for _, value := range values {
				if len(name)+len(value) > len(encoded) {
					t.Fatalf("%q grew to %q=%q", encoded, name, value)
				}
			}
		}
	})
}

func BenchmarkMultipart(b *testing.B) {
	content := bytes.Repeat([]byte("Lorem ipsum\r\n dolor sit amet, consectetur"), 1<<17)
	sent := written([]field{{"file", "a.mp4", string(content)}}, "edge")
	var buffers Buffers
	b.SetBytes(int64(len(sent)))
	for b.Loop() {
		m, err := NewMultipart(bytes.NewReader(sent), "edge", &buffers)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := m.Next(); err != nil {
			b.Fatal(err)
		}
		if _, err := m.CopyTo(io.Discard); err != nil {
			b.Fatal(err)
		}
		m.Release()
	}
}
