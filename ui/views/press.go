package views

import (
	"time"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
)

// press is what was pressed last, as long as a second press makes a double-click of it.
type press struct {
	id uploader.UploadID
	// left are the beats until it is too late.
	left   int
	cancel func()
}

// The time for a double-click is counted in beats of the window's own: a window that is busy with the first press, or with painting what came of it, hears of
// the second one late, however quick the person was. While it is busy it does not beat.
const (
	beats = 8
	beat  = 50 * time.Millisecond
)

// again notes a press and reports whether it is the second of a double-click.
func (p *press) again(kit widgets.Kit, id uploader.UploadID) bool {
	double := p.id == id && p.left > 0
	if p.cancel != nil {
		p.cancel()
	}
	*p = press{}
	if !double {
		p.id, p.left = id, beats
		p.beat(kit)
	}
	return double
}

func (p *press) beat(kit widgets.Kit) {
	p.cancel = kit.After(beat, func() {
		if p.left--; p.left > 0 {
			p.beat(kit)
		}
	})
}
