package uitest

import "twentythree-uploader/uploader"

// ChoosePoster notes it, like those that follow.
func (d *Door) ChoosePoster(id uploader.UploadID, path string) { d.note("poster %s %s", id, path) }

// AddSubtitles notes it.
func (d *Door) AddSubtitles(id uploader.UploadID, paths []string) {
	d.note("subtitles %s %q", id, paths)
}

// LookBeside is asked too often to be noted.
func (d *Door) LookBeside(uploader.UploadID) {}

// LookBesideEach is, too.
func (d *Door) LookBesideEach([]uploader.UploadID) {}

// ShowPoster is asked too often to be noted.
func (d *Door) ShowPoster(uploader.UploadID, uploader.Source) {}

// LookAtFile notes it.
func (d *Door) LookAtFile(id uploader.UploadID, path string) { d.note("look at %s %s", id, path) }

// ReplaceFile notes it.
func (d *Door) ReplaceFile(id uploader.UploadID, path string) { d.note("replace %s %s", id, path) }
