package uitest

import (
	"fmt"
	"time"

	"twentythree-uploader/uploader"
)

func ended(upload uploader.Upload, at time.Time, site string) uploader.HistoryEntry {
	upload.Finished = at
	return uploader.HistoryEntry{Upload: upload, Ended: at, Site: site}
}

// Past are the entries of the drawing and one of every other kind, newest first: published, draft, scheduled, cancelled, gone, of an account that was
// removed, and one that the site shows otherwise than asked.
func Past() []uploader.HistoryEntry {
	today, yesterday := Now(), Now().AddDate(0, 0, -1)
	tour := done("tour", "Product tour", "tour.mp4", 400*megabyte, uploader.DonePublic, today.Add(8*time.Minute))
	tour.Result.Started = tour.Result.Arrived.Add(-3*time.Minute - 10*time.Second)
	day1 := done("day1", "Onboarding day 1", "day1.mp4", 310*megabyte, uploader.DoneDraft, today.Add(-2*time.Minute))
	day1.Result.Started = day1.Result.Arrived.Add(-2*time.Minute - 5*time.Second)
	teaser := Upload("teaser", "Old teaser", "teaser.mov", 88*megabyte, uploader.Removed, nil)
	scheduled := done("ceo", "CEO update December", "ceo.mp4", 2_100*megabyte, uploader.DoneScheduled, yesterday)
	scheduled.Metadata.Visibility = uploader.PublishOnDate
	scheduled.Metadata.PublishAt, scheduled.Metadata.PublishZone = time.Date(2026, 12, 4, 9, 0, 0, 0, Copenhagen()), "Europe/Copenhagen"
	scheduled.Result.PublishAt = scheduled.Metadata.PublishAt
	gone := done("kickoff", "Sales kick-off 2026, second day in the large auditorium", "sales_kickoff_2026_day_2_auditorium_final_v7.mp4", 5_100*megabyte, uploader.DonePublic, yesterday)
	gone.Result.Gone = true
	lost := done("globex", "Safety at sea", "safety.mov", 700*megabyte, uploader.DonePublic, today.AddDate(0, 0, -9))
	lost.Account = "globex"
	warned := done("warn", "Works council meeting", "works_council.mp4", 700*megabyte, uploader.DoneWarning, today.AddDate(0, 0, -12))
	warned.Reason = uploader.Reason{Code: uploader.ReasonNotAsAsked, Site: "Acme Video", Fields: []uploader.Field{uploader.FieldVisibility}}
	warned.Result.Published = true
	return []uploader.HistoryEntry{
		ended(tour, today.Add(-52*time.Minute), "Acme Video"), ended(day1, today.Add(-62*time.Minute), "Acme Video"),
		ended(teaser, yesterday, "Acme Video"), ended(scheduled, yesterday, "Acme Video"), ended(gone, yesterday, "Acme Video"),
		ended(lost, today.AddDate(0, 0, -9), "Globex TV"), ended(warned, today.AddDate(0, 0, -12), "Acme Video"),
	}
}

// PastPage is an answer to query with entries.
func PastPage(query uploader.HistoryQuery, entries []uploader.HistoryEntry) uploader.HistoryPage {
	page := uploader.HistoryPage{
		Query: query, Entries: entries, Count: len(entries), Kept: len(entries),
		Sites: []uploader.HistorySite{{Account: "acme", Site: "Acme Video"}, {Account: "globex", Site: "Globex TV"}},
	}
	for _, entry := range entries {
		if !entry.Cancelled() {
			page.Videos++
			page.Bytes += entry.Upload.Source.Size
		}
	}
	if len(entries) == 0 {
		page.Sites = nil
	}
	return page
}

// LongPast are so many drafts, newest first.
func LongPast(count int) []uploader.HistoryEntry {
	var entries []uploader.HistoryEntry
	for i := range count {
		at := Now().Add(-time.Duration(i) * time.Hour)
		entries = append(entries, ended(done(uploader.UploadID(fmt.Sprintf("past%05d", i)), fmt.Sprintf("Video %d", i+1), fmt.Sprintf("lecture_%d.mp4", i+1), 300*megabyte, uploader.DoneDraft, at), at, "Acme Video"))
	}
	return entries
}
