package engine

import (
	"flag"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// act is one thing that happens in a history: somebody does something, or something goes wrong.
type act string

const (
	actAdd         act = "add"
	actStart       act = "start"
	actTitle       act = "title"
	actPublish     act = "publish"
	actDraft       act = "draft"
	actPause       act = "pause"
	actResume      act = "resume"
	actRemove      act = "remove"
	actRestore     act = "restore"
	actRetry       act = "retry"
	actFirst       act = "first"
	actMove        act = "move"
	actChangeFile  act = "the file changes"
	actNewFile     act = "new file"
	actUploadAgain act = "upload again"
	actWait        act = "wait"
	actFault       act = "fault"
	actOffline     act = "offline"
	actOnline      act = "online"
	actTokensEnd   act = "tokens end"
	actSlow        act = "slow"
	actSignOut     act = "sign out"
	actSignIn      act = "sign in"
	actRestart     act = "restart"
	actKill        act = "kill"
)

// happening is one step of a history; On chooses the upload, How the variant.
type happening struct {
	Act act
	On  int
	How int
}

func (h happening) String() string { return fmt.Sprintf("%s(%d,%d)", h.Act, h.On, h.How) }

// often repeats what makes histories worth reading.
var often = []act{
	actAdd, actAdd, actStart, actStart, actStart, actStart, actWait, actWait, actWait, actWait, actWait, actWait, actFault, actFault, actFault,
	actTitle, actTitle, actPublish, actDraft, actPause, actResume, actRemove, actRestore, actRetry, actFirst, actMove, actChangeFile, actNewFile,
	actUploadAgain, actOffline, actOnline, actTokensEnd, actSlow, actSignOut, actSignIn, actRestart, actKill, actKill, actWait, actWait, actWait,
}

var happenings = rapid.Custom(func(t *rapid.T) happening {
	return happening{
		Act: rapid.SampledFrom(often).Draw(t, "act"), On: rapid.IntRange(0, 2).Draw(t, "on"), How: rapid.IntRange(0, 999).Draw(t, "how"),
	}
})

// TestAnyHistoryKeepsThePromises plays random histories of people, networks, sites and crashes against an engine, and asserts after each
// step what nobody may ever see broken; at the end everything is mended and every upload must come to its end. -rapid.checks plays
// more, -rapid.seed the same ones again.
func TestAnyHistoryKeepsThePromises(t *testing.T) {
	t.Parallel()
	if asked := flag.Lookup("rapid.checks"); asked.Value.String() == asked.DefValue {
		if err := flag.Set("rapid.checks", histories); err != nil {
			t.Fatal(err)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		history := rapid.SliceOfN(happenings, 4, 30).Draw(rt, "history")
		seed := rapid.Uint64().Draw(rt, "seed")
		var broken error
		synctest.Test(t, func(t *testing.T) { broken = play(t, seed, history) })
		if broken != nil {
			rt.Fatal(broken)
		}
	})
}

// play goes through one history and gives the first promise that broke.
func play(t *testing.T, seed uint64, history []happening) error {
	m := newModel(t, seed)
	defer m.close()
	for i, h := range append([]happening{{Act: actAdd}, {Act: actStart}}, history...) {
		m.do(h)
		synctest.Wait()
		if err := m.kept(); err != nil {
			return fmt.Errorf("after step %d, %s: %w", i, h, err)
		}
	}
	if err := m.heal(); err != nil {
		return fmt.Errorf("once all was well again: %w", err)
	}
	return nil
}

// usual is how long the site takes for an answer: a history's upload lasts some ten answers, and most steps fall into it.
const usual = 2 * time.Second

// waits are how long nothing else happens.
var waits = []time.Duration{
	10 * time.Millisecond, 700 * time.Millisecond, 1100 * time.Millisecond, usual, usual + 10*time.Millisecond, 3 * time.Second, 2 * usual,
	2*usual + 10*time.Millisecond, 5 * time.Second, 6 * time.Second, 8 * time.Second, 15 * time.Second, time.Minute, 4 * time.Minute,
	15 * time.Minute,
}
