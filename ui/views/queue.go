package views

import (
	"image"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// QueueDoor is what the list needs of the engine. Everything returns at once; what comes of it arrives as an update.
type QueueDoor interface {
	SheetDoor
	EditEach(edits []uploader.Edit)
	AddPaths(paths []string) (batch int)
	AddFolderAnyway(batch int, add bool)
	AddPlaceholder() uploader.UploadID
	// PutAwayNewer does not tell of a version of the program again.
	PutAwayNewer(version string)
	SampleVideos() []string
	Start(ids []uploader.UploadID)
	Pause(ids []uploader.UploadID)
	Resume(ids []uploader.UploadID)
	Retry(ids []uploader.UploadID)
	Remove(ids []uploader.UploadID)
	Restore(ids []uploader.UploadID)
	Move(ids []uploader.UploadID, before uploader.UploadID)
	First(id uploader.UploadID)
	NewFile(id uploader.UploadID, path string)
	// LookAtFile looks at a file that is to take the place of a video's own; it comes as ExtrasNews.
	LookAtFile(id uploader.UploadID, path string)
	UploadAgain(id uploader.UploadID)
	Edit(id uploader.UploadID, change uploader.Change)
	SetPublished(ids []uploader.UploadID, published bool)
	LookAtVideo(id uploader.UploadID)
}

// QueueEvents are what the list asks the window for.
type QueueEvents struct {
	// Chosen says that the details are about another video, or none; open brings the panel up where it is not beside the list.
	Chosen func(open bool)
	// Fix opens the details at a field.
	Fix func(id uploader.UploadID, field uploader.Field)
	// Replace asks whether a file is to take the place of a video's own.
	Replace func(upload uploader.Upload, file uploader.Source)
	// Dropped is told of a file that was dropped on a video that has arrived, or on one whose file is not where it was.
	Dropped func(id uploader.UploadID, path string)
	// SelectionChanged says that ticks changed.
	SelectionChanged func()
	// FindInHistory looks for a text in what was uploaded before.
	FindInHistory func(text string)
	// History goes to what was uploaded before.
	History func()
	// SignIn asks for signing in to an account, "" for a new one.
	SignIn func(account uploader.AccountID)
	// Links makes an upload link.
	Links func()
}

// Queue is the list of videos with its tools and strips.
type Queue struct {
	env    *Env
	door   QueueDoor
	events QueueEvents
	demo   bool

	list      *widgets.List
	toolbar   *fyne.Container
	tools     *fyne.Container
	add       *widgets.Button
	pause     *widgets.Button
	all       *widgets.Button
	find      *widgets.Field
	findBelow *widgets.Field // in a line of its own, where there is no room for it among the tools
	filter    *widgets.Button
	nothing   *fyne.Container
	noneWords *widgets.Paragraph
	inHistory *widgets.Button
	strips    *fyne.Container
	stripPane *widgets.Pane
	stripTop  fyne.CanvasObject
	strip     map[string]*widgets.Strip
	order     []string
	// worked says that something was seen on its way since it was last said that everything is uploaded.
	worked bool
	// some says that there were videos at the last look; added are those that the strip about adding tells of, and asking are the
	// strips that wait for an answer.
	some   bool
	added  []uploader.UploadID
	asking map[string]bool
	empty  *fyne.Container
	// reading stands there until the list was read, and says so if that takes long.
	reading  *fyne.Container
	piece    *widgets.Surface
	undoing  *model.Step // what the strip offers to take back
	undo     []uploader.UploadID
	undoEnds func()
	// unpublish takes the newest change of who can see a video back, nil when there is none.
	unpublish func()
	// publishedAfter is the step before it. It is no step itself: what viewers see changes back only while that is offered.
	publishedAfter *model.Step
	pausing        bool
	press          press
	// landed counts for each upload the glances in which something has just landed on it. It is kept by upload, since a row of the list shows one
	// video now and another after a scroll.
	landed   map[uploader.UploadID]int
	demoHint *widgets.Paragraph
	// doneToday stands above what is finished.
	doneToday fyne.CanvasObject
}

// NewQueue makes the list. demo says that it stands on the built-in demo site.
func NewQueue(env *Env, door QueueDoor, demo bool, events QueueEvents) *Queue {
	q := &Queue{env: env, door: door, events: events, demo: demo, strip: map[string]*widgets.Strip{}, asking: map[string]bool{}, landed: map[uploader.UploadID]int{}}
	q.list = widgets.NewList(env.Kit, (*rows)(q), q.keys(), widgets.RowText{More: env.T(words.ListMore)}, env.T(words.TopVideos), q.dropMore())
	q.add = widgets.NewIconButton(env.Kit, widgets.Plain, look.IconPlus, env.T(words.ButtonAddVideosPlain), q.openAdd)
	q.pause = widgets.NewButton(env.Kit, widgets.Quiet, env.T(words.ButtonPauseAll), q.PauseAll)
	q.all = widgets.NewButton(env.Kit, widgets.Quiet, env.T(words.ListSelectAll), q.SelectAll)
	q.find, q.findBelow = q.newFind(), q.newFind()
	q.findBelow.Hide()
	q.filter = widgets.NewMenuButton(env.Kit, widgets.Plain, "", q.openFilter)
	q.tools = widgets.NewSqueezed(8, 2, q.wanted, []int{3, 4}, q.add, q.pause, widgets.NewSpace(), q.all, widgets.NewWide(190, q.find), q.filter)
	q.toolbar = widgets.NewColumn(8, widgets.Insets{Top: 12, Right: 16, Bottom: 8, Left: 16}, q.tools, q.findBelow)
	q.strips = widgets.NewColumn(8, widgets.Insets{Right: 16, Left: 16, Bottom: 8})
	// However much there is to say, the rows stay in reach.
	const mostForStrips = 190
	q.stripPane = widgets.NewPane(env.Kit, q.strips).Cap(mostForStrips)
	q.stripPane.Hide()
	q.nothing = q.newNothing()
	// Above the strips of an empty list there are no tools to keep them off the top bar.
	q.stripTop = widgets.NewGap(12)
	q.empty, q.reading = q.newEmpty(), q.newReading()
	q.piece = widgets.NewGround(look.ColourSurface, widgets.Edges{},
		widgets.NewFrame(widgets.NewColumn(0, widgets.Insets{}, q.toolbar, q.stripTop, q.stripPane), widgets.NewStack(q.list, q.nothing, q.empty, q.reading)))
	q.doneToday = widgets.NewColumn(0, widgets.Insets{Top: 10, Bottom: 6, Left: 4}, widgets.NewText(env.T(words.ListDoneToday), widgets.StyleSecondary))
	q.Reload()
	return q
}

// Piece is what is drawn.
func (q *Queue) Piece() fyne.CanvasObject { return q.piece }

// List is what the keyboard goes to.
func (q *Queue) List() *widgets.List { return q.list }

// rows shows the model's uploads in the list's rows.
type rows Queue

func (r *rows) Len() int { return r.env.Queue.Len() }

func (r *rows) Bind(index int, row *widgets.Row) {
	q := (*Queue)(r)
	upload, there := q.env.Queue.At(index)
	if !there {
		return
	}
	id := upload.ID
	content := q.env.rowContent(upload, q.Act)
	content.Picture = q.picture(upload)
	content.Landed = q.landed[id] > 0
	row.Bind(content, widgets.RowEvents{
		Pressed: func(modifier fyne.KeyModifier) { q.pressed(id, modifier) },
		Ticked:  func() { q.tick(id) },
		Menu:    func(at fyne.Position) { q.openMenu(id, at) },
	})
	q.env.countDown("row "+string(id), upload.Reason.NextTry, func() { q.Moved([]uploader.UploadID{id}) })
}

// picture is what the desktop shows of a video; the row is drawn anew when that comes later.
func (q *Queue) picture(upload uploader.Upload) image.Image {
	if upload.Placeholder() {
		return nil
	}
	id := upload.ID
	return q.env.System.Picture(upload.Source.Path, upload.Source.ModTime, func() { q.Rows([]uploader.UploadID{id}) })
}

// Reload shows the whole list anew, after rows came, went or moved.
func (q *Queue) Reload() {
	q.dropStaleIntake()
	q.showParts()
	if index := q.env.Queue.Index(q.env.Selection.Current()); index >= 0 && q.list.Cursor() != index {
		q.list.SetCursor(index)
	}
	q.list.SetHeading(q.env.Queue.FirstFinished(), q.doneToday)
	q.list.Reload()
	q.ShowTools()
}

// ShowAccount brings what hangs on the current account up to date.
func (q *Queue) ShowAccount() { q.showParts() }

// showParts shows the list, the zone of an empty one, or that the filter lets nothing through.
func (q *Queue) showParts() {
	some, shown := q.env.Queue.Count() > 0, q.env.Queue.Len() > 0
	widgets.Visible(q.stripPane, len(q.order) > 0)
	widgets.Visible(q.stripTop, !some && len(q.order) > 0)
	widgets.Visible(q.toolbar, some)
	widgets.Visible(q.list, shown)
	widgets.Visible(q.nothing, some && !shown)
	widgets.Visible(q.empty, !some && q.env.Queue.Loaded())
	widgets.Visible(q.reading, !some && !q.env.Queue.Loaded())
	if q.demoHint != nil {
		widgets.Visible(q.demoHint, q.env.Queue.Current().Demo)
	}
	widgets.Relayout(q.piece)
}

// Rows draws some rows anew, those of them that are in view.
func (q *Queue) Rows(ids []uploader.UploadID) {
	for _, id := range ids {
		index := q.env.Queue.Index(id)
		if row := q.list.Row(index); row != nil {
			(*rows)(q).Bind(index, row)
		}
	}
}

// Moved shows new figures in the rows in view and touches nothing else.
func (q *Queue) Moved(ids []uploader.UploadID) {
	for _, id := range ids {
		row := q.list.Row(q.env.Queue.Index(id))
		if upload, there := q.env.Queue.Upload(id); there && row != nil {
			row.SetProgress(q.env.progress(upload))
		}
	}
}

// ShowTools brings the buttons above the list up to date.
func (q *Queue) ShowTools() {
	overall := q.env.Queue.Overall()
	running := overall.Moving + overall.Waiting + overall.Offline + overall.Held
	key := words.ButtonPauseAll
	if running == 0 {
		key = words.ButtonResumeAll
	}
	q.pause.Set(q.env.T(key))
	q.pausing = running > 0 || overall.Paused > 0
	allTicked := q.env.Queue.Len() > 0 && q.env.Selection.Count() == q.env.Queue.Len()
	key = words.ListSelectAll
	if allTicked {
		key = words.ListSelectNone
	}
	q.all.Set(q.env.T(key))
	q.showFilter()
	widgets.Relayout(q.toolbar)
}

// Landed outlines rows that were just added, for as long as a glance takes.
func (q *Queue) Landed(ids []uploader.UploadID) {
	if len(ids) == 0 {
		return
	}
	if index := q.env.Queue.Index(ids[0]); index >= 0 {
		q.list.SetCursor(index)
	}
	q.outline(ids)
}

// outline outlines rows for as long as a glance takes.
func (q *Queue) outline(ids []uploader.UploadID) {
	ids = slices.Clone(ids)
	for _, id := range ids {
		q.landed[id]++
	}
	q.Rows(ids)
	q.env.Kit.After(glance, func() {
		for _, id := range ids {
			if q.landed[id]--; q.landed[id] == 0 {
				delete(q.landed, id)
			}
		}
		q.Rows(ids)
	})
}

func (q *Queue) dropMore() fyne.CanvasObject {
	text := widgets.NewText(q.env.T(words.ListDropMore), widgets.StyleSecondary)
	kit := q.env.Kit
	kit.Focused = func() { q.list.Follow(q.env.Kit).Focused() }
	add := widgets.NewButton(kit, widgets.Quiet, q.env.T(words.ButtonAddVideos), q.AddVideos)
	return widgets.NewSmallZone(widgets.NewFlow(2, fyne.TextAlignCenter, text, add))
}

// readingPatience is how long reading the list may take before it is said.
const readingPatience = 400 * time.Millisecond

func (q *Queue) newReading() *fyne.Container {
	said := widgets.NewParagraph(q.env.T(words.ListReading), widgets.StyleSecondary.Centred())
	said.Hide()
	q.env.Kit.After(readingPatience, func() {
		if !q.env.Queue.Loaded() {
			said.Show()
			widgets.Relayout(q.piece)
		}
	})
	return widgets.NewMiddle(560, q.env.Kit, func(bool) {}, said)
}

func (q *Queue) newEmpty() *fyne.Container {
	env, kit := q.env, widgets.FollowIn(q.env.Kit, func() *fyne.Container { return q.empty })
	first := words.EmptyDropHere
	head := widgets.NewParagraph(env.T(first), widgets.StyleTitle.Centred())
	from := widgets.NewParagraph(env.T(words.EmptyDropFrom), widgets.StyleSecondary.Centred())
	add := widgets.NewButton(kit, widgets.Primary, env.T(words.ButtonAddVideos), q.AddVideos)
	folder := widgets.NewButton(kit, widgets.Plain, env.T(words.ButtonAddFolder), q.AddFolder).Tall()
	column := widgets.NewColumn(0, widgets.Insets{},
		widgets.NewPicture(look.IconUploadZone, look.ColourMain, 64), widgets.NewGap(12), head, widgets.NewGap(4), from, widgets.NewGap(18),
		widgets.NewFlow(12, fyne.TextAlignCenter, add, folder), widgets.NewGap(20),
		widgets.NewParagraph(env.T(words.EmptyNothingUploaded)+"\n"+env.T(words.EmptyStayDrafts), widgets.StyleSecondary.Centred()))
	zone := widgets.NewZone(column)
	paste := widgets.NewParagraph(env.T(words.EmptyPaste, words.Text("key", env.pressed("Ctrl+V")))+"\n"+env.T(words.EmptyKinds), widgets.StyleSmall.Centred())
	return widgets.NewMiddle(680, q.env.Kit, zone.Squeeze, widgets.NewColumn(10, widgets.Insets{}, zone, paste, q.emptyOffers(kit)))
}

// emptyOffers are what somebody without a file can do.
func (q *Queue) emptyOffers(kit widgets.Kit) fyne.CanvasObject {
	env := q.env
	placeholder := widgets.NewFlow(2, fyne.TextAlignCenter,
		widgets.NewText(env.T(words.EmptyNoFileYet), widgets.StyleSmall),
		widgets.NewButton(kit, widgets.Quiet, env.T(words.ButtonAddPlaceholder), q.AddPlaceholder))
	if env.Queue.Rules().AllowsLinks() {
		placeholder = widgets.NewColumn(0, widgets.Insets{}, placeholder, widgets.NewFlow(2, fyne.TextAlignCenter,
			widgets.NewText(env.T(words.LinksElse), widgets.StyleSmall),
			widgets.NewButton(kit, widgets.Quiet, env.T(words.LinksMakeOne), q.events.Links)))
	}
	if !q.demo {
		return placeholder
	}
	samples := q.door.SampleVideos()
	if len(samples) == 0 {
		return placeholder
	}
	try := widgets.NewFlow(2, fyne.TextAlignCenter,
		widgets.NewText(env.T(words.DemoNoVideo), widgets.StyleSmall),
		widgets.NewButton(kit, widgets.Quiet, env.T(words.ButtonTrySamples), func() { q.Add(samples) }))
	q.demoHint = widgets.NewParagraph(env.T(words.DemoHint), widgets.StyleSmall.Centred())
	return widgets.NewColumn(0, widgets.Insets{}, try, q.demoHint)
}
