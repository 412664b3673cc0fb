package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
)

// do carries out one step.
func (m *model) do(h happening) {
	f := m.films[:0:0]
	if len(m.films) > 0 {
		f = m.films[h.On%len(m.films):]
	}
	switch h.Act {
	case actAdd:
		m.add(h.How)
	case actPlaceholder:
		m.placeholder()
	case actWait:
		time.Sleep(waits[h.How%len(waits)])
	case actFault:
		m.site.arm(h.How)
	case actOffline, actOnline:
		m.site.set(func() { m.site.offline = h.Act == actOffline })
	case actTokensEnd:
		m.site.endTokens()
	case actSlow:
		m.site.set(func() { m.site.latency = waits[1+h.How%11] })
	case actSignOut, actSignIn:
		m.sign(h.Act == actSignOut)
	case actRestart:
		m.interrupted++
		m.restart()
	case actKill:
		m.interrupted++
		m.kill(h.How%2 == 0)
	default:
		if len(f) > 0 && !f[0].gone {
			m.person(f[0], h)
		}
	}
}

// person carries out what somebody does to one upload.
func (m *model) person(f *film, h happening) {
	one := []uploader.UploadID{f.id}
	switch h.Act {
	case actStart:
		m.engine.Start(one)
	case actTitle:
		m.title(f, fmt.Sprintf("%s, cut %d", f.name, h.How))
	case actPublish, actDraft:
		m.publish(f, h.Act == actPublish)
	case actPause:
		m.interrupted++
		m.engine.Pause(one)
	case actResume:
		m.engine.Resume(one)
	case actRemove:
		m.interrupted++
		m.engine.Remove(one)
	case actRestore:
		m.engine.Restore(one)
	case actRetry:
		m.engine.Retry(one)
	case actFirst:
		m.engine.First(f.id)
	case actMove:
		m.engine.Move(one, m.films[h.How%len(m.films)].id)
	case actChangeFile:
		if !f.empty() {
			m.write(f, len(f.versions), 3*megabyte+h.How)
			f.changed = true
		}
	case actNewFile:
		m.newFile(f)
	case actUploadAgain:
		m.again(f)
	case actPoster:
		m.poster(f, h.How)
	case actSubtitle:
		m.subtitle(f, h.How)
	case actFile:
		if f.empty() {
			m.fills(f, h.How, m.engine.NewFile)
		}
	case actReplace:
		m.fills(f, h.How, m.engine.ReplaceFile)
	}
}

func (m *model) add(how int) {
	if len(m.films) == 3 {
		return
	}
	f := m.newFilm()
	sizes := []int{3*megabyte + 5, 5 * megabyte, 100_000, 4*megabyte + 4000}
	m.write(f, 0, sizes[how%len(sizes)])
	ids, err := m.engine.Add(acme.ID, []Draft{{Source: f.source, Metadata: uploader.Metadata{Title: f.title, Description: f.mark}}})
	if err != nil {
		m.breaks("adding: %v", err)
		return
	}
	f.id = ids[0]
	m.films = append(m.films, f)
	if how%3 == 0 {
		m.publish(f, true)
	}
}

// write gives a film's file new content. Each version has bytes of its own everywhere, so that a mixture is seen.
func (m *model) write(f *film, version, size int) {
	content := make([]byte, size)
	mark := byte(len(m.films)*64 + version*7 + 1)
	for i := 0; i < len(content); i += 512 {
		content[i], content[i+min(1, len(content)-i-1)] = mark, byte(i>>14)
	}
	path := filepath.Join(m.folder, f.name)
	made := time.Date(2026, 1, 1, 0, 0, version, 0, time.UTC)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		m.t.Fatal(err)
	}
	if err := os.Chtimes(path, made, made); err != nil {
		m.t.Fatal(err)
	}
	f.versions = append(f.versions, content)
	f.source = uploader.Source{Path: path, Name: f.name, Size: int64(size), ModTime: made}
}

func (m *model) title(f *film, title string) {
	f.title = title
	m.engine.Edit([]uploader.UploadID{f.id}, uploader.Change{Title: &title})
	m.engine.Update([]uploader.UploadID{f.id})
	m.engine.Uploads()
}

// publish says who may see the video. From then on nothing may leave that says otherwise and could complete the file.
func (m *model) publish(f *film, public bool) {
	visibility := uploader.Draft
	if public {
		visibility = uploader.PublishWhenDone
	}
	m.engine.Edit([]uploader.UploadID{f.id}, uploader.Change{Visibility: &visibility})
	m.engine.Update([]uploader.UploadID{f.id})
	m.engine.Uploads()
	m.site.set(func() { f.publish, f.askedPublic = public, f.askedPublic || public })
}

func (m *model) newFile(f *film) {
	if f.empty() {
		return
	}
	m.look()
	f.fresh, f.changed = f.fresh || f.changed, false
	m.engine.NewFile(f.id, f.source)
}

func (m *model) again(f *film) {
	m.look()
	f.fresh = true
	f.again++
	m.engine.UploadAgain(f.id)
}

func (m *model) sign(out bool) {
	m.mu.Lock()
	changed := m.out != out
	m.out = out
	m.mu.Unlock()
	switch {
	case changed && out:
		m.interrupted++
		m.engine.SignedOut(acme.ID)
	case changed:
		m.engine.SignedIn(acme)
	}
}

// heal mends everything, lets the person do what each upload asks for, and asserts that all of them end well.
func (m *model) heal() error {
	m.site.mend()
	m.sign(false)
	for range 40 {
		synctest.Wait()
		if err := m.kept(); err != nil {
			return err
		}
		left := 0
		for _, f := range m.films {
			if !f.gone && f.upload.State != uploader.Removed && !f.settled() {
				m.help(f)
				left++
			}
		}
		if left == 0 {
			return m.ended()
		}
		time.Sleep(time.Minute)
	}
	var stuck []string
	for _, f := range m.films {
		if !f.gone {
			stuck = append(stuck, fmt.Sprintf("%s %s %s %v", f.name, f.upload.State, f.upload.Reason.Code, f.upload.Unconfirmed))
		}
	}
	return fmt.Errorf("still not at an end: %v", stuck)
}

// settled says that nothing more happens, and that nothing is left to be looked at.
func (f *film) settled() bool {
	return f.upload.State.Done() && f.upload.State != uploader.DoneWarning && len(f.upload.Unconfirmed) == 0
}

// help does what the row of an upload asks the person for.
func (m *model) help(f *film) {
	one := []uploader.UploadID{f.id}
	switch f.upload.State {
	case uploader.Ready:
		m.engine.Start(one)
	case uploader.Paused:
		m.engine.Resume(one)
	case uploader.Attention:
		switch f.upload.Reason.Code {
		case uploader.ReasonChanged:
			m.newFile(f)
		case uploader.ReasonUnclearEnd, uploader.ReasonStartsAgain:
			m.again(f)
		case uploader.ReasonIncomplete:
			m.breaks("%s misses %s", f.name, f.upload.Reason.Field)
		default:
			m.engine.Retry(one)
		}
	case uploader.WaitingSignIn:
		m.engine.SignedIn(acme)
	case uploader.Failed, uploader.DoneWarning:
		m.engine.Retry(one)
	}
}

// ended asserts that each upload's last video is what the person wanted last.
func (m *model) ended() error {
	m.site.mu.Lock()
	defer m.site.mu.Unlock()
	for _, f := range m.films {
		if f.gone || f.upload.State == uploader.Removed {
			continue
		}
		var last *fakeVideo
		for _, video := range m.site.videos {
			if video.id == f.upload.Result.VideoID {
				last = video
			}
		}
		placeholder := f.upload.State == uploader.DonePlaceholder
		switch public := f.upload.State == uploader.DonePublic || placeholder && f.publish; {
		case last == nil || !f.made(last):
			return fmt.Errorf("%s is %s without its video", f.name, f.upload.State)
		case placeholder != f.empty():
			return fmt.Errorf("%s is %s, its file: %+v", f.name, f.upload.State, f.upload.Source)
		case f.upload.State == uploader.DoneWarning:
			return fmt.Errorf("%s differs in %v", f.name, f.upload.Reason.Fields)
		case last.form.Get("title") != f.title:
			return fmt.Errorf("%s is titled %q on the site, %q was typed last", f.name, last.form.Get("title"), f.title)
		case public != f.publish || public != (last.form.Get("publish") != "0"):
			return fmt.Errorf("%s is %s, published on the site %q, wanted %v", f.name, f.upload.State, last.form.Get("publish"), f.publish)
		}
		if err := f.accompanied(last); err != nil {
			return err
		}
	}
	return nil
}
