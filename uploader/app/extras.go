package app

import (
	"os"
	"path/filepath"
	"sync"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/intake"
)

// How large a poster is shown, in pixels: twice the size of its place in the window, for screens with small ones.
const (
	posterWidth  = 640
	posterHeight = 360
)

// extras is what is known for looking at posters and subtitles. The zero value knows nothing.
type extras struct {
	// unpacking is held while a picture is unpacked: one at a time, since each can take a lot of memory.
	unpacking sync.Mutex
	languages sync.Map // account → the languages of its site
}

func (e *extras) offers(account uploader.AccountID, languages []uploader.Language) {
	e.languages.Store(account, languages)
}

// match gives the site's own name of a language.
func (e *extras) match(account uploader.AccountID, locale string) string {
	languages, _ := e.languages.Load(account)
	offered, _ := languages.([]uploader.Language)
	return uploader.MatchLocale(locale, offered)
}

func (a *App) tellExtras(news ...uploader.ExtrasNews) {
	if a.ctx.Err() == nil {
		a.engine.Announce(uploader.Update{Extras: news})
	}
}

func (a *App) upload(id uploader.UploadID) (uploader.Upload, bool) {
	for _, upload := range a.engine.Uploads() {
		if upload.ID == id {
			return upload, true
		}
	}
	return uploader.Upload{}, false
}

// ChoosePoster makes the picture at path the poster of an upload. One that cannot be used comes back as ExtrasNews.
func (a *App) ChoosePoster(id uploader.UploadID, path string) {
	a.owned.Go(func() {
		poster, code, err := intake.Poster(a.ctx, path)
		switch {
		case err != nil:
		case code != "":
			problem := uploader.Problem{Field: uploader.FieldPoster, Code: code, Value: filepath.Base(path)}
			a.tellExtras(uploader.ExtrasNews{Upload: id, Problems: []uploader.Problem{problem}})
		default:
			a.Edit(id, uploader.Change{Poster: &poster})
		}
	})
}

// AddSubtitles adds files of subtitles to an upload, in the language that their names tell. Those that cannot be used come back as
// ExtrasNews.
func (a *App) AddSubtitles(id uploader.UploadID, paths []string) {
	a.owned.Go(func() {
		upload, known := a.upload(id)
		if !known {
			return
		}
		news := uploader.ExtrasNews{Upload: id}
		var added []uploader.Subtitle
		for _, path := range paths {
			source, code, err := intake.Subtitles(a.ctx, path)
			switch {
			case err != nil:
				return
			case code != "":
				news.Problems = append(news.Problems, uploader.Problem{Field: uploader.FieldSubtitles, Code: code, Value: filepath.Base(path)})
			default:
				locale := a.extras.match(upload.Account, intake.LanguageOf(source.Name))
				added = append(added, uploader.Subtitle{Source: source, Locale: locale})
			}
		}
		if len(added) > 0 {
			a.Edit(id, uploader.Change{AddSubtitles: added})
		}
		if len(news.Problems) > 0 {
			a.tellExtras(news)
		}
	})
}

// LookBeside looks for subtitles beside the file of an upload. They come as ExtrasNews, also when there are none.
func (a *App) LookBeside(id uploader.UploadID) {
	a.owned.Go(func() {
		upload, known := a.upload(id)
		if !known || upload.Placeholder() {
			return
		}
		found, err := intake.Beside(a.ctx, upload.Source)
		if err != nil {
			return
		}
		for i := range found {
			found[i].Locale = a.extras.match(upload.Account, found[i].Locale)
		}
		a.tellExtras(uploader.ExtrasNews{Upload: id, Beside: &found})
	})
}

// LookBesideEach does so for many uploads at once. Those beside which nothing lies are told of, too.
func (a *App) LookBesideEach(ids []uploader.UploadID) {
	a.owned.Go(func() {
		wanted := make(map[uploader.UploadID]bool, len(ids))
		for _, id := range ids {
			wanted[id] = true
		}
		var uploads []uploader.Upload
		var sources []uploader.Source
		for _, upload := range a.engine.Uploads() {
			if wanted[upload.ID] && !upload.Placeholder() {
				uploads, sources = append(uploads, upload), append(sources, upload.Source)
			}
		}
		all, err := intake.BesideEach(a.ctx, sources)
		if err != nil {
			return
		}
		news := make([]uploader.ExtrasNews, len(all))
		for i, found := range all {
			for k := range found {
				found[k].Locale = a.extras.match(uploads[i].Account, found[k].Locale)
			}
			news[i] = uploader.ExtrasNews{Upload: uploads[i].ID, Beside: &all[i]}
		}
		a.tellExtras(news...)
	})
}

// ShowPoster makes the poster of an upload small enough to be shown. It comes as ExtrasNews.
func (a *App) ShowPoster(id uploader.UploadID, poster uploader.Source) {
	a.owned.Go(func() {
		a.extras.unpacking.Lock()
		defer a.extras.unpacking.Unlock()
		picture := intake.Preview(a.ctx, poster, posterWidth, posterHeight)
		a.tellExtras(uploader.ExtrasNews{Upload: id, Poster: &uploader.PosterPreview{Source: poster, Picture: picture}})
	})
}

// LookAtFile looks at a file that is to take the place of a video's own. It comes as ExtrasNews; one that cannot be used as a rejected
// batch of one. A folder, which can be dropped on a row as well, is added like any other.
func (a *App) LookAtFile(id uploader.UploadID, path string) {
	a.owned.Go(func() {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			a.AddPaths([]string{path})
			return
		}
		a.fileFor(id, path, func(id uploader.UploadID, source uploader.Source) {
			a.tellExtras(uploader.ExtrasNews{Upload: id, Candidate: &source})
		})
	})
}
