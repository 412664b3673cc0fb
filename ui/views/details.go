package views

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// DetailsDoor is what the details need of the engine.
type DetailsDoor interface {
	PresetDoor
	Edit(id uploader.UploadID, change uploader.Change)
	// Update takes what was changed about videos that have arrived to their site.
	Update(ids []uploader.UploadID)
	LoadCatalogue(account uploader.AccountID)
	ExtrasDoor
}

// DetailsEvents are what the details ask the window for.
type DetailsEvents struct {
	// Presets opens the page with all presets.
	Presets func()
	Closed  func()
	Act     func(upload uploader.Upload, action words.Action)
	// SignIn asks for signing in to an account again.
	SignIn func(uploader.AccountID)
}

// Details is the panel in which a video's form is filled in. What is typed is on disk half a second after the last key, and at once
// on leaving a field, choosing another video or closing.
type Details struct {
	env       *Env
	door      DetailsDoor
	events    DetailsEvents
	form      *model.Form
	upload    uploader.Upload
	attempted map[uploader.UploadID]bool
	moreOpen  bool
	narrow    bool
	pending   func()
	ticking   func()
	asked     map[uploader.AccountID]bool

	saved          *widgets.Text
	titleLine      *widgets.Paragraph
	notice         *fyne.Container
	again          *widgets.Button // tries once more what the site refused; nil while nothing offers that
	title, about   *widgets.Field
	tags           *widgets.Chips
	categories     *widgets.Chips
	who            *audience
	more           *fyne.Container
	extras         *extras
	extrasMemory   *extrasMemory
	canonical      *widgets.Field
	owner          *widgets.Field
	company        map[string]companyField
	labelled       map[uploader.Field]*widgets.Labelled
	keepTitle      *widgets.Button
	keepLine       *fyne.Container
	signInLine     *fyne.Container
	backLine       *fyne.Container
	back, closing  *widgets.Button
	frame          *fyne.Container
	updating       *fyne.Container
	titleNext      bool
	column         *fyne.Container
	pane           *widgets.Pane
	piece          *widgets.Surface
	companyLabels  []uploader.FieldDefinition
	ownerShown     bool
	builtFor       uploader.AccountID
	built          bool
	categoryTitles map[string]uploader.Category
	presets        *presetRow
}

// NewDetails makes the panel without a video.
func NewDetails(env *Env, door DetailsDoor, events DetailsEvents) *Details {
	d := &Details{
		env: env, door: door, events: events, attempted: map[uploader.UploadID]bool{}, asked: map[uploader.AccountID]bool{},
		labelled: map[uploader.Field]*widgets.Labelled{}, company: map[string]companyField{}, categoryTitles: map[string]uploader.Category{},
		extrasMemory: env.remembered(),
	}
	d.column = widgets.NewColumn(14, widgets.Insets{Top: 16, Right: 20, Bottom: 24, Left: 20})
	d.pane = widgets.NewPane(env.Kit, d.column)
	inside := *env
	inside.Kit = d.pane.Follow(env.Kit)
	d.env = &inside
	update := widgets.NewButton(env.Kit, widgets.Primary, env.T(words.ButtonUpdate), d.update)
	bar := widgets.NewGround(look.ColourBackground, widgets.Edges{Top: true}, widgets.NewColumn(0, widgets.Insets{Top: 10, Right: 20, Bottom: 10, Left: 20}, update))
	d.updating = widgets.NewColumn(0, widgets.Insets{}, bar)
	d.updating.Hide()
	d.frame = widgets.NewFoot(d.pane, d.updating)
	d.piece = widgets.NewGround(look.ColourBackground, widgets.Edges{Left: true}, d.frame)
	d.Show("")
	return d
}

// Resume takes over from the panel whose place it takes, nil for none, what is unfolded and which videos were tried.
func (d *Details) Resume(before *Details) {
	if before != nil {
		d.moreOpen, d.attempted = before.moreOpen, before.attempted
	}
}

// Piece is what is drawn.
func (d *Details) Piece() fyne.CanvasObject { return d.piece }

// Narrow says that the panel has the whole window, so that leaving it reads "Back".
func (d *Details) Narrow(narrow bool) {
	if d.narrow != narrow {
		d.narrow = narrow
		if d.back != nil {
			widgets.Visible(d.backLine, narrow)
			widgets.Visible(d.closing, !narrow)
			d.pane.Relayout()
		}
	}
}

// Show is for another video, "" for none. What was typed about the one before is saved first.
func (d *Details) Show(id uploader.UploadID) {
	d.Flush()
	upload, there := d.env.Queue.Upload(id)
	if !there {
		d.say(d.env.T(words.EmptyPanel))
		return
	}
	d.form, d.upload = model.NewForm(upload), upload
	account := d.env.Queue.Account(upload.Account)
	d.build(account)
	d.who.forget()
	d.fill()
	d.loadCatalogue(account)
	d.pane.ToTop()
	if d.titleNext {
		d.titleNext = false
		d.env.Kit.Focus(d.title)
	}
}

// Shown is the video that the panel is about.
func (d *Details) Shown() uploader.UploadID { return d.upload.ID }

// Take brings in newer snapshots without touching what is being typed.
func (d *Details) Take() {
	if d.form == nil {
		return
	}
	upload, there := d.env.Queue.Upload(d.upload.ID)
	if !there {
		return
	}
	d.upload = upload
	d.form.Take(upload)
	d.fill()
	if d.extras.offered {
		d.extras.offered = false
		d.pane.Reveal(d.extras.poster.Container)
	}
}

// Moved shows new figures of the video, and touches nothing else.
func (d *Details) Moved() {
	if upload, there := d.env.Queue.Upload(d.upload.ID); there {
		d.upload = upload
	}
}

// CatalogueChanged offers newly loaded categories and tags, and company fields that changed.
func (d *Details) CatalogueChanged() {
	if d.form != nil {
		d.build(d.env.Queue.Account(d.upload.Account))
		d.fill()
	}
}

func (d *Details) loadCatalogue(account uploader.Account) {
	if _, known := d.env.Queue.Catalogue(account.ID); known || account.ID == "" || account.Guest() || !account.SignedIn || d.asked[account.ID] {
		return
	}
	d.asked[account.ID] = true
	d.door.LoadCatalogue(account.ID)
}

// edit takes in what a person did to a field. now saves it without waiting for the next key.
func (d *Details) edit(change uploader.Change, now bool) {
	if d.form == nil || !d.form.Edit(change) {
		return
	}
	if now {
		d.Flush()
	} else {
		d.later()
	}
	d.showTitle()
	d.showProblems()
	d.ShowSaved()
	d.showArrived()
}

func (d *Details) later() {
	if d.pending != nil {
		d.pending()
	}
	// It must be on disk half a second after the last key, however busy the computer is.
	const pause = 200 * time.Millisecond
	d.pending = d.env.Kit.After(pause, func() {
		d.pending = nil
		d.Flush()
	})
}

// Flush hands on what was typed.
func (d *Details) Flush() {
	if d.pending != nil {
		d.pending()
		d.pending = nil
	}
	if d.form == nil {
		return
	}
	if change, some := d.form.Flush(d.env.Now()); some {
		d.door.Edit(d.form.ID(), change)
		d.ShowSaved()
	}
}

// Attempt marks videos as tried: from now on their problems are said beside the fields.
func (d *Details) Attempt(ids ...uploader.UploadID) {
	for _, id := range ids {
		d.attempted[id] = true
	}
	if d.form != nil && slices.Contains(ids, d.upload.ID) {
		d.fillNotice()
		d.showProblems()
		d.pane.Relayout()
	}
}

// said reports whether a problem is said below its field: what keeps the video back, and all of them once uploading was tried. Of a
// placeholder without a title nothing is said before, because nothing was typed yet.
func (d *Details) said(problem uploader.Problem) bool {
	if d.attempted[d.upload.ID] {
		return true
	}
	untouched := d.upload.Placeholder() && d.form.Draft().Title == ""
	return d.incomplete() && d.upload.Reason.Field == problem.Field && !untouched
}

// incomplete reports whether a field has to be mended first. That is said below the field and nowhere above it: what stands above
// would move the form under the pointer.
func (d *Details) incomplete() bool {
	return d.upload.State == uploader.Attention && d.upload.Reason.Code == uploader.ReasonIncomplete
}

func (d *Details) showProblems() {
	if d.form == nil {
		return
	}
	said := map[uploader.Field]string{}
	account := d.env.Queue.Account(d.upload.Account)
	camera := false
	for _, problem := range d.form.Problems(d.env.Now(), account.Fields) {
		camera = camera || problem.Code == uploader.ProblemCameraName
		if d.said(problem) && said[problem.Field] == "" {
			said[problem.Field] = d.env.Words.Problem(problem, account.Fields...)
		}
	}
	for _, field := range []uploader.Field{uploader.FieldPoster, uploader.FieldSubtitles} {
		if said[field] == "" {
			said[field] = d.extras.problem(field)
		}
	}
	changed := d.keepLine.Visible() != camera
	widgets.Visible(d.keepLine, camera)
	for field, labelled := range d.labelled {
		changed = labelled.Problem(said[field]) || changed
	}
	if changed {
		d.pane.Relayout()
	}
}

// Fix goes to the field that has to be mended, opening what hides it.
func (d *Details) Fix(field uploader.Field) {
	d.Attempt(d.upload.ID)
	if field == "" {
		if problems := d.form.Problems(d.env.Now(), d.env.Queue.Account(d.upload.Account).Fields); len(problems) > 0 {
			field = problems[0].Field
		}
	}
	_, company := field.CompanyKey()
	if company || slices.Contains([]uploader.Field{uploader.FieldCanonicalURL, uploader.FieldOwner, uploader.FieldPoster, uploader.FieldSubtitles}, field) {
		d.openMore(true)
	}
	if target := d.target(field); target != nil {
		d.env.Kit.Focus(target)
		if field == uploader.FieldTitle || field == "" {
			d.title.SelectAll()
		}
	}
	if labelled := d.labelled[field]; labelled != nil {
		d.pane.Reveal(labelled.Container)
	}
}

func (d *Details) target(field uploader.Field) fyne.Focusable {
	switch field {
	case uploader.FieldDescription:
		return d.about
	case uploader.FieldTags:
		return d.tags.Field()
	case uploader.FieldCategories:
		return d.categories.Field()
	case uploader.FieldVisibility:
		return d.who.first()
	case uploader.FieldPublishAt:
		return d.who.day
	case uploader.FieldCanonicalURL:
		return d.canonical
	case uploader.FieldOwner:
		return d.owner
	case uploader.FieldPoster, uploader.FieldSubtitles:
		return d.extras.focus(field)
	}
	if key, company := field.CompanyKey(); company {
		if entry, there := d.company[key]; there && entry.focus != nil {
			return entry.focus
		}
	}
	return d.title
}

// OpenCalendar opens the month sheet of the publishing date.
func (d *Details) OpenCalendar() {
	if d.form != nil {
		d.who.toggleCalendar()
	}
}

// FocusTitle puts the keyboard into the title; of a video that was only just added, as soon as it is there.
func (d *Details) FocusTitle() {
	d.titleNext = d.form == nil
	if d.form != nil {
		d.env.Kit.Focus(d.title)
	}
}
