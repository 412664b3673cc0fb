package native

import (
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/godbus/dbus/v5"

	"twentythree-uploader/uploader/uploadertest"
)

// fakePortal answers the window to save in: with the next address, or as a person who cancels where it is empty. asked is what it was asked.
type fakePortal struct {
	bus     *dbus.Conn
	answers chan string
	asked   chan portalQuestion
}

type portalQuestion struct{ title, name string }

func (f *fakePortal) SaveFile(_, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	const handle = dbus.ObjectPath("/org/freedesktop/portal/desktop/request/1")
	name, _ := options["current_name"].Value().(string)
	f.asked <- portalQuestion{title, name}
	code, results := uint32(1), map[string]dbus.Variant{}
	if answer := <-f.answers; answer != "" {
		code, results["uris"] = 0, dbus.MakeVariant([]string{answer})
	}
	if err := f.bus.Emit(handle, portalAnswer, code, results); err != nil {
		return "", dbus.MakeFailedError(err)
	}
	return handle, nil
}

func TestATextIsSavedWhereTheDesktopsWindowSays(t *testing.T) {
	bus := uploadertest.PrivateBus(t)
	text := Saved{Title: "Save as spreadsheet", Name: "TwentyThree history 2026-11-22.csv", Kind: "Spreadsheets", Text: "Titel;æøå"}
	without := make(chan bool, 1)
	system := New(func(f func()) { f() })
	system.SaveText(text, func(string) {}, func() { without <- true })
	<-without // there is no portal yet
	portal := &fakePortal{bus: bus, answers: make(chan string, 2), asked: make(chan portalQuestion, 2)}
	serve(t, bus, portalName, portal, portalPath, "org.freedesktop.portal.FileChooser")
	chosen := filepath.Join(t.TempDir(), "År 100% #1.csv")
	portal.answers <- (&url.URL{Scheme: "file", Path: chosen}).String()
	names := make(chan string, 1)
	system = New(func(f func()) { f() })
	system.SaveText(text, func(name string) { names <- name }, func() { names <- "without a window" })
	if name := <-names; name != "År 100% #1.csv" {
		t.Errorf("saved as %q", name)
	}
	if written, err := os.ReadFile(chosen); err != nil || string(written) != text.Text {
		t.Errorf("%q, %v", written, err)
	}
	if asked := <-portal.asked; asked.title != text.Title || asked.name != text.Name {
		t.Errorf("the window is called %q and proposes %q", asked.title, asked.name)
	}
	portal.answers <- ""
	if path, err := save(t.Context(), text); path != "" || err != nil {
		t.Errorf("cancelled: %q, %v", path, err)
	}
}
