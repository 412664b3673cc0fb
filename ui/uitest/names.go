package uitest

import "twentythree-uploader/uploader"

// NamedByFile is AtWork with a video that has the name of its file for a title.
func NamedByFile() []uploader.Upload {
	uploads := AtWork()
	uploads[1].Source.Name, uploads[1].Metadata.Title = "q3_final_v2.mov", "q3 final v2"
	return uploads
}
