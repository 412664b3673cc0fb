package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// ManyDoor is what the details of several videos need of the engine.
type ManyDoor interface {
	PresetDoor
	EditEach(edits []uploader.Edit)
	Update(ids []uploader.UploadID)
	LoadCatalogue(account uploader.AccountID)
	// LookBesideEach looks for subtitles beside the videos' files.
	LookBesideEach(ids []uploader.UploadID)
}

// ManyEvents are what the details of several videos ask the window for.
type ManyEvents struct {
	Closed, Undo        func()
	Upload, Presets     func()
	Pause, Top, Remove  func(ids []uploader.UploadID)
	Pausable, Resumable func(ids []uploader.UploadID) bool
	// Show opens the details of one video at a field; Tick ticks some videos in place of those that are.
	Show func(id uploader.UploadID, field uploader.Field)
	Tick func(ids []uploader.UploadID)
}

// Many is the panel in which several videos are filled in at once: what they share is shown, what a person changes is changed in all of
// them. There is one form however many they are.
type Many struct {
	env    *Env
	door   ManyDoor
	events ManyEvents
	batch  model.Batch
	fields []uploader.FieldDefinition
	// builtFields are those that the form has pieces for.
	builtFields []uploader.FieldDefinition
	// typing is what is being typed, until the field is left.
	typing *typing
	asked  map[uploader.AccountID]bool

	head      *widgets.Paragraph
	saved     *widgets.Paragraph
	undo, fix *widgets.Button
	found     *fyne.Container // asks about subtitles that lie beside the files
	memory    *extrasMemory
	// missing are the fields that must be filled still, missingActs what leads to the videos that lack them.
	missing     []model.Missing
	missingActs map[uploader.Field]*missingActs
	title       *titles
	about       *widgets.Field
	categories  *shareField
	tags        *shareField
	who         *audience
	mixedWho    *widgets.Paragraph
	mixedLine   *fyne.Container
	whoShown    bool
	company     map[string]companyField
	labelled    map[uploader.Field]*widgets.Labelled
	presets     *presetRow
	upload      *widgets.Button
	pause       *widgets.Button
	top         *widgets.Button
	remove      *widgets.Button
	update      *widgets.Button
	backLine    *fyne.Container
	closing     *widgets.Button
	column      *fyne.Container
	pane        *widgets.Pane
	acts        *widgets.Acts
	frame       *fyne.Container
	piece       *widgets.Surface
	narrow      bool
	builtFor    uploader.AccountID
	builtOne    bool
	built       bool
}

// NewMany makes the panel without videos.
func NewMany(env *Env, door ManyDoor, events ManyEvents) *Many {
	m := &Many{
		env: env, door: door, events: events, asked: map[uploader.AccountID]bool{},
		labelled: map[uploader.Field]*widgets.Labelled{}, company: map[string]companyField{}, missingActs: map[uploader.Field]*missingActs{}, memory: env.remembered(), found: widgets.NewColumn(0, widgets.Insets{}),
	}
	m.column = widgets.NewColumn(16, widgets.Insets{Top: 16, Right: 20, Bottom: 24, Left: 20})
	m.pane = widgets.NewPane(env.Kit, m.column)
	inside := *env
	inside.Kit = m.pane.Follow(env.Kit)
	m.env = &inside
	m.upload = widgets.NewButton(env.Kit, widgets.Plain, "", events.Upload)
	act := func(text string, do func(ids []uploader.UploadID)) *widgets.Button {
		return widgets.NewButton(env.Kit, widgets.Plain, text, func() { do(m.batch.IDs()) })
	}
	m.pause, m.top, m.remove = act(env.T(words.ManyPause), events.Pause), act(env.T(words.ManyToTop), events.Top), act("", events.Remove)
	m.update = widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonUpdate), m.updateSites)
	m.acts = widgets.NewActs(env.Kit, env.T(words.ListMore), m.upload, m.pause, m.top, m.remove, m.update)
	foot := widgets.NewColumn(0, widgets.Insets{Top: 10, Right: 20, Bottom: 10, Left: 20}, m.acts.Container)
	m.frame = widgets.NewActsFoot(m.pane, widgets.NewGround(look.ColourBackground, widgets.Edges{Top: true}, foot), m.acts)
	m.piece = widgets.NewGround(look.ColourBackground, widgets.Edges{Left: true}, m.frame)
	return m
}

// Piece is what is drawn.
func (m *Many) Piece() fyne.CanvasObject { return m.piece }

// Narrow says that the panel has the whole window, so that leaving it reads "Back".
func (m *Many) Narrow(narrow bool) {
	if m.narrow = narrow; m.built {
		widgets.Visible(m.backLine, narrow)
		widgets.Visible(m.closing, !narrow)
	}
}

// Show is for other videos. What was typed about those before is saved first.
func (m *Many) Show(ids []uploader.UploadID) {
	if slices.Equal(ids, m.batch.IDs()) {
		m.Take()
		return
	}
	m.Flush()
	m.typing, m.whoShown = nil, false
	m.look(ids)
	m.who.forget()
	m.title.editing = false
	m.presets.offer.end()
	m.fill()
	m.loadCatalogue()
	m.lookBeside()
	m.pane.ToTop()
}

// Shown are the videos that the panel is about.
func (m *Many) Shown() []uploader.UploadID { return m.batch.IDs() }

// Take brings in newer snapshots without touching what is being typed.
func (m *Many) Take() {
	if len(m.batch.Uploads) > 0 {
		m.look(m.batch.IDs())
		m.fill()
	}
}

// Undone shows what can be taken back now.
func (m *Many) Undone() {
	if m.built {
		m.showUndo()
		m.pane.Relayout()
	}
}

// look takes the videos from the list anew. Those that left it are left out.
func (m *Many) look(ids []uploader.UploadID) {
	uploads := make([]uploader.Upload, 0, len(ids))
	for _, id := range ids {
		if upload, there := m.env.Queue.Upload(id); there {
			uploads = append(uploads, upload)
		}
	}
	one := len(uploads) > 0 && !slices.ContainsFunc(uploads, func(u uploader.Upload) bool { return u.Account != uploads[0].Account })
	m.fields = nil
	if one {
		m.fields = m.env.Queue.Account(uploads[0].Account).Fields
	}
	keys := make([]string, len(m.fields))
	for i, field := range m.fields {
		keys[i] = field.Key
	}
	m.batch = model.NewBatch(uploads, keys)
	m.build()
}

func (m *Many) loadCatalogue() {
	account := m.env.Queue.Account(m.batch.Account)
	if _, known := m.env.Queue.Catalogue(account.ID); !m.batch.OneAccount || known || account.ID == "" || !account.SignedIn || m.asked[account.ID] {
		return
	}
	m.asked[account.ID] = true
	m.door.LoadCatalogue(account.ID)
}

func (m *Many) updateSites() {
	m.Flush()
	m.door.Update(m.batch.Behind)
}

// showActs brings the buttons below the form up to date.
func (m *Many) showActs() {
	ids := m.batch.IDs()
	overall := m.env.Queue.Overall(ids...)
	overall.Attention = 0
	m.upload.Set(m.env.Words.UploadButton(overall))
	m.acts.Use(m.upload, overall.Ready > 0)
	pausable, resumable := m.events.Pausable(ids), m.events.Resumable(ids)
	key := words.ManyPause
	if !pausable && resumable {
		key = words.ButtonResume
	}
	m.pause.Set(m.env.T(key))
	enable(m.pause.Enable, m.pause.Disable, pausable || resumable)
	_, _, moves := m.env.Queue.Move(ids, model.Foremost)
	enable(m.top.Enable, m.top.Disable, moves)
	m.remove.Set(m.env.T(words.ButtonRemoveCount, count(len(ids))))
	m.acts.Use(m.update, len(m.batch.Behind) > 0)
	widgets.Relayout(m.frame)
}

func enable(on, off func(), enabled bool) {
	if enabled {
		on()
	} else {
		off()
	}
}
