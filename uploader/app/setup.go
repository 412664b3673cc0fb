package app

import (
	"encoding/json"
	"errors"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account/setup"
)

// setups are the setup files that wait for a yes, and what came of those that were used.
type setups struct {
	mu         sync.Mutex
	number     int
	offered    setup.File // the newest, which alone can be taken
	laid       laidSetup  // where that was laid down; zero when a person opened it
	sites      map[string]siteSetup
	categories map[uploader.AccountID][]uploader.Category
}

// siteSetup is what setup files have said of a site, by its root. It holds no secret and is kept as a setting.
type siteSetup struct {
	Organisation string                     `json:"organisation,omitempty"`
	Fields       []uploader.FieldDefinition `json:"fields"` // nil when no file said anything of them
	NewVideos    *uploader.NewVideos        `json:"new_videos,omitempty"`
	Presets      []uploader.Preset          `json:"presets,omitempty"`
	// Application says that the password store keeps an application key for the site.
	Application *keptApplication `json:"application,omitempty"`
}

// keptApplication is what is known of an application key beside the key itself.
type keptApplication struct {
	EverySite bool `json:"every_site,omitempty"`
}

// siteSetupKey is how the settings begin that keep what setup files have said.
const siteSetupKey = "setup "

// restore takes in what was kept at earlier starts.
func (s *setups) restore(settings map[string]string) {
	s.sites, s.categories = make(map[string]siteSetup), make(map[uploader.AccountID][]uploader.Category)
	for key, text := range settings {
		if base, is := strings.CutPrefix(key, siteSetupKey); is {
			var site siteSetup
			if json.Unmarshal([]byte(text), &site) == nil {
				s.sites[base] = site
			}
		}
	}
}

func (s *setups) site(base string) siteSetup {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sites[base]
}

// learn keeps what a file says of its site; what it does not mention stays.
func (s *setups) learn(file setup.File) siteSetup {
	s.mu.Lock()
	defer s.mu.Unlock()
	site := s.sites[file.Base]
	if file.Fields != nil {
		site.Fields, site.Organisation = file.Fields, file.Organisation
	}
	if file.NewVideos != nil {
		site.NewVideos = file.NewVideos
	}
	if file.Presets != nil {
		site.Presets = file.Presets
	}
	if file.Application.Complete() {
		site.Application = &keptApplication{EverySite: file.Application.EverySite}
	}
	s.sites[file.Base] = site
	return site
}

func (s *setups) offer(file setup.File, laid laidSetup) (number int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.number++
	s.offered, s.laid = file, laid
	return s.number
}

// take gives the offered file and forgets it, with its keys.
func (s *setups) take(number int) (file setup.File, laid laidSetup, there bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	file, laid, there = s.offered, s.laid, number == s.number && s.offered.Base != ""
	if number == s.number {
		s.offered, s.laid = setup.File{}, laidSetup{}
	}
	return file, laid, there
}

// offersSite are the categories that a site offers.
func (s *setups) offersSite(id uploader.AccountID, categories []uploader.Category) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.categories[id] = categories
}

// offeredBy are the categories that a site offers, and whether it has told them.
func (s *setups) offeredBy(id uploader.AccountID) (categories []uploader.Category, told bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	categories, told = s.categories[id]
	return categories, told
}

// categoriesOf finds categories of which only the name or only the ID was given. One that the site does not offer by that name, or did not
// tell yet, is left out: the service would make a new one.
func (s *setups) categoriesOf(id uploader.AccountID, wanted []uploader.Category) []uploader.Category {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []uploader.Category
	for _, category := range wanted {
		at := slices.IndexFunc(s.categories[id], func(offered uploader.Category) bool {
			return offered.ID == category.ID || category.ID == "" && strings.EqualFold(offered.Title, category.Title)
		})
		switch {
		case at >= 0:
			found = append(found, s.categories[id][at])
		case category.ID != "" && category.Title != "":
			found = append(found, category)
		case category.ID != "":
			found = append(found, uploader.Category{ID: category.ID, Title: category.ID})
		}
	}
	return found
}

// OpenSetupFile reads a setup file. What it would change comes as a SetupOffer, or why it cannot be used; nothing changes before
// UseSetupFile.
func (a *App) OpenSetupFile(path string) {
	a.owned.Go(func() { a.announceSetup(a.readSetup(path)) })
}

func (a *App) readSetup(path string) uploader.SetupOffer {
	if uploader.IsLinkAddress(path) || setup.IsPage(path) {
		file, err := setup.Read(path)
		return a.offerOf(setupName(path), file, err, laidSetup{})
	}
	laid, text, err := a.textOf(path)
	var file setup.File
	if err == nil {
		file, err = setup.Parse(text)
	}
	return a.offerOf(setupName(path), file, err, laid)
}

func (a *App) offerOf(name string, file setup.File, err error, laid laidSetup) uploader.SetupOffer {
	refused := func(problem uploader.SetupProblem) uploader.SetupOffer {
		return uploader.SetupOffer{Name: name, Problem: problem, LaidDown: laid != laidSetup{}}
	}
	rules := a.Rules()
	if !rules.Allows(uploader.WaySetupFile) {
		return refused(uploader.SetupProblem{Code: uploader.SetupNotAllowed})
	}
	var problem uploader.SetupProblem
	if errors.As(err, &problem) {
		return refused(problem)
	}
	if !rules.AllowsSite(file.Base) {
		return refused(uploader.SetupProblem{Code: uploader.SetupOtherSite, Value: hostOf(file.Base)})
	}
	if file.Link.Token != "" {
		return a.offerLink(name, file)
	}
	replaced, noRoom := a.changedPresets(file)
	return uploader.SetupOffer{
		Presets: file.Presets, Replaced: replaced, NoRoom: noRoom,
		Number: a.setups.offer(file, laid), Name: name, LaidDown: laid != laidSetup{}, Organisation: file.Organisation, Host: hostOf(file.Base),
		Keys: file.Keys != uploader.Keys{}, Application: file.Application.Complete(),
		Fields: file.Fields, NewVideos: file.NewVideos, FieldsLocked: file.Fields != nil && rules.Fields.IsLocked(), NotUnderstood: file.NotUnderstood,
	}
}

func (a *App) announceSetup(offer uploader.SetupOffer) {
	if a.ctx.Err() == nil {
		a.engine.Announce(uploader.Update{Setup: &offer})
	}
}

// LeaveSetupFile forgets an offered setup file.
func (a *App) LeaveSetupFile(number int) {
	if _, laid, there := a.setups.take(number); there {
		a.laidLeft(laid)
	}
}

// UseSetupFile takes an offered setup file: its fields hold at once, its keys go to the password store. With an account's keys, or where
// nobody is signed in to its site, signing in begins; its steps come as updates.
func (a *App) UseSetupFile(number int) {
	a.owned.Go(func() {
		file, laid, there := a.setups.take(number)
		if !there {
			return
		}
		a.laidUsed(laid)
		if file.Link.Token != "" {
			a.useLink(file)
			return
		}
		if text, err := json.Marshal(a.setups.learn(file)); err == nil {
			a.SaveSetting(siteSetupKey+file.Base, string(text))
		}
		a.startWith(file)
		if file.Application.Complete() {
			a.keepApplication(file)
		}
		if a.refreshFields(file.Base) && file.Keys == (uploader.Keys{}) {
			return
		}
		a.StopSignIn()
		// The file says where its keys go: a site that has moved is shown to the person instead.
		if site, found := a.look(file.Base); found && site.Base == file.Base && file.Keys != (uploader.Keys{}) {
			a.begin(site).withKeys(file.Keys)
		}
	})
}

// refreshFields gives the accounts of a site its fields as they are now, and reports whether somebody is signed in to it.
func (a *App) refreshFields(base string) (signedIn bool) {
	for _, known := range a.accounts.update().Accounts {
		if known.BaseURL != base || known.Demo {
			continue
		}
		signedIn = signedIn || known.SignedIn
		known = a.withFields(known)
		if err := a.accounts.change(known, false); err != nil {
			a.options.Logger.Warn("the accounts could not be saved", "error", err)
		}
		a.engine.FieldsChanged(known)
	}
	return signedIn
}

// withFields gives an account the company fields that hold for its site.
func (a *App) withFields(known uploader.Account) uploader.Account {
	if known.Demo || known.Guest() {
		return known
	}
	rules, site := a.Rules(), a.setups.site(known.BaseURL)
	var person *[]uploader.FieldDefinition
	if site.Fields != nil {
		person = &site.Fields
	}
	known.Fields, known.FieldsSetBy = rules.Fields.Decide(person, nil), rules.Organisation
	if person != nil && !rules.Fields.IsLocked() {
		known.FieldsSetBy = site.Organisation
	}
	return known
}

// setupName is what a person knows a setup file by. An address is known by how it begins: the rest of it is secret.
func setupName(path string) string {
	if uploader.IsLinkAddress(path) {
		return setup.LinkAddress("…")
	}
	return filepath.Base(path)
}

// setupFiles splits setup files and links off from what was added: they are never taken for videos.
func setupFiles(paths []string) (files, others []string) {
	for _, path := range paths {
		extension := filepath.Ext(path)
		if strings.EqualFold(extension, uploader.SetupExtension) || strings.EqualFold(extension, uploader.LinkExtension) || uploader.IsLinkAddress(path) {
			files = append(files, path)
		} else {
			others = append(others, path)
		}
	}
	return files, others
}

// savedPages splits saved upload pages off from what was added.
func savedPages(paths []string) (pages, others []string) {
	for _, path := range paths {
		if setup.IsPage(path) {
			pages = append(pages, path)
		} else {
			others = append(others, path)
		}
	}
	return pages, others
}

func (a *App) openSetupFiles(files []string) {
	switch len(files) {
	case 0:
	case 1:
		a.OpenSetupFile(files[0])
	default:
		a.announceSetup(uploader.SetupOffer{Name: filepath.Base(files[0]), Problem: uploader.SetupProblem{Code: uploader.SetupSeveral}})
	}
}

func hostOf(base string) string {
	if address, err := url.Parse(base); err == nil && address.Host != "" {
		return address.Host
	}
	return base
}

func joined(names []string) string { return strings.Join(names, ", ") }
