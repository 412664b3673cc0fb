package views

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// errUnread says that no time can be read.
var errUnread = errors.New("no time")

// lasts is how long the link is to last.
func (f *linkForm) lasts() (time.Duration, error) {
	switch {
	case f.longest.On():
		return uploader.LongestLink, nil
	case f.short.On():
		return shortLink, nil
	}
	const most = 10000
	read := func(field *widgets.Field) (int, error) {
		text := strings.TrimSpace(field.Text)
		if text == "" {
			return 0, nil
		}
		number, err := strconv.Atoi(text)
		if err != nil || number < 0 || number > most {
			return 0, errUnread
		}
		return number, nil
	}
	hours, wrong := read(f.hours)
	minutes, err := read(f.minutes)
	return time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute, errors.Join(wrong, err)
}

// do asks for the link and leaves the sheet open until it is made; the button is pressed in vain meanwhile.
func (f *linkForm) do() bool {
	if f.making {
		return false
	}
	d := &f.draft
	f.tags.Commit()
	d.Name, d.Title, d.Description, d.Return = f.name.Text, f.title.Text, f.description.Text, f.ownPage()
	d.Videos, _ = strconv.Atoi(strings.TrimSpace(f.videos.Text))
	lasts, unread := f.lasts()
	d.Lasts = lasts
	wish, problems := d.Wish()
	if f.say(problems, unread != nil) {
		return false
	}
	f.making = true
	f.showTrouble("")
	f.task.Button.Set(f.env.T(words.LinksFormMaking))
	f.task.Button.Disable()
	f.grown()
	f.links.door.MakeLink(wish)
	return false
}

// say shows each problem at its field, goes to the first, and reports whether there is any.
func (f *linkForm) say(problems []uploader.LinkProblem, unread bool) bool {
	var goTo fyne.Focusable
	var first *widgets.Labelled
	at := func(field *widgets.Labelled, piece fyne.Focusable, own string, its ...uploader.LinkProblem) {
		for _, problem := range problems {
			if own == "" && slices.Contains(its, problem) {
				own = f.env.Words.LinkProblem(problem)
			}
		}
		field.Problem(own)
		if own != "" && goTo == nil {
			goTo, first = piece, field
		}
	}
	span, tick := "", ""
	if unread {
		span = f.env.T(words.LinksFormTime)
	}
	if f.draft.Publish && !f.atOnce.On() {
		tick = f.env.T(words.LinksFormTick)
	}
	at(f.forName, f.name, "", uploader.LinkNameLong)
	at(f.forTitle, f.title, "", uploader.LinkTitleMissing, uploader.LinkTitleLong, uploader.LinkTitleUnprintable)
	at(f.forNum, f.videos, "", uploader.LinkTooFewVideos, uploader.LinkTooManyVideos)
	at(f.forTime, f.hours, span, uploader.LinkTooShort, uploader.LinkTooLong)
	at(f.forPublish, f.atOnce, tick)
	at(f.guest.forAddress, f.guest.address, f.noPage(), uploader.LinkReturnUnreadable, uploader.LinkReturnWithSignIn, uploader.LinkReturnAddressLong)
	before := goTo
	at(f.forDescription, f.description, "", uploader.LinkDescriptionLong)
	at(f.forTags, f.tags.Field(), "", uploader.LinkTagQuote)
	if goTo != nil && before == nil {
		f.fold.Set(true)
	}
	f.grown()
	if goTo != nil {
		f.env.Kit.Focus(goTo)
		f.task.Reveal(first.Container) // what is wrong stands below what has the keyboard
	}
	return goTo != nil
}

func (f *linkForm) showTrouble(text string) {
	f.trouble.Set(text)
	widgets.Visible(f.trouble, text != "")
	f.grown()
	if text != "" {
		f.task.Reveal(f.trouble)
	}
}

// Made takes in how the making of a link goes. Where its form is still open, it gives way to the sheet that hands the link over; where it is not,
// the page says what became of the link.
func (l *Links) Made(making uploader.LinkMaking) {
	f := l.form
	mine := f != nil && f.draft.ID == making.Link && f.task.Showing()
	reason := l.env.Words.Reason(making.Reason)
	switch making.Step {
	case uploader.LinkMade:
		l.chosen = making.Link
		if mine {
			f.task.Close()
			l.form = nil
			l.list.SetCursor(max(l.model.Index(making.Link), 0))
			l.HandOver(making.Link)
		}
	case uploader.LinkNotMade, uploader.LinkUnclear:
		text := strings.TrimSpace(reason.Headline + ". " + reason.Sentence)
		if !mine {
			l.complain(making.Name + ": " + text)
			return
		}
		f.making = false
		f.task.Button.Set(l.env.T(words.LinksFormDo))
		f.task.Button.Enable()
		f.showTrouble(text)
		l.env.Kit.Focus(f.task.Button)
	}
}

// CatalogueChanged shows newly loaded categories in an open form.
func (l *Links) CatalogueChanged() {
	if l.form != nil && l.form.task.Showing() {
		l.form.showCatalogue()
	}
}
