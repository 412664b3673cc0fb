package link

import (
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader/words"
)

func TestTheBareFormTellsItsEnd(t *testing.T) {
	t.Parallel()
	p := interview()
	p.Nonce = "n0nce"
	for language, want := range map[words.Language]string{
		words.English: "This form works until 23 Nov 2026, 17:40 (Copenhagen time). Keep this page open while it sends.",
		words.Danish:  "Formularen virker indtil 23. nov. 2026 kl. 17.40 (lokal tid i København). Lad siden være åben, mens der sendes.",
		words.German:  "Dieses Formular gilt bis 23. Nov. 2026, 17:40 Uhr (Ortszeit Kopenhagen). Lassen Sie diese Seite offen, solange gesendet wird.",
	} {
		// Where the computer stands must not matter.
		form, err := p.BareForm(words.New(language, time.FixedZone("elsewhere", 5*60*60), nil))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range []string{
			want, `name="upload_token" value="022fe6e3fb42758d6147c539727c5358af3524b1"`, `name="` + NonceParameter + `" value="n0nce"`, `enctype="multipart/form-data"`,
			`action="https://videos.acme.com/api/2/photo/redeem-upload-token"`, `name="file"`,
		} {
			if !strings.Contains(strings.ReplaceAll(form, "\u00a0", " "), part) {
				t.Errorf("no %q in:\n%s", part, form)
			}
		}
		if strings.Contains(form, "<script") || strings.Contains(form, "<!--") {
			t.Errorf("%s", form)
		}
	}
}

func TestTheMessageSaysEverythingThatMatters(t *testing.T) {
	t.Parallel()
	for language, want := range map[words.Language]string{
		words.English: "Hello,\n\nhere is the page for sending your video to Acme Video.\nIt is about: Interview, guest\n" +
			"It works until 23 Nov 2026, 17:40 (Copenhagen time).\n\nOpen the attached file and choose the video.",
		words.Danish: "Hej,\n\nher er siden, hvor du kan sende din video til Acme Video.\nDet handler om: Interview, guest\n" +
			"Den virker indtil 23. nov. 2026 kl. 17.40 (lokal tid i København).\n\nÅbn den vedhæftede fil, og vælg videoen.",
		words.German: "Guten Tag,\n\nhier ist die Seite, auf der Sie Ihr Video an Acme Video senden.\nEs geht um: Interview, guest\n" +
			"Sie gilt bis 23. Nov. 2026, 17:40 Uhr (Ortszeit Kopenhagen).\n\nÖffnen Sie die angehängte Datei und wählen Sie das Video aus.",
	} {
		if got := strings.ReplaceAll(interview().Message(words.New(language, nil, nil)), "\u00a0", " "); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", language, got, want)
		}
	}
}
