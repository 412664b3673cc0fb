package views

import (
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// ShowReplace asks whether a file is to take the place of the one that a video has on its site. It names both, and says that there is no
// way back.
func ShowReplace(env *Env, upload uploader.Upload, file uploader.Source, replace func()) {
	widgets.ShowOffer(env.Kit, env.T(words.ReplaceTitle, words.Text("title", upload.DisplayTitle())),
		replaceLines(env, upload, file, words.ReplaceForGood), nil,
		widgets.SheetAction{Words: env.T(words.ReplaceKeep), Kind: widgets.Primary, Do: func() {}},
		widgets.SheetAction{Words: env.T(words.ReplaceDo), Kind: widgets.Plain, Do: replace})
}

// IsSought reports whether file is what a video waits for whose own is not where it was: it has the same name and size. The size is not known of
// a file that was never there to be looked at.
func IsSought(upload uploader.Upload, file uploader.Source) bool {
	own := upload.Source
	return seeksOwn(upload) && own.Name == file.Name && (own.Size == 0 || own.Size == file.Size)
}

// Dropped are the answers to what is to become of a file that was dropped on a video.
type Dropped struct {
	// Replace takes the place of the file that the site has, Use that of the one that is not where it was.
	Replace, Use func()
	// Add makes a video of its own.
	Add func()
}

// ShowDropped asks what is to become of a file that was dropped on a video that has arrived, or on one whose file is not where it was: the file of
// this video, a video of its own, or nothing. On a video that has gone on meanwhile it becomes a video of its own.
func ShowDropped(env *Env, upload uploader.Upload, file uploader.Source, answers Dropped) {
	switch {
	case TakesOther(upload):
		showUse(env, upload, file, answers)
	case replaceable(upload):
		showDroppedOnArrived(env, upload, file, answers)
	default:
		answers.Add()
	}
}

func showUse(env *Env, upload uploader.Upload, file uploader.Source, answers Dropped) {
	own := []string{upload.Source.Name}
	if upload.Source.Size > 0 {
		own = append(own, env.Words.Bytes(upload.Source.Size))
	}
	lines := []fyne.CanvasObject{
		fileLines(env.T(words.ReplaceUntilNow), own),
		fileLines(env.T(words.ReplaceFresh), freshFacts(env, file)),
		widgets.NewParagraph(env.T(words.ReplaceUseMeans), widgets.StyleBody),
	}
	widgets.ShowOffer(env.Kit, env.T(words.ReplaceUseTitle, words.Text("file", file.Name), words.Text("title", upload.DisplayTitle())), lines, nil,
		widgets.SheetAction{Words: env.T(words.ReplaceAsNew), Kind: widgets.Primary, Do: answers.Add},
		widgets.SheetAction{Words: env.T(words.ReplaceUseHere), Kind: widgets.Plain, Do: answers.Use},
		widgets.SheetAction{Words: env.T(words.ButtonCancel), Kind: widgets.Plain, Do: func() {}})
}

func showDroppedOnArrived(env *Env, upload uploader.Upload, file uploader.Source, answers Dropped) {
	widgets.ShowOffer(env.Kit, env.T(words.ReplaceDroppedTitle, words.Text("title", upload.DisplayTitle())),
		replaceLines(env, upload, file, words.ReplaceDroppedForGood), nil,
		widgets.SheetAction{Words: env.T(words.ReplaceAsNew), Kind: widgets.Primary, Do: answers.Add},
		widgets.SheetAction{Words: env.T(words.ReplaceVideo), Kind: widgets.Plain, Do: answers.Replace},
		widgets.SheetAction{Words: env.T(words.ButtonCancel), Kind: widgets.Plain, Do: func() {}})
}

// replaceLines name the file that is there and the new one, and end with what it means to replace it.
func replaceLines(env *Env, upload uploader.Upload, file uploader.Source, forGood words.Key) []fyne.CanvasObject {
	site := env.site(env.Queue.Account(upload.Account))
	present := []string{upload.Source.Name}
	if upload.Source.Size > 0 {
		present = append(present, env.Words.Bytes(upload.Source.Size))
	}
	if upload.Result.Length > 0 {
		present = append(present, env.Words.Duration(upload.Result.Length))
	}
	if arrived := upload.Result.Arrived; !arrived.IsZero() {
		present = append(present, env.Words.DateTime(arrived))
	}
	if upload.Reason.Code == uploader.ReasonHasFile {
		present = []string{env.T(words.ReplaceUnknown)}
	}
	return []fyne.CanvasObject{
		fileLines(env.T(words.ReplacePresent, words.Text("site", site)), present),
		fileLines(env.T(words.ReplaceFresh), freshFacts(env, file)),
		widgets.NewParagraph(env.T(forGood), widgets.StyleBody),
	}
}

func freshFacts(env *Env, file uploader.Source) []string {
	return []string{file.Name, env.Words.Bytes(file.Size), env.Words.DateTime(file.ModTime)}
}

func fileLines(label string, facts []string) fyne.CanvasObject {
	return widgets.NewColumn(2, widgets.Insets{}, widgets.NewParagraph(label, widgets.StyleLabel),
		widgets.NewParagraph(strings.Join(facts, " · "), widgets.StyleBody))
}
