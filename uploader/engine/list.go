package engine

import (
	"slices"

	"twentythree-uploader/uploader"
)

// Remove takes uploads off the list. They are kept, with what was sent, until the program ends, so that Restore can go on from there.
func (e *Engine) Remove(ids []uploader.UploadID) {
	e.do(func() {
		changed := moves{engine: e}
		for _, en := range e.find(ids) {
			if en.upload.State == uploader.Removed {
				continue
			}
			en.before, en.reason = en.upload.State, en.upload.Reason
			e.dismiss(en)
			changed.add(en, uploader.Removed, uploader.Reason{})
		}
		changed.put()
	})
}

// Restore brings removed uploads back as they were.
func (e *Engine) Restore(ids []uploader.UploadID) {
	e.do(func() {
		changed := moves{engine: e}
		for _, en := range e.find(ids) {
			if en.upload.State != uploader.Removed {
				continue
			}
			before := en.before
			if before.Started() && (before != uploader.Paused || en.upload.Result.VideoID != "") {
				before, en.reason = uploader.Waiting, uploader.Reason{}
			}
			changed.add(en, before, en.reason)
		}
		changed.put()
	})
}

// Move puts uploads, in the order given, before another one; at the end when before is empty or unknown.
func (e *Engine) Move(ids []uploader.UploadID, before uploader.UploadID) {
	e.do(func() { e.place(ids, before) })
}

// First makes an upload the next one: before every other that waits or can still give way.
func (e *Engine) First(id uploader.UploadID) {
	e.do(func() {
		for _, other := range e.order {
			if en := e.entries[other]; other != id && (en.upload.State == uploader.Waiting && en.run == nil || en.givesWay()) {
				e.place([]uploader.UploadID{id}, other)
				return
			}
		}
	})
}

// givesWay says that an upload can go back into the queue between two chunks, without anything having to be sent twice.
func (en *entry) givesWay() bool {
	r := en.run
	return r != nil && r.phase == uploader.Uploading && !r.dismissed && !en.transfer.Direct && !en.upload.Placeholder()
}

// giveWay frees a place for an upload that was moved before those that run: the last of those after it go back into the queue, as many as it
// takes. Where that does not free a place, nobody is stopped for nothing.
func (e *Engine) giveWay(id uploader.UploadID) {
	en := e.entries[id]
	running, away := e.places()
	if en.upload.State != uploader.Waiting || en.run != nil || away[en.upload.Account] {
		return
	}
	if _, waits := e.held[en.upload.Account]; waits {
		return
	}
	for _, other := range e.runs {
		if other.run.yielding && other.givesWay() && !e.isAway(other) {
			running--
		}
	}
	var giving []*entry
	for _, other := range slices.Backward(e.order[slices.Index(e.order, id):]) {
		if last := e.entries[other]; last.givesWay() && !last.run.yielding && !e.isAway(last) && len(giving) <= running-e.config.Files {
			giving = append(giving, last)
		}
	}
	if len(giving) <= running-e.config.Files {
		return
	}
	for _, last := range giving {
		last.run.yielding = true
		close(last.run.yield)
	}
}

func (e *Engine) place(ids []uploader.UploadID, before uploader.UploadID) {
	moving := make(map[uploader.UploadID]bool, len(ids))
	var moved []uploader.UploadID
	for _, en := range e.find(ids) {
		if id := en.upload.ID; !moving[id] && id != before {
			moving[id] = true
			moved = append(moved, id)
		}
	}
	rest := slices.DeleteFunc(slices.Clone(e.order), func(id uploader.UploadID) bool { return moving[id] })
	at := slices.Index(rest, before)
	if at < 0 {
		at = len(rest)
	}
	e.order = slices.Insert(rest, at, moved...)
	e.saveOrder()
	e.hub.publish(uploader.Update{Order: slices.Clone(e.order)})
	for _, id := range moved {
		e.giveWay(id)
	}
}

// forget drops what was off the list when the program ended. Each is a write of its own, so nobody waits for it; what is left when the
// program ends again follows at the next start.
func (e *Engine) forget() {
	for _, id := range e.forgotten {
		if e.ctx.Err() != nil {
			return
		}
		if err := e.config.Journal.Forget(e.ctx, id); err != nil && e.ctx.Err() == nil {
			e.config.Logger.Warn("a removed upload could not be forgotten", "upload", id, "error", err)
			return
		}
	}
}
