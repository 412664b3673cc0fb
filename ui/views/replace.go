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

// ShowDropped asks what is to become of a file that was dropped on a video that has arrived: its new file, a video of its own, or nothing.
func ShowDropped(env *Env, upload uploader.Upload, file uploader.Source, replace, add func()) {
	widgets.ShowOffer(env.Kit, env.T(words.ReplaceDroppedTitle, words.Text("title", upload.DisplayTitle())),
		replaceLines(env, upload, file, words.ReplaceDroppedForGood), nil,
		widgets.SheetAction{Words: env.T(words.ReplaceAsNew), Kind: widgets.Primary, Do: add},
		widgets.SheetAction{Words: env.T(words.ReplaceVideo), Kind: widgets.Plain, Do: replace},
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
	fresh := []string{file.Name, env.Words.Bytes(file.Size), env.Words.DateTime(file.ModTime)}
	return []fyne.CanvasObject{
		fileLines(env.T(words.ReplacePresent, words.Text("site", site)), present),
		fileLines(env.T(words.ReplaceFresh), fresh),
		widgets.NewParagraph(env.T(forGood), widgets.StyleBody),
	}
}

func fileLines(label string, facts []string) fyne.CanvasObject {
	return widgets.NewColumn(2, widgets.Insets{}, widgets.NewParagraph(label, widgets.StyleLabel),
		widgets.NewParagraph(strings.Join(facts, " · "), widgets.StyleBody))
}
