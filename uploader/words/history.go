package words

import (
	"math"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader"
)

// HistoryWhen is when an entry ended, as short as that can be: "today 10:52", "yesterday", "4 Dec".
func (w *Words) HistoryWhen(ended time.Time) string {
	switch now := w.now(); {
	case w.sameDay(ended, now):
		return w.T(HistoryToday, Text("time", w.Clock(ended)))
	case w.sameDay(ended, now.In(w.zone).AddDate(0, 0, -1)):
		return w.T(HistoryYesterday)
	}
	return w.Date(ended)
}

// HistoryState is how an entry ended, in words: "Published", "Cancelled by you".
func (w *Words) HistoryState(entry uploader.HistoryEntry) string {
	switch {
	case entry.Cancelled():
		return w.T(HistoryCancelled)
	case entry.Upload.Result.Gone:
		return w.T(HistoryGone)
	case entry.Upload.State == uploader.DoneDraft:
		return w.T(VisibilityDraft)
	}
	upload := entry.Upload
	// How far the site was is not asked for here.
	upload.Progress.Processing = -1
	return w.State(upload, 0)
}

// HistoryFacts is the grey line of an entry: "tour.mp4 · 400 MB · 3 min 10 s · Acme Video".
func (w *Words) HistoryFacts(entry uploader.HistoryEntry, site string) string {
	u := entry.Upload
	parts := []string{shortName(u.Source.Name), "", "", site}
	switch took := u.Result.Arrived.Sub(u.Result.Started); {
	case u.Placeholder():
		parts[0] = w.T(FactsPlaceholder)
	case u.Link != "":
		// Somebody else's file: how large it was and how long it took is not known here.
		parts[1] = w.T(HistoryThroughLink, Text("name", u.Link))
	default:
		parts[1] = w.Bytes(u.Source.Size)
		if !u.Result.Started.IsZero() && took >= time.Second {
			parts[2] = w.Duration(took)
		}
	}
	return dotted(parts...)
}

// HistorySentence is the line below: why an entry is not what it says above, or what is being done about it. It is "" for most.
func (w *Words) HistorySentence(entry uploader.HistoryEntry, fields ...uploader.FieldDefinition) string {
	site := Text("site", entry.Site)
	switch u := entry.Upload; {
	case entry.Cancelled():
		return ""
	case u.Result.Gone:
		return w.T(HistoryGoneFrom, site)
	case u.State == uploader.DoneWarning:
		return w.differs(u, fields)
	case len(u.Unconfirmed) > 0:
		return w.T(HistoryChanging, site)
	}
	return ""
}

// HistoryTotal is what stands below the entries: "14 videos, 11.2 GB in the last 30 days". days is 0 for all. Of guests' videos no size is
// known here.
func (w *Words) HistoryTotal(page uploader.HistoryPage, days int) string {
	videos := w.T(HistoryTotalCount, Count("count", page.Videos))
	if page.Bytes > 0 {
		videos = w.T(HistoryTotalAll, Count("count", page.Videos), Text("size", w.Bytes(page.Bytes)))
	}
	switch {
	case days >= uploader.YearOfHistory:
		return w.T(HistoryTotalYear, Text("videos", videos))
	case days > 0:
		return w.T(HistoryTotalDays, Text("videos", videos), Text("days", w.Number(days)))
	}
	return videos
}

// HistorySheetHead is the first row of the history as a spreadsheet.
func (w *Words) HistorySheetHead() []string {
	var head []string
	for _, key := range []Key{HistorySheetTitle, HistorySheetFile, HistorySheetSize, HistorySheetAccount, HistorySheetVisibility, HistorySheetLink, HistorySheetStarted, HistorySheetFinished, HistorySheetResult} {
		head = append(head, w.T(key))
	}
	return head
}

// HistorySheetRow is an entry as a row of the spreadsheet, with dates that spreadsheet programs of the language read as such.
func (w *Words) HistorySheetRow(entry uploader.HistoryEntry) []string {
	u := entry.Upload
	visibility, finished := "", u.Result.Arrived
	if !entry.Cancelled() {
		visibility = w.Visibility(u)
	}
	if finished.IsZero() {
		finished = entry.Ended
	}
	return []string{
		u.Metadata.Title, u.Source.Name, w.megabytes(u.Source.Size), entry.Site, visibility, u.Result.PageURL,
		w.sheetDate(u.Result.Started), w.sheetDate(finished), w.HistoryState(entry),
	}
}

// HistorySheetComma reports whether numbers are written with a comma, so that another sign must stand between cells.
func (w *Words) HistorySheetComma() bool { return w.T(NumberDecimal) == "," }

func (w *Words) sheetDate(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	local := at.In(w.zone)
	return w.T(HistorySheetDate, Text("year", strconv.Itoa(local.Year())), Text("month", twoDigits(int(local.Month()))), Text("day", twoDigits(local.Day())),
		Text("hour", twoDigits(local.Hour())), Text("minute", twoDigits(local.Minute())))
}

// megabytes is a size as a number that can be added up: no unit, nothing between the thousands.
func (w *Words) megabytes(bytes int64) string {
	if bytes <= 0 {
		return ""
	}
	text := strconv.FormatFloat(math.Round(float64(bytes)/1e5)/10, 'f', 1, 64)
	return strings.Replace(text, ".", w.T(NumberDecimal), 1)
}
