//go:build outsiders

package outsiders

import (
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader/link"
	"twentythree-uploader/uploader/words"
)

// TestNpmsValidatorPasses shows the guest's page and the bare form to npm's html-validate, and a page of which it must complain.
func TestNpmsValidatorPasses(t *testing.T) {
	t.Parallel()
	need(t, "node", "npm")
	page := link.Page{
		Site: "https://videos.acme.com", Token: "0123abcd", Company: `Acme "Video" & <Sons>`, Asks: "O'Hara", Title: `</title><script>alert(1)</script>`,
		Ends: time.Date(2026, 11, 23, 16, 40, 0, 0, time.UTC), Videos: 3, ReturnAddress: "https://acme.com/thanks?a=1&b=2", Nonce: "n0nce", Zone: "Europe/Copenhagen",
	}
	bare := must(page.BareForm(words.New(words.Danish, nil, nil)))(t)
	if again := must(page.BareForm(words.New(words.Danish, nil, nil)))(t); again != bare {
		t.Error("the form is another one each time")
	}
	around := func(form string) string {
		return "<!doctype html>\n<html lang=\"da\">\n<head>\n<title>Acme</title>\n</head>\n<body>\n" + form + "</body>\n</html>\n"
	}
	for name, c := range map[string]struct {
		text string
		good bool
	}{
		"page": {string(must(page.HTML())(t)), true}, "form": {around(bare), true}, "a form without labels": {around(strings.ReplaceAll(bare, "label", "b")), false},
	} {
		command := node(t.Context(), t, "validate.js")
		command.Stdin = strings.NewReader(c.text)
		found := string(must(command.Output())(t))
		if (found == "") != c.good {
			t.Errorf("%s: html-validate says %q", name, found)
		}
	}
}
