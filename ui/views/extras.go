package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// ExtrasDoor is what poster and subtitles need of the engine. What comes of looking at files arrives as ExtrasNews.
type ExtrasDoor interface {
	Edit(id uploader.UploadID, change uploader.Change)
	ChoosePoster(id uploader.UploadID, path string)
	AddSubtitles(id uploader.UploadID, paths []string)
	// LookBeside looks for subtitles beside the video's file.
	LookBeside(id uploader.UploadID)
	// ShowPoster makes a poster small enough to be shown.
	ShowPoster(id uploader.UploadID, poster uploader.Source)
}

// FilesAlong opens the system's file window for what goes along with a video: a poster, or any number of files of subtitles. chosen is
// not called when the person cancels.
type FilesAlong interface {
	ChoosePicture(chosen func(path string))
	ChooseSubtitles(chosen func(paths []string))
}

// extras is the part of the form about what follows a video: its poster and its subtitles.
type extras struct {
	env   *Env
	door  ExtrasDoor
	grown func()
	// unfold opens what the pieces are folded away in.
	unfold func()
	upload uploader.Upload

	poster, subtitles *widgets.Labelled
	// offer asks whether subtitles that were found are to be used. It stands where it is seen while the rest is folded away.
	offer *fyne.Container

	frame         *widgets.Poster
	posterPart    *fyne.Container
	choosePoster  *widgets.Button
	list          *fyne.Container
	addSubtitles  *widgets.Button
	languageNames map[string]string // what is shown in the menu, to its locale

	// taken offers to take back a poster that was dropped, offered says that it was not looked at yet.
	taken   *offer
	offered bool

	memory *extrasMemory
}

// extrasMemory is what was found out about files. It outlives the form's pieces.
type extrasMemory struct {
	asked    map[uploader.UploadID]bool
	beside   map[uploader.UploadID][]uploader.Subtitle
	declined map[string]bool // by path
	problems map[uploader.UploadID]map[uploader.Field]string
	// dropped are the posters that uploads had when another one was dropped, until that is there or refused.
	dropped map[uploader.UploadID]uploader.Source
	// pictures are small copies of posters, nil while one is being made.
	pictures map[pictureKey]*uploader.PosterPreview
}

func newExtrasMemory() *extrasMemory {
	return &extrasMemory{
		asked: map[uploader.UploadID]bool{}, beside: map[uploader.UploadID][]uploader.Subtitle{}, declined: map[string]bool{}, dropped: map[uploader.UploadID]uploader.Source{},
		problems: map[uploader.UploadID]map[uploader.Field]string{}, pictures: map[pictureKey]*uploader.PosterPreview{},
	}
}

// pictureKey is a picture as it was at one time: the same instant can be written in many ways.
type pictureKey struct {
	path           string
	size, modified int64
}

func keyOf(picture uploader.Source) pictureKey {
	return pictureKey{picture.Path, picture.Size, picture.ModTime.UnixNano()}
}

// mostPictures bounds how many small pictures are remembered.
const mostPictures = 30

func newExtras(env *Env, door ExtrasDoor, memory *extrasMemory, grown, unfold func()) *extras {
	x := &extras{env: env, door: door, grown: grown, unfold: unfold, memory: memory, offer: widgets.NewColumn(0, widgets.Insets{})}
	x.frame = widgets.NewPoster(env.T(words.FieldPoster))
	x.choosePoster = widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonChoosePicture), x.askForPoster)
	x.posterPart = widgets.NewColumn(8, widgets.Insets{})
	x.taken = newOffer(env, env.Kit)
	x.poster = widgets.NewLabelled(env.T(words.FieldPoster), "", widgets.NewColumn(8, widgets.Insets{}, x.taken.piece, x.posterPart), nil)
	x.poster.Help(env.T(words.DetailsPosterHint))
	x.list = widgets.NewColumn(10, widgets.Insets{})
	x.addSubtitles = widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonAddSubtitles), x.askForSubtitles)
	column := widgets.NewColumn(10, widgets.Insets{}, x.list, widgets.NewFlow(8, fyne.TextAlignLeading, x.addSubtitles))
	x.subtitles = widgets.NewLabelled(env.T(words.FieldSubtitles), "", column, nil)
	x.subtitles.Help(env.T(words.DetailsSubtitlesHint))
	return x
}

func (x *extras) askForPoster() {
	id := x.upload.ID
	x.env.System.ChoosePicture(func(path string) {
		x.forget(id, uploader.FieldPoster)
		x.door.ChoosePoster(id, path)
	})
}

func (x *extras) askForSubtitles() {
	id := x.upload.ID
	x.env.System.ChooseSubtitles(func(paths []string) {
		x.forget(id, uploader.FieldSubtitles)
		x.door.AddSubtitles(id, paths)
	})
}

// forget takes back what was said about a file: another one is looked at now.
func (x *extras) forget(id uploader.UploadID, field uploader.Field) {
	delete(x.memory.problems[id], field)
}

// problem is what is to be said of the last choice of a field, "" for nothing.
func (x *extras) problem(field uploader.Field) string { return x.memory.problems[x.upload.ID][field] }

// news takes in what came of looking at files.
func (x *extras) news(news uploader.ExtrasNews) {
	for _, problem := range news.Problems {
		if x.memory.problems[news.Upload] == nil {
			x.memory.problems[news.Upload] = map[uploader.Field]string{}
		}
		x.memory.problems[news.Upload][problem.Field] = x.env.Words.Problem(problem)
		if problem.Field == uploader.FieldPoster {
			delete(x.memory.dropped, news.Upload)
		}
	}
	if news.Beside != nil {
		x.memory.beside[news.Upload] = *news.Beside
	}
	if news.Poster != nil {
		if len(x.memory.pictures) >= mostPictures {
			clear(x.memory.pictures)
		}
		x.memory.pictures[keyOf(news.Poster.Source)] = news.Poster
	}
}

// fill shows what an upload has. It asks for what it does not know yet, once.
func (x *extras) fill(upload uploader.Upload) {
	if x.upload.ID != upload.ID {
		x.taken.end()
	}
	x.upload = upload
	if !x.memory.asked[upload.ID] && !upload.Placeholder() {
		x.memory.asked[upload.ID] = true
		x.door.LookBeside(upload.ID)
	}
	x.fillPoster()
	x.fillSubtitles()
	x.fillOffer()
}

func (x *extras) fillPoster() {
	env, chosen := x.env, x.upload.Metadata.Poster
	x.offerBack(chosen)
	if chosen == (uploader.Source{}) {
		x.posterPart.Objects = []fyne.CanvasObject{widgets.NewFlow(8, fyne.TextAlignLeading, x.choosePoster)}
		return
	}
	preview, asked := x.memory.pictures[keyOf(chosen)]
	if !asked {
		x.memory.pictures[keyOf(chosen)] = nil
		x.door.ShowPoster(x.upload.ID, chosen)
	}
	making := preview == nil
	if making {
		preview = &uploader.PosterPreview{}
	}
	x.frame.Set(preview.Picture)
	x.posterPart.Objects = []fyne.CanvasObject{x.frame}
	if preview.Picture == nil && !making {
		x.posterPart.Add(widgets.NewParagraph(env.T(words.DetailsPosterNotShown), widgets.StyleSmall))
	}
	poster, _ := x.upload.Outstanding()
	held := x.upload.State.Arrived() && !x.upload.Placeholder() && poster == (uploader.Source{})
	x.posterPart.Add(widgets.NewEllipsis(x.onSite(chosen.Name, held), widgets.StyleSmall))
	buttons := widgets.NewFlow(8, fyne.TextAlignLeading, x.choosePoster)
	if !held {
		none := uploader.Source{}
		buttons.Add(widgets.NewButton(env.Kit, widgets.Quiet, env.T(words.ButtonRemove), func() {
			x.forget(x.upload.ID, uploader.FieldPoster)
			x.change(uploader.Change{Poster: &none})
			env.Kit.Focus(x.choosePoster)
		}))
	}
	x.posterPart.Add(buttons)
}

// onSite adds to a name that the site has it: from there it cannot be taken away again here.
func (x *extras) onSite(name string, held bool) string {
	if !held {
		return name
	}
	return name + " · " + x.env.T(words.DetailsOnSite)
}

// change hands a change on at once and shows it without waiting for the engine.
func (x *extras) change(change uploader.Change) {
	x.upload.Metadata = change.Apply(x.upload.Metadata)
	x.door.Edit(x.upload.ID, change)
	x.fill(x.upload)
	x.grown()
}

// focus is where a problem of a field is mended.
func (x *extras) focus(field uploader.Field) fyne.Focusable {
	if field == uploader.FieldPoster {
		return x.choosePoster
	}
	for i, subtitle := range x.upload.Metadata.Subtitles {
		if subtitle.Locale == "" {
			return widgets.Find(x.list.Objects[i], func(fyne.Focusable) bool { return true })
		}
	}
	return x.addSubtitles
}
