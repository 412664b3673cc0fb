package intake

import "strings"

func set(words string) map[string]bool {
	members := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		members[word] = true
	}
	return members
}

var (
	// knownExtensions are believed when the first bytes say nothing.
	knownExtensions = set(`
		mp4 m4v mp4v mov qt mkv mk3d webm avi divx wmv asf flv f4v mpg mpeg mpe mp2v m1v m2v mpv vob ts mts m2ts m2t mod tod trp tp
		3gp 3gpp 3g2 ogv ogm ogx mxf gxf lxf dv dif rm rmvb wtv dvr-ms amv y4m ivf h264 264 avc h265 265 hevc av1 obu nut
		r3d braw insv 360 vro evo mj2 mjpg mjpeg
		mp3 mp2 mpa m4a m4b m4r aac adts wav wave w64 rf64 flac wma aif aiff aifc ac3 eac3 ec3 dts amr awb caf mka weba ogg oga opus spx
		ape wv tta au snd ra`)
	shortcutExtensions = set(`lnk url desktop webloc alias appref-ms website`)
	// unfinishedExtensions are what browsers and other programs call a download that is not complete.
	unfinishedExtensions = set(`crdownload part partial opdownload filepart aria2 !ut`)
	// bundleExtensions are folders that a Mac shows as one document.
	bundleExtensions = set(`app bundle fcpbundle imovielibrary photoslibrary aplibrary theater rtfd pages numbers key framework`)
)
