package setup

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"time"

	"twentythree-uploader/uploader"
)

// mostVideos is how many files the service lets one upload link take.
const mostVideos = 1000

// Link is an upload link as a file hands it to somebody without an account. It holds the link's token.
type Link struct {
	// Site is what people call the site, empty where the file does not say.
	Site       string
	Token      string
	Invitation uploader.Invitation
}

// link reads it. Who asks is the file's organisation.
func (o object) link() Link {
	link := Link{Site: o.text("site", longestValue), Token: o.secret("token"), Invitation: uploader.Invitation{
		From: o.text("from", longestValue), Title: o.text("title", uploader.MostLinkTitle), Description: o.paragraphsUpTo("description", uploader.MostLinkDescription), Videos: 1,
	}}
	if videos := o.number("videos", mostVideos); videos != nil {
		link.Invitation.Videos = max(1, int(*videos))
	}
	if publishes := o.flag("publishes"); publishes != nil {
		link.Invitation.Publishes = *publishes
	}
	until := o.text("until", longestName)
	ends, err := time.Parse(time.RFC3339, until)
	switch {
	case link.Token == "":
		o.fail(uploader.SetupMissing, o.at("token"), "")
	case until == "":
		o.fail(uploader.SetupMissing, o.at("until"), "")
	case err != nil:
		o.fail(uploader.SetupUnknownValue, o.at("until"), until)
	}
	link.Invitation.Ends = ends
	o.done()
	return link
}

// WriteLink gives the text of a file that hands a link to somebody without an account, as Parse reads it.
func WriteLink(base string, link Link) ([]byte, error) { return write(base, link, "  ") }

func write(base string, link Link, indent string) ([]byte, error) {
	type document struct {
		Site        string    `json:"site,omitempty"`
		Token       string    `json:"token"`
		From        string    `json:"from,omitempty"`
		Title       string    `json:"title,omitempty"`
		Description string    `json:"description,omitempty"`
		Videos      int       `json:"videos"`
		Until       time.Time `json:"until"`
		Publishes   bool      `json:"publishes"`
	}
	i := link.Invitation
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", indent)
	err := encoder.Encode(struct {
		Version int      `json:"version"`
		Address string   `json:"address"`
		Link    document `json:"link"`
	}{Version, base, document{link.Site, link.Token, i.From, i.Title, i.Description, i.Videos, i.Ends.UTC().Truncate(time.Second), i.Publishes}})
	return text.Bytes(), err
}

// Format hides the token from every verb.
func (l Link) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "upload link (token hidden)") }

// LogValue hides the token from logs.
func (l Link) LogValue() slog.Value { return slog.StringValue("upload link (token hidden)") }
