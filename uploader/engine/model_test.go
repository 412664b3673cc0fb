package engine

import (
	"flag"
	"fmt"
	"slices"
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
	actPoster      act = "poster"
	actSubtitle    act = "subtitle"
	actPlaceholder act = "placeholder"
	actFile        act = "the placeholder's file"
	actReplace     act = "replace"
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

// oftenBeside does that for what goes with a video, and for files that go into videos that exist.
var oftenBeside = []act{
	actPoster, actPoster, actSubtitle, actSubtitle, actSubtitle, actFile, actFile, actReplace, actReplace, actPlaceholder, actAdd, actStart, actStart,
	actWait, actWait, actWait, actWait, actWait, actWait, actWait, actWait, actFault, actFault, actFault, actFault, actTitle, actPublish, actDraft,
	actPause, actResume, actRemove, actRestore, actRetry, actChangeFile, actNewFile, actUploadAgain, actOffline, actOnline, actTokensEnd, actSlow,
	actSignOut, actSignIn, actRestart, actKill, actKill, actKill,
}

// openings are how histories begin: with a file, with what goes along with it, with a placeholder that gets its file, with a video that gets
// another.
var openings = []struct {
	begin []happening
	then  []act
}{
	{[]happening{{Act: actAdd}, {Act: actStart}}, often},
	{[]happening{{Act: actAdd}, {Act: actPoster}, {Act: actSubtitle}, {Act: actSubtitle, How: 1}, {Act: actStart}}, oftenBeside},
	{[]happening{{Act: actPlaceholder}, {Act: actWait, How: 12}, {Act: actFile}}, oftenBeside},
	{[]happening{{Act: actAdd, How: 1}, {Act: actStart}, {Act: actWait, How: 12}, {Act: actReplace, How: 1}}, oftenBeside},
}

func happeningsOf(acts []act) *rapid.Generator[happening] {
	return rapid.Custom(func(t *rapid.T) happening {
		return happening{
			Act: rapid.SampledFrom(acts).Draw(t, "act"), On: rapid.IntRange(0, 2).Draw(t, "on"), How: rapid.IntRange(0, 999).Draw(t, "how"),
		}
	})
}

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
		opening := openings[rapid.IntRange(0, len(openings)-1).Draw(rt, "opening")]
		history := slices.Concat(opening.begin, rapid.SliceOfN(happeningsOf(opening.then), 4, 30).Draw(rt, "history"))
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
	for i, h := range history {
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
