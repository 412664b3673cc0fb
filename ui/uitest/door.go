// Package uitest stands in for the engine where the window is tried: a front door that notes what it was asked, and lists of videos
// that look like a working day. Only tests and the pictures use it.
package uitest

import (
	"context"
	"encoding/json"
	"fmt"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// Door notes every call as a short line and gives updates that a test puts in.
type Door struct {
	Calls   []string
	Edits   []uploader.Change
	Samples []string
	// Queries are what was asked of the history.
	Queries []uploader.HistoryQuery
	// Presets and Begin are what was last set.
	Presets []uploader.Preset
	Begin   uploader.Filling
	// Each are the edits of the newest call that edited many.
	Each    []uploader.Edit
	updates chan uploader.Update
	batch   int
}

// NewDoor makes a door with room for a few updates.
func NewDoor() *Door { return &Door{updates: make(chan uploader.Update, 16)} }

// Next gives the updates put in with Send.
func (d *Door) Next(ctx context.Context) (uploader.Update, error) {
	select {
	case update := <-d.updates:
		return update, nil
	case <-ctx.Done():
		return uploader.Update{}, ctx.Err()
	}
}

// Send puts an update in.
func (d *Door) Send(update uploader.Update) { d.updates <- update }

func (d *Door) note(format string, values ...any) {
	d.Calls = append(d.Calls, fmt.Sprintf(format, values...))
}

// Last is the newest call, "" before any.
func (d *Door) Last() string {
	if len(d.Calls) == 0 {
		return ""
	}
	return d.Calls[len(d.Calls)-1]
}

// AddPaths notes what was added.
func (d *Door) AddPaths(paths []string) int {
	d.batch++
	d.note("add %q", paths)
	return d.batch
}

// AddFolderAnyway notes the answer.
func (d *Door) AddFolderAnyway(batch int, add bool) { d.note("folder %d %v", batch, add) }

// AddPlaceholder notes it.
func (d *Door) AddPlaceholder() uploader.UploadID {
	d.note("placeholder")
	return "placeholder"
}

// SampleVideos gives Samples.
func (d *Door) SampleVideos() []string { return d.Samples }

// Edit notes the change.
func (d *Door) Edit(id uploader.UploadID, change uploader.Change) {
	d.note("edit %s", id)
	d.Edits = append(d.Edits, change)
}

// EditEach notes which videos change, and the changes.
func (d *Door) EditEach(edits []uploader.Edit) {
	ids := make([]uploader.UploadID, len(edits))
	for i, edit := range edits {
		ids[i] = edit.ID
		d.Edits = append(d.Edits, edit.Change)
	}
	d.Each = edits
	d.note("edit each %v", ids)
}

// SetPresets notes their names.
func (d *Door) SetPresets(account uploader.AccountID, presets []uploader.Preset) {
	names := make([]string, len(presets))
	for i, preset := range presets {
		names[i] = preset.Name
	}
	d.Presets = presets
	d.note("presets of %s %q", account, names)
}

// SetVideoStart notes it.
func (d *Door) SetVideoStart(account uploader.AccountID, start uploader.Filling) {
	d.Begin = start
	d.note("start of %s", account)
}

// Update notes it.
func (d *Door) Update(ids []uploader.UploadID) { d.note("update %v", ids) }

// Start notes it, like all the methods below.
func (d *Door) Start(ids []uploader.UploadID) { d.note("start %v", ids) }

// Pause notes it.
func (d *Door) Pause(ids []uploader.UploadID) { d.note("pause %v", ids) }

// Resume notes it.
func (d *Door) Resume(ids []uploader.UploadID) { d.note("resume %v", ids) }

// Retry notes it.
func (d *Door) Retry(ids []uploader.UploadID) { d.note("retry %v", ids) }

// Remove notes it.
func (d *Door) Remove(ids []uploader.UploadID) { d.note("remove %v", ids) }

// Restore notes it.
func (d *Door) Restore(ids []uploader.UploadID) { d.note("restore %v", ids) }

// Move notes it.
func (d *Door) Move(ids []uploader.UploadID, before uploader.UploadID) {
	d.note("move %v before %q", ids, before)
}

// First notes it.
func (d *Door) First(id uploader.UploadID) { d.note("first %s", id) }

// NewFile notes it.
func (d *Door) NewFile(id uploader.UploadID, path string) { d.note("file %s %s", id, path) }

// UploadAgain notes it.
func (d *Door) UploadAgain(id uploader.UploadID) { d.note("again %s", id) }

// LoadCatalogue notes it.
func (d *Door) LoadCatalogue(account uploader.AccountID) { d.note("catalogue %s", account) }

// LookForSite notes it.
func (d *Door) LookForSite(address string) { d.note("look %s", address) }

// SignInWithKeys notes which keys there are, never what they hold.
func (d *Door) SignInWithKeys(keys uploader.Keys) {
	d.note("sign in, access key %v, four %v", keys.AccessKey != "", keys.Four())
}

// SignInInBrowser notes it, like those that follow.
func (d *Door) SignInInBrowser(language words.Language) { d.note("browser in %s", language) }

// UseCode notes it.
func (d *Door) UseCode(language words.Language) { d.note("code in %s", language) }

// EnterCode notes it.
func (d *Door) EnterCode(code string) { d.note("code %q", code) }

// ConfirmSignIn notes it.
func (d *Door) ConfirmSignIn() { d.note("confirm") }

// StopSignIn notes it.
func (d *Door) StopSignIn() { d.note("stop") }

// CheckConnection notes it.
func (d *Door) CheckConnection(account uploader.AccountID, address string) {
	d.note("check %q %q", account, address)
}

// StopChecking notes it.
func (d *Door) StopChecking() { d.note("stop checking") }

// MakeReport notes it.
func (d *Door) MakeReport(language words.Language, names bool) {
	d.note("report %s, names %v", language, names)
}

// OpenSetupFile notes it.
func (d *Door) OpenSetupFile(path string) { d.note("open setup %s", path) }

// UseSetupFile notes it.
func (d *Door) UseSetupFile(number int) { d.note("use setup %d", number) }

// LeaveSetupFile notes it.
func (d *Door) LeaveSetupFile(number int) { d.note("leave setup %d", number) }

// LookAgain notes it.
func (d *Door) LookAgain() { d.note("look again") }

// UseAccount notes it.
func (d *Door) UseAccount(account uploader.AccountID) { d.note("use %s", account) }

// SignOut notes it.
func (d *Door) SignOut(account uploader.AccountID) { d.note("sign out %s", account) }

// CheckAccount notes it.
func (d *Door) CheckAccount(account uploader.AccountID) { d.note("check %s", account) }

// RemoveAccount notes it.
func (d *Door) RemoveAccount(account uploader.AccountID) { d.note("remove account %s", account) }

// LookForWorkspaces notes it.
func (d *Door) LookForWorkspaces() { d.note("look for workspaces") }

// AddWorkspace notes it.
func (d *Door) AddWorkspace(workspace uploader.Workspace) { d.note("add workspace %s", workspace.Host) }

// SetSettings notes it.
func (d *Door) SetSettings(settings uploader.Settings) {
	text, err := json.Marshal(settings)
	if err != nil {
		panic(err)
	}
	d.note("settings %s", text)
}

// LookForNewer notes it.
func (d *Door) LookForNewer() { d.note("look for newer") }

// PutAwayNewer notes it.
func (d *Door) PutAwayNewer(version string) { d.note("put away %s", version) }

// LookAtStartup does nothing: a test says what the system says.
func (d *Door) LookAtStartup() {}

// SetStartup notes it.
func (d *Door) SetStartup(on bool) { d.note("startup %v", on) }

// LoadHistory notes it.
func (d *Door) LoadHistory(query uploader.HistoryQuery, from int) {
	d.note("history %q %q from %d", query.Find, query.Account, from)
	d.Queries = append(d.Queries, query)
}

// PickHistory notes it.
func (d *Door) PickHistory(query uploader.HistoryQuery) {
	d.note("pick history %q %q", query.Find, query.Account)
}

// SetPublished notes it.
func (d *Door) SetPublished(ids []uploader.UploadID, published bool) {
	d.note("published %v %v", ids, published)
}

// LookAtVideo notes it.
func (d *Door) LookAtVideo(id uploader.UploadID) { d.note("look at %s", id) }

// AddAgain notes it.
func (d *Door) AddAgain(ids []uploader.UploadID) { d.note("add again %v", ids) }

// MakeSpreadsheet notes it.
func (d *Door) MakeSpreadsheet(language words.Language, query uploader.HistoryQuery) {
	d.note("spreadsheet in %s of %q", language, query.Find)
}

// EnterProxySignIn notes that there is a name and a password, never what they are.
func (d *Door) EnterProxySignIn(entered uploader.ProxySignIn) {
	d.note("proxy, name %v, password %v", entered.Name != "", entered.Password != "")
}

// ClearHistory notes it.
func (d *Door) ClearHistory() { d.note("clear history") }
