package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account/setup"
)

// A setup file can be laid down by whoever sets up a computer, for one person or for everybody. Nothing of it is used before the person has
// said yes: the window offers it when it opens, as if the person had opened the file.

// laidSetup is where an offered file was laid down. The zero value is a file that a person opened.
type laidSetup struct {
	// path is the file that was laid down for this person alone; it goes once it was used.
	path string
	// mark tells one text from another.
	mark string
}

// laidSetupsKey is the setting that keeps what became of files that were laid down.
const laidSetupsKey = "laid setup files"

// laidAnswers are the marks of the files that were used, and of those that the person did not want.
type laidAnswers struct {
	Used []string `json:"used,omitempty"`
	Left []string `json:"left,omitempty"`
}

// mostLaidAnswers is how many answers are kept, the newest.
const mostLaidAnswers = 20

func markOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

func (a *App) laidPath() string { return filepath.Join(a.options.DataDir, setup.LaidName) }

// textOf reads a setup file, and tells whether it is the one that was laid down for this person.
func (a *App) textOf(path string) (laid laidSetup, text []byte, err error) {
	text, err = setup.ReadText(path)
	if err == nil && path == a.laidPath() {
		laid = laidSetup{path: path, mark: markOf(text)}
	}
	return laid, text, err
}

// OfferLaidSetup offers the setup file that was laid down for this person, else the one for everybody on this computer: once it was used never
// again, and once it was turned down only while there is no account. It comes as a SetupOffer.
func (a *App) OfferLaidSetup() {
	a.owned.Go(func() {
		if offer, there := a.laidOffer(); there {
			a.announceSetup(offer)
		}
	})
}

func (a *App) laidOffer() (offer uploader.SetupOffer, there bool) {
	place := a.options.LaidSetup
	if place == nil && !a.options.Demo {
		place = setup.SystemLaid()
	}
	name := setup.LaidName
	laid, text, err := a.textOf(a.laidPath())
	if there = err == nil; !there || !a.wantsLaid(laid.mark) {
		text, name, there = place.Laid()
		laid = laidSetup{mark: markOf(text)}
	}
	if !there || !a.wantsLaid(laid.mark) {
		return uploader.SetupOffer{}, false
	}
	file, err := setup.Parse(text)
	if err == nil && file.Link.Token != "" {
		return uploader.SetupOffer{}, false // a link is handed to a person
	}
	// One that cannot be used is nobody's here, and only the log tells.
	if offer = a.offerOf(filepath.Base(name), file, err, laid); offer.Problem.Code != "" {
		a.options.Logger.Warn("a setup file that was laid down cannot be used", "file", name, "why", offer.Problem.Code, "place", offer.Problem.Place)
		return uploader.SetupOffer{}, false
	}
	return offer, true
}

// laidSetups keep the answers. The zero value has none.
type laidSetups struct {
	mu      sync.Mutex
	answers laidAnswers // guarded by mu
}

func (l *laidSetups) restore(settings map[string]string) {
	_ = json.Unmarshal([]byte(settings[laidSetupsKey]), &l.answers)
}

func (a *App) wantsLaid(mark string) bool {
	a.laid.mu.Lock()
	defer a.laid.mu.Unlock()
	answers := a.laid.answers
	return !slices.Contains(answers.Used, mark) && (!slices.Contains(answers.Left, mark) || len(a.accounts.update().Accounts) == 0)
}

func (a *App) laidUsed(laid laidSetup) {
	a.laidAnswered(laid, func(answers *laidAnswers) { answers.Used = newest(answers.Used, laid.mark) })
	if laid.path != "" {
		_ = os.Remove(laid.path)
	}
}

func (a *App) laidLeft(laid laidSetup) {
	a.laidAnswered(laid, func(answers *laidAnswers) { answers.Left = newest(answers.Left, laid.mark) })
}

func (a *App) laidAnswered(laid laidSetup, note func(*laidAnswers)) {
	if laid.mark == "" {
		return
	}
	a.laid.mu.Lock()
	defer a.laid.mu.Unlock()
	note(&a.laid.answers)
	if text, err := json.Marshal(a.laid.answers); err == nil {
		a.SaveSetting(laidSetupsKey, string(text))
	}
}

// newest adds a mark behind the others, of which the oldest go.
func newest(marks []string, mark string) []string {
	marks = append(slices.DeleteFunc(slices.Clone(marks), func(other string) bool { return other == mark }), mark)
	return marks[max(0, len(marks)-mostLaidAnswers):]
}
