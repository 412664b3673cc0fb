package demo

import (
	"bytes"
	"path"
	"strings"
)

// picture is what a file is as a picture.
type picture int

// What a file can be.
const (
	noPicture picture = iota
	jpegPicture
	pngPicture
	// otherPicture is one that the site does not take.
	otherPicture
)

// pictureOf tells pictures from videos by a file's first bytes, where they are known, and by its name: the documentation says that an
// image replaces the thumbnail and a video the video, but not how they are told apart. A file that is called a picture and is none
// is one that the site does not take.
func pictureOf(name string, first []byte) picture {
	for magic, is := range map[string]picture{
		"\xff\xd8\xff": jpegPicture, "\x89PNG\r\n\x1a\n": pngPicture, "GIF87a": otherPicture, "GIF89a": otherPicture, "II*\x00": otherPicture,
		"MM\x00*": otherPicture, "<svg": otherPicture, "8BPS": otherPicture,
	} {
		if bytes.HasPrefix(first, []byte(magic)) {
			return is
		}
	}
	if len(first) >= 12 {
		switch container, brand := string(first[:4]), string(first[8:12]); {
		case container == "RIFF" && brand == "WEBP":
			return otherPicture
		case string(first[4:8]) == "ftyp" && (brand == "heic" || brand == "heix" || brand == "mif1" || brand == "avif"):
			return otherPicture
		}
	}
	switch ending := strings.ToLower(path.Ext(name)); {
	case len(first) == 0 && (ending == ".jpg" || ending == ".jpeg"):
		return jpegPicture
	case len(first) == 0 && ending == ".png":
		return pngPicture
	case ending != "" && strings.Contains(" .jpg .jpeg .png .gif .webp .bmp .tif .tiff .heic .heif .avif .svg .psd .ico ", " "+ending+" "):
		return otherPicture
	}
	return noPicture
}

// mediaType is the picture's type as browsers know it.
func (p picture) mediaType() string {
	switch p {
	case jpegPicture:
		return "image/jpeg"
	case pngPicture:
		return "image/png"
	}
	return ""
}
