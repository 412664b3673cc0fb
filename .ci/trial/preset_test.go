//go:build trial

package trial

import (
	"reflect"
	"slices"
	"testing"
)

// The preset of this evening, what it says, and what one video says by itself.
const (
	presetName   = "HR onboarding"
	presetWords  = "For everybody who is new."
	ownWords     = "Said before there was a preset."
	withOwnWords = 5
)

// describes gives one video a description.
func (p person) describes(t *testing.T, name, description string) {
	t.Helper()
	p.openNamed(t, name)
	p.enters(t, labelDescription)
	p.desk.types(t, description)
	p.becomes(t, name, "the description", func(r row) bool { return r.Metadata.Description == description })
}

// usesPreset makes a preset of one video and fills all in with it, takes that back in one step, and brings it again. What a video says
// already stays.
func (p person) usesPreset(t *testing.T, model, own string) {
	t.Helper()
	p.describes(t, model, presetWords)
	p.picks(t, "Save as…")
	p.sees(t, "Save as a preset")
	p.settled(t)
	p.desk.types(t, presetName)
	p.settled(t)
	p.desk.picture(t, "preset-named")
	p.presses(t, "Save preset")
	p.gone(t, "Save as a preset")
	before := unsent(list(t, p.data))
	p.selectsUnsent(t)
	filled := func(r row) bool {
		return r.Metadata.Description == presetWords || (r.Source.Name == own && r.Metadata.Description == ownWords)
	}
	p.inPanel(t, labelPreset)
	p.pressesBelow(t, labelPreset, "Choose…")
	p.presses(t, presetName)
	p.allBecome(t, "the preset's words or its own", filled)
	p.settled(t)
	p.desk.picture(t, "preset-used")
	p.desk.keys(t, "ctrl+z")
	await(t, patience, "all rows to be as they were before the preset", func() bool {
		return slices.EqualFunc(unsent(list(t, p.data)), before, func(now, then row) bool { return reflect.DeepEqual(now.Metadata, then.Metadata) })
	})
	p.settled(t)
	p.desk.picture(t, "preset-taken-back")
	p.desk.keys(t, "ctrl+shift+z")
	p.allBecome(t, "the preset's words or its own once more", filled)
	p.settled(t)
	p.desk.keys(t, "Escape", "Escape")
}
