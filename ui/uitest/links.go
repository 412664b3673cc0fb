package uitest

import (
	"fmt"

	"twentythree-uploader/uploader"
)

// NewLink gives an empty form for the account, with an ID of its own.
func (d *Door) NewLink() uploader.LinkDraft {
	d.note("new link")
	d.batch++
	return uploader.LinkDraft{ID: uploader.LinkID(fmt.Sprintf("link%d", d.batch)), Account: "acme", Videos: 1, Lasts: uploader.LongestLink}
}

// NewLinkLike notes whose like is wanted and gives an empty form.
func (d *Door) NewLinkLike(id uploader.LinkID) uploader.LinkDraft {
	draft := d.NewLink()
	d.note("new link like %s", id)
	return draft
}

// MakeLink notes it.
func (d *Door) MakeLink(wish uploader.LinkWish) {
	draft := wish.Draft()
	guest := ""
	switch {
	case draft.Room:
		guest = fmt.Sprintf(", in this room at %q", draft.Network)
	case draft.Return != "":
		guest = ", then " + draft.Return
	}
	d.note("make link %s %q for %d in %d minutes, publish %v%s", draft.ID, draft.Name, draft.Videos, wish.Minutes(), draft.Publish, guest)
}

// LookNow notes it.
func (d *Door) LookNow(id uploader.LinkID) { d.note("look at link %s", id) }

// ForgetLink notes it.
func (d *Door) ForgetLink(id uploader.LinkID) { d.note("forget link %s", id) }

// HandOverLink notes it.
func (d *Door) HandOverLink(id uploader.LinkID) { d.note("hand over link %s", id) }

// ShowLinkCode notes it.
func (d *Door) ShowLinkCode(id uploader.LinkID, network string) {
	d.note("show code of link %s at %q", id, network)
}

// HideLinkCode notes it.
func (d *Door) HideLinkCode() { d.note("hide code") }
