package views

import (
	"twentythree-uploader/ui/model"
	"twentythree-uploader/uploader"
)

// GoesAlong reports whether files are all pictures and subtitles, which go along with a video and are none.
func GoesAlong(paths []string) bool {
	for _, path := range paths {
		if !uploader.IsPictureName(path) && !uploader.IsSubtitleName(path) {
			return false
		}
	}
	return len(paths) > 0
}

// take uses files that were dropped, which GoesAlong: the first picture as the poster, subtitles as such. It gives the field to look at.
func (x *extras) take(paths []string) (field uploader.Field) {
	id := x.upload.ID
	var subtitles []string
	for _, path := range paths {
		switch {
		case !uploader.IsPictureName(path):
			subtitles = append(subtitles, path)
		case field == "":
			field = uploader.FieldPoster
			x.forget(id, field)
			x.memory.dropped[id] = x.upload.Metadata.Poster
			x.door.ChoosePoster(id, path)
		}
	}
	if len(subtitles) > 0 {
		x.forget(id, uploader.FieldSubtitles)
		x.door.AddSubtitles(id, subtitles)
		if field == "" {
			field = uploader.FieldSubtitles
		}
	}
	return field
}

// offerBack offers to take the poster back that was dropped on the video, as soon as it is there.
func (x *extras) offerBack(chosen uploader.Source) {
	id := x.upload.ID
	before, waits := x.memory.dropped[id]
	if !waits || chosen == before {
		return
	}
	delete(x.memory.dropped, id)
	step := &model.Step{
		Words: x.env.changed(uploader.FieldPoster, 1, nil),
		Undo:  func() { x.door.Edit(id, uploader.Change{Poster: &before}) }, Redo: func() { x.door.Edit(id, uploader.Change{Poster: &chosen}) },
	}
	x.env.Undo.Did(step)
	x.taken.show(step, func() { x.env.Kit.Focus(x.choosePoster) })
	x.offered = true
}
