package link

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"
	"time"

	"twentythree-uploader/uploader/words"
)

// bare is the form that a web team puts into a page of its own.
var bare = template.Must(template.New("form").Parse(`<form method="post" enctype="multipart/form-data" action="{{.Action}}" accept-charset="utf-8">
  <input type="hidden" name="upload_token" value="{{.Token}}">{{if .Nonce}}
  <input type="hidden" name="{{.NonceName}}" value="{{.Nonce}}">{{end}}
  <p>
    <label for="video">{{.File}}</label>
    <input type="file" id="video" name="file" accept="{{.Accept}}" required>
  </p>
  <p>{{.Until}} {{.KeepOpen}}</p>
  <p><button type="submit">{{.Send}}</button></p>
</form>
`))

// BareForm is the link as a form for a page that somebody else makes, in one language. It tells when it ends, but cannot refuse by itself
// after that: the site does.
func (p Page) BareForm(w *words.Words) (string, error) {
	found, err := p.places()
	if err != nil {
		return "", err
	}
	w = w.In(time.UTC).InZone(p.Zone)
	var form bytes.Buffer
	err = bare.Execute(&form, map[string]any{
		"Action": p.action(found.site), "Token": p.Token, "Nonce": p.Nonce, "NonceName": NonceParameter, "Accept": accepted, "File": w.T(words.GuestPagePlainFile),
		"Until": w.T(words.GuestPageBareUntil, words.Text("when", p.end(w))), "KeepOpen": w.T(words.GuestPageKeepOpen),
		"Send": w.T(words.GuestPagePlainSend),
	})
	if err != nil {
		return "", fmt.Errorf("link: the form: %w", err)
	}
	return form.String(), nil
}

// Message is a text to send along with the saved page, in one language.
func (p Page) Message(w *words.Words) string {
	w = w.In(time.UTC).InZone(p.Zone)
	lines := []string{w.T(words.GuestPageMessageHello), "", w.T(words.GuestPageMessageHere, words.Text("company", cleaned(p.Company)))}
	if title := cleaned(p.Title); title != "" {
		lines = append(lines, w.T(words.GuestPageMessageAbout, words.Text("title", title)))
	}
	return strings.Join(append(lines, w.T(words.GuestPageMessageUntil, words.Text("when", p.end(w))), "", w.T(words.GuestPageMessageOpen)), "\n")
}
