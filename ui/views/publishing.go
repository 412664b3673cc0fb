package views

import (
	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// stripPublished says that a site is asked to show or hide a video of the list.
const stripPublished = "published"

// addPublishing offers to show a video that has arrived to viewers, or to make it a draft again. The row changes once the site has.
func (q *Queue) addPublishing(m *menu, upload uploader.Upload) {
	account := q.env.Queue.Account(upload.Account)
	settled := upload.State.Settled() && upload.State != uploader.DoneSent && !upload.Result.Gone && upload.Account != "" && account.ID == upload.Account
	switch {
	case !settled:
	case upload.Result.Published:
		m.add(q.env.T(words.ButtonMakeDraft), func() { q.setPublished(upload, false) })
	case !q.env.Queue.Rules().DraftsOnly():
		m.add(q.env.T(words.ButtonPublish), func() { q.setPublished(upload, true) })
	}
}

func (q *Queue) setPublished(upload uploader.Upload, published bool) {
	ids := []uploader.UploadID{upload.ID}
	key := words.HistoryDraftingOne
	if published {
		key = words.HistoryPublishingOne
	}
	q.door.SetPublished(ids, published)
	q.endUndo()
	q.publishedAfter, q.unpublish = q.env.Undo.Last(), func() { q.door.SetPublished(ids, !published) }
	q.setStrip(stripPublished, widgets.NewStrip(q.stripPane.Follow(q.env.Kit), widgets.StripContent{
		Icon: look.IconInfo, Colour: look.ColourSecondary, Words: q.env.T(key, words.Text("title", upload.DisplayTitle())),
		Actions: []widgets.StripAction{{Words: q.env.T(words.ButtonUndo), Main: true, Do: q.takeBackPublishing}},
		Close:   q.env.T(words.ButtonClose),
	}, q.endUndo, q.holdUndo))
	q.holdUndo(false)
}

func (q *Queue) takeBackPublishing() {
	if q.unpublish != nil {
		q.unpublish()
	}
	q.endUndo()
	q.env.Kit.Focus(q.list)
}
