package native

import (
	"image"
	"sync"
	"time"
)

// Bounds of the preview pictures: what is kept of those that were looked for, and how many wait. What was not in view for long is
// forgotten, and looked for again when it comes back.
const (
	keptPictures   = 96
	wantedPictures = 48
)

// pictures are the preview pictures that the system keeps of videos, looked for one after the other on a goroutine that ends when
// none is wanted any more. The zero value is ready.
type pictures struct {
	mu     sync.Mutex
	known  map[pictured]*known
	clock  uint64
	wanted []wish
	busy   bool
}

// pictured is a file as it was at a time.
type pictured struct {
	path     string
	modified int64
}

type known struct {
	picture image.Image // nil where the system has none
	used    uint64
}

type wish struct {
	of    pictured
	ready func()
}

// Picture is the preview picture that the system keeps of a file that was changed at modified; nil where it has none, or where that
// is not known yet. Then ready runs on the window's goroutine once it has come, and not at all where there is none. It never waits.
func (s *System) Picture(path string, modified time.Time, ready func()) image.Image {
	return s.pictures.get(pictured{path, modified.Unix()}, ready, thumbnail, s.do)
}

func (p *pictures) get(of pictured, ready func(), look func(pictured) image.Image, do func(func())) image.Image {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clock++
	if found, is := p.known[of]; is {
		found.used = p.clock
		return found.picture
	}
	for i, waiting := range p.wanted {
		if waiting.of == of {
			p.wanted[i].ready = ready
			return nil
		}
	}
	// The newest comes first, for it is in view; the oldest has been scrolled past.
	if p.wanted = append(p.wanted, wish{of, ready}); len(p.wanted) > wantedPictures {
		p.wanted = p.wanted[1:]
	}
	if !p.busy {
		p.busy = true
		go p.work(look, do)
	}
	return nil
}

func (p *pictures) work(look func(pictured) image.Image, do func(func())) {
	for {
		p.mu.Lock()
		if len(p.wanted) == 0 {
			p.busy = false
			p.mu.Unlock()
			return
		}
		next := p.wanted[len(p.wanted)-1]
		p.mu.Unlock()
		picture := look(next.of)
		ready := p.keep(next, picture)
		if picture != nil {
			do(ready)
		}
	}
}

// keep notes what was found, and gives who asked last.
func (p *pictures) keep(next wish, picture image.Image) (ready func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	ready = next.ready
	for i, waiting := range p.wanted {
		if waiting.of == next.of {
			ready = waiting.ready
			p.wanted = append(p.wanted[:i:i], p.wanted[i+1:]...)
			break
		}
	}
	if p.known == nil {
		p.known = make(map[pictured]*known)
	}
	if len(p.known) >= keptPictures {
		var oldest pictured
		least := ^uint64(0)
		for of, kept := range p.known {
			if kept.used < least {
				oldest, least = of, kept.used
			}
		}
		delete(p.known, oldest)
	}
	p.known[next.of] = &known{picture: picture, used: p.clock}
	return ready
}
