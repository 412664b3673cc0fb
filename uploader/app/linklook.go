package app

import (
	"context"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
)

// linkArrival is a video that came through a link, and what its site shows of it.
type linkArrival struct {
	video    uploader.LinkVideo
	metadata uploader.Metadata
}

// run asks the sites until the context ends, and then writes down when each link was last asked about.
func (d *linkDesk) run(ctx context.Context) {
	defer d.save()
	changed, shown := false, d.now()
	for ctx.Err() == nil {
		id, wait, any := d.next()
		due := any && wait <= 0
		if due {
			changed = d.visit(ctx, id) || changed
			wait = linkPace
		}
		d.remind(ctx)
		if changed && (!due || d.now().Sub(shown).Abs() >= linkShowEvery) {
			d.announce(uploader.Update{Links: d.list()})
			changed, shown = false, d.now()
		}
		if !d.sleep(ctx, wait, any, !due) {
			return
		}
	}
}

// sleep waits, for ever where nothing ends it, and reports whether to go on. A nudge ends it early where that is wanted.
func (d *linkDesk) sleep(ctx context.Context, wait time.Duration, ends, nudged bool) bool {
	var over <-chan time.Time
	if ends {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		over = timer.C
	}
	wake := d.wake
	if !nudged {
		wake = nil
	}
	select {
	case <-ctx.Done():
		return false
	case <-wake:
	case <-over:
	}
	return true
}

// next gives the link that is to be asked about first and how long that is away, at most a minute, for clocks are set and computers sleep.
func (d *linkDesk) next() (id uploader.LinkID, wait time.Duration, any bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.now()
	wait = uploader.LinkLookEvery
	for _, record := range d.records {
		due, is := d.due(record, now)
		if !is {
			continue
		}
		if !any || due < wait {
			id, wait = record.Link.ID, due
		}
		any = true
	}
	return id, min(wait, uploader.LinkLookEvery), any
}

// due is in how long a link's site is to be asked, and whether it is to be asked at all. A clock that was set may say anything: no time that
// lies ahead counts as the past. The caller holds the lock.
func (d *linkDesk) due(record journal.LinkRecord, now time.Time) (time.Duration, bool) {
	visit, link := d.visits[record.Link.ID], record.Link
	every := uploader.LinkLookEvery
	if visit.hinted || visit.wanted {
		every = hintEvery
	}
	since := now.Sub(visit.last).Abs()
	switch {
	case visit.wanted:
		return every - since, true
	case !link.CanChange():
		return 0, false
	}
	due := every - since
	if rest, resting := d.rests[link.Account]; resting {
		due = max(due, rest.length-now.Sub(rest.since).Abs())
	}
	return due, true
}

// visit asks one link's site what has arrived, and reports whether there is something to show.
func (d *linkDesk) visit(ctx context.Context, id uploader.LinkID) bool {
	began := d.now()
	d.mu.Lock()
	at := d.at(id)
	if at < 0 {
		d.mu.Unlock()
		return false
	}
	record := d.records[at]
	d.visits[id] = linkVisit{last: began}
	d.mu.Unlock()
	if reason := d.site.withheld(record.Link.Account); !reason.IsZero() {
		return d.untold(id, reason, 0, false)
	}
	patience, cancel := context.WithTimeout(ctx, linkPatience)
	defer cancel()
	// One more than there can be tells a site that does not know the question and lists everything.
	arrivals, err := d.site.look(patience, record, record.Link.Granted.Videos+1)
	if err == nil && len(arrivals) > max(record.Link.Granted.Videos, len(record.Link.Arrived)) {
		err = &uploader.ReasonError{Reason: uploader.Reason{
			Code: uploader.ReasonUnknownAnswer, Site: record.Link.Site, Technical: "the site lists more videos than can have come through the link",
		}}
	}
	switch {
	case ctx.Err() != nil:
		return false
	case err != nil:
		reason, rest := d.site.explain(err, record.Link.Account)
		return d.untold(id, reason, rest, true)
	}
	return d.told(ctx, id, began, arrivals)
}

// untold notes that a site has not told anything, and leaves it alone for a while where it was asked: twice as long each time, or as long as it
// wants.
func (d *linkDesk) untold(id uploader.LinkID, reason uploader.Reason, wanted time.Duration, asked bool) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	at := d.at(id)
	if at < 0 {
		return false
	}
	record := d.records[at]
	if asked {
		rest := d.rests[record.Link.Account]
		length := min(uploader.LinkLookEvery<<min(rest.failures, 8), longestLinkRest)
		d.rests[record.Link.Account] = linkRest{since: d.now(), length: max(length, min(wanted, uploader.LongestLink)), failures: rest.failures + 1}
	}
	same := record.Link.Trouble.Code == reason.Code
	record.Link.Trouble = reason
	d.put(record)
	return !same
}

// told takes in what a site has told. What is new is written down together with its place in the history before anybody hears of it.
func (d *linkDesk) told(ctx context.Context, id uploader.LinkID, began time.Time, arrivals []linkArrival) bool {
	d.mu.Lock()
	at := d.at(id)
	if at < 0 {
		d.mu.Unlock()
		return false
	}
	record := d.records[at]
	delete(d.rests, record.Link.Account)
	var past []journal.Past
	link := record.Link.Clone()
	link.Looked, link.Trouble = began.UTC(), uploader.Reason{}
	fresh := 0
	for _, arrival := range arrivals {
		if slices.ContainsFunc(link.Arrived, func(known uploader.LinkVideo) bool { return known.VideoID == arrival.video.VideoID }) {
			continue
		}
		if arrival.video.At.IsZero() {
			arrival.video.At = began.UTC()
		}
		link.Arrived = append(link.Arrived, arrival.video)
		fresh++
		if d.keepsIt() {
			past = append(past, pastOfArrival(link, arrival))
		}
	}
	record.Link = link
	err := d.keep(ctx, record, fresh, past, began)
	if err == nil {
		d.put(record)
	}
	d.mu.Unlock()
	switch {
	case err != nil:
		d.logger.Warn("what a site told of a link could not be written down", "link", id, "error", err)
		return false
	case fresh > 0:
		d.logger.Info("videos have come through a link", "link", id, "new", fresh)
		d.announce(uploader.Update{
			Links: d.list(), HistoryChanged: len(past) > 0,
			LinkNews: []uploader.LinkNews{{Kind: uploader.LinkReceived, Link: link, New: fresh}},
		})
		return false
	}
	return true
}

// keep writes a look down where something came of it, where it was the last, or where the one before is long written: though the program is about
// to end, for the site has told. The caller holds the lock.
func (d *linkDesk) keep(ctx context.Context, record journal.LinkRecord, fresh int, past []journal.Past, began time.Time) error {
	id := record.Link.ID
	switch {
	case fresh > 0:
		if err := d.store.Receive(context.WithoutCancel(ctx), record, fresh, past); err != nil {
			return err
		}
	case record.Link.CanChange() && began.Sub(d.saved[id]).Abs() < linkSaveEvery:
		return nil
	default:
		if err := d.store.SaveLinks(context.WithoutCancel(ctx), []journal.LinkRecord{record}); err != nil {
			return err
		}
	}
	d.saved[id] = began
	return nil
}

// remind tells of links that nobody has used: two hours before their end, or once it is sure that they ended so.
func (d *linkDesk) remind(ctx context.Context) {
	d.mu.Lock()
	var news []uploader.LinkNews
	now := d.now()
	for _, record := range slices.Clone(d.records) {
		kind := reminder(record, now)
		if kind == "" {
			continue
		}
		record.Reminded = true
		if err := d.store.SaveLinks(ctx, []journal.LinkRecord{record}); err != nil {
			if ctx.Err() == nil {
				d.logger.Warn("a reminder could not be written down", "link", record.Link.ID, "error", err)
			}
			break
		}
		d.put(record)
		news = append(news, uploader.LinkNews{Kind: kind, Link: record.Link.Clone()})
	}
	d.mu.Unlock()
	if len(news) > 0 {
		d.announce(uploader.Update{LinkNews: news})
	}
}

// reminder says which reminder is due, "" for none: only what the site has just confirmed is told.
func reminder(record journal.LinkRecord, now time.Time) uploader.LinkNewsKind {
	link := record.Link
	switch {
	case record.Reminded || link.Received() > 0:
		return ""
	case !link.CanChange():
		return uploader.LinkEndedUnused
	case link.State(now) == uploader.LinkOpen && !now.Before(link.RemindAt()) && !link.Looked.Before(link.RemindAt()):
		return uploader.LinkUnused
	}
	return ""
}

// save writes down when every link was last asked about that has changed since.
func (d *linkDesk) save() {
	d.mu.Lock()
	defer d.mu.Unlock()
	var changed []journal.LinkRecord
	for _, record := range d.records {
		if !record.Link.Looked.Equal(d.saved[record.Link.ID]) {
			changed = append(changed, record)
		}
	}
	if len(changed) == 0 {
		return
	}
	if err := d.store.SaveLinks(context.Background(), changed); err != nil {
		d.logger.Warn("the links could not be saved", "error", err)
	}
}
