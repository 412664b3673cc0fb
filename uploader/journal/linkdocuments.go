package journal

import (
	"time"

	"twentythree-uploader/uploader"
)

// LinkRecord is an upload link with what is needed to ask after it.
type LinkRecord struct {
	Link uploader.Link
	// SealedToken is the upload token, sealed under the account's credential. It is empty while nobody knows whether the site made the link.
	SealedToken []byte
	// Generation is the service's API generation that made the token.
	Generation int
	// ReturnURL and Nonce are the program's own page that the site calls after each upload, and what tells its calls from forged ones, which
	// allows nothing else. Empty where the person named a page, or none.
	ReturnURL, Nonce string
	// Reminded says that the person was told that nobody has used the link.
	Reminded bool
}

// Intended reports whether the record says only that a link was about to be made.
func (r LinkRecord) Intended() bool { return len(r.SealedToken) == 0 }

type linkDocument struct {
	Site        string              `json:"site,omitempty"`
	Name        string              `json:"name,omitempty"`
	Title       string              `json:"title,omitempty"`
	Description string              `json:"description,omitempty"`
	Tags        []string            `json:"tags,omitempty"`
	Categories  []categoryDocument  `json:"categories,omitempty"`
	Asked       linkTermsDocument   `json:"asked,omitzero"`
	Granted     linkTermsDocument   `json:"granted,omitzero"`
	Return      string              `json:"return,omitempty"`
	Ends        instant             `json:"ends,omitzero"`
	Looked      instant             `json:"looked,omitzero"`
	Trouble     uploader.ReasonCode `json:"trouble,omitempty"`
	SealedToken []byte              `json:"sealed_token,omitempty"`
	Generation  int                 `json:"generation,omitempty"`
	ReturnURL   string              `json:"return_url,omitempty"`
	Nonce       string              `json:"nonce,omitempty"`
	Reminded    bool                `json:"reminded,omitempty"`
}

type linkTermsDocument struct {
	Videos  int           `json:"videos,omitempty"`
	Lasts   time.Duration `json:"lasts,omitempty"`
	Publish bool          `json:"publish,omitempty"`
}

type linkVideoDocument struct {
	Title     string        `json:"title,omitempty"`
	FileName  string        `json:"file_name,omitempty"`
	At        instant       `json:"at,omitzero"`
	PageURL   string        `json:"page_url,omitempty"`
	ManageURL string        `json:"manage_url,omitempty"`
	Published bool          `json:"published,omitempty"`
	Length    time.Duration `json:"length,omitempty"`
}

func documentOfLink(r LinkRecord) linkDocument {
	l := r.Link
	var categories []categoryDocument
	for _, category := range l.Categories {
		categories = append(categories, categoryDocument(category))
	}
	return linkDocument{
		Site: l.Site, Name: l.Name, Title: l.Title, Description: l.Description, Tags: l.Tags, Categories: categories,
		Asked: linkTermsDocument(l.Asked), Granted: linkTermsDocument(l.Granted), Return: l.Return, Ends: instant(l.Ends), Looked: instant(l.Looked), Trouble: l.Trouble.Code,
		SealedToken: r.SealedToken, Generation: r.Generation, ReturnURL: r.ReturnURL, Nonce: r.Nonce, Reminded: r.Reminded,
	}
}

// record leaves ID, Account and Made to the columns. Of what kept a site from answering only the kind is kept: the rest is found anew.
func (d linkDocument) record() LinkRecord {
	var categories []uploader.Category
	for _, category := range d.Categories {
		categories = append(categories, uploader.Category(category))
	}
	link := uploader.Link{
		Site: d.Site, Name: d.Name, Title: d.Title, Description: d.Description, Tags: d.Tags, Categories: categories,
		Asked: uploader.LinkTerms(d.Asked), Granted: uploader.LinkTerms(d.Granted), Room: d.ReturnURL != "", Return: d.Return, Ends: time.Time(d.Ends), Looked: time.Time(d.Looked),
	}
	if d.Trouble != "" {
		link.Trouble = uploader.Reason{Code: d.Trouble, Site: d.Site}
	}
	return LinkRecord{Link: link, SealedToken: d.SealedToken, Generation: d.Generation, ReturnURL: d.ReturnURL, Nonce: d.Nonce, Reminded: d.Reminded}
}

func documentOfLinkVideo(v uploader.LinkVideo) linkVideoDocument {
	return linkVideoDocument{
		Title: v.Title, FileName: v.FileName, At: instant(v.At), PageURL: v.PageURL, ManageURL: v.ManageURL, Published: v.Published, Length: v.Length,
	}
}

func (d linkVideoDocument) video(id string) uploader.LinkVideo {
	return uploader.LinkVideo{
		VideoID: id, Title: d.Title, FileName: d.FileName, At: time.Time(d.At), PageURL: d.PageURL, ManageURL: d.ManageURL, Published: d.Published,
		Length: d.Length,
	}
}
