package intake

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"twentythree-uploader/uploader"
)

// judge decides by the first bytes, and by the extension where they say nothing. NoReason means usable.
func judge(name string, head []byte) uploader.ReasonCode {
	switch content := sniff(head); {
	case content == contentMedia:
		return uploader.NoReason
	case content == contentShortcut:
		return uploader.ReasonShortcut
	case content == contentUnknown && knownExtensions[extension(name)]:
		return uploader.NoReason
	}
	return uploader.ReasonNotVideo
}

type content int

const (
	contentUnknown content = iota
	contentMedia
	contentOther
	contentShortcut
)

type signature struct {
	offset  int
	bytes   string
	content content
}

// signatures are the published beginnings of file formats. The first that fits decides.
var signatures = []signature{
	{0, "\x1A\x45\xDF\xA3", contentMedia},                            // Matroska, WebM
	{0, "FLV\x01", contentMedia},                                     // Flash video
	{0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11", contentMedia},            // ASF: WMV, WMA
	{0, "\xB7\xD8\x00\x20\x37\x49\xDA\x11", contentMedia},            // Windows recorded television
	{0, "OggS", contentMedia},                                        // Ogg
	{0, "\x00\x00\x01\xBA", contentMedia},                            // MPEG program stream
	{0, "\x00\x00\x01\xB3", contentMedia},                            // MPEG video
	{0, "\x06\x0E\x2B\x34\x02\x05\x01\x01", contentMedia},            // MXF
	{0, ".RMF", contentMedia},                                        // RealMedia
	{0, "YUV4MPEG2 ", contentMedia},                                  // raw video
	{0, "DKIF", contentMedia},                                        // IVF
	{0, "nut/multimedia container", contentMedia},                    // NUT
	{4, "RED1", contentMedia},                                        // RED
	{4, "RED2", contentMedia},                                        //
	{0, "ID3", contentMedia},                                         // MP3 with its tag
	{0, "fLaC", contentMedia},                                        // FLAC
	{0, "#!AMR", contentMedia},                                       // AMR
	{0, "caff\x00", contentMedia},                                    // Core Audio
	{0, "MAC ", contentMedia},                                        // Monkey's Audio
	{0, "wvpk", contentMedia},                                        // WavPack
	{0, "TTA1", contentMedia},                                        // True Audio
	{0, ".snd\x00", contentMedia},                                    // AU
	{0, "riff\x2E\x91\xCF\x11", contentMedia},                        // Wave64
	{0, "L\x00\x00\x00\x01\x14\x02\x00", contentShortcut},            // Windows shortcut
	{0, "book\x00\x00\x00\x00mark\x00\x00\x00\x00", contentShortcut}, // Mac alias
	{0, "PK\x03\x04", contentOther},                                  // zip: also every office document
	{0, "PK\x05\x06", contentOther},                                  // empty zip
	{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", contentOther},            // older office documents
	{0, "%PDF-", contentOther},
	{0, "%!PS", contentOther},
	{0, "{\\rtf", contentOther},
	{0, "\x89PNG\r\n", contentOther},
	{0, "\xFF\xD8\xFF", contentOther},
	{0, "GIF8", contentOther},
	{0, "II*\x00", contentOther},
	{0, "MM\x00*", contentOther},
	{0, "8BPS", contentOther},
	{0, "Rar!\x1A\x07", contentOther},
	{0, "7z\xBC\xAF\x27\x1C", contentOther},
	{0, "\x1F\x8B\x08", contentOther},
	{0, "\xFD7zXZ\x00", contentOther},
	{0, "BZh", contentOther},
	{0, "\x28\xB5\x2F\xFD", contentOther},
	{0, "\x7FELF", contentOther},
	{0, "MZ\x90\x00", contentOther},
	{0, "\xCF\xFA\xED\xFE", contentOther},
	{0, "SQLite format 3\x00", contentOther},
	{0, "wOFF", contentOther},
	{0, "\x00asm", contentOther},
	{257, "ustar", contentOther},
}

func sniff(head []byte) content {
	if found := sniffBoxes(head); found != contentUnknown {
		return found
	}
	if found := sniffRIFF(head); found != contentUnknown {
		return found
	}
	for _, s := range signatures {
		if len(head) >= s.offset && bytes.HasPrefix(head[s.offset:], []byte(s.bytes)) {
			return s.content
		}
	}
	switch {
	case isTransportStream(head, 188, 0), isTransportStream(head, 192, 4):
		return contentMedia
	case isText(head):
		return sniffText(head)
	}
	return contentUnknown
}

// imageBrands are the kinds of ISO base media file that hold pictures (their registration authority's list of brands).
var imageBrands = set("heic heix heim heis hevc hevx mif1 msf1 avif avis crx jp2 jpx jpm jxl")

// sniffBoxes knows MP4, MOV and their kin by the type of the first box.
func sniffBoxes(head []byte) content {
	if len(head) < 12 {
		return contentUnknown
	}
	switch string(head[4:8]) {
	case "ftyp":
		if imageBrands[string(bytes.TrimRight(head[8:12], " \x00"))] {
			return contentOther
		}
		return contentMedia
	case "moov", "mdat", "moof", "styp", "sidx", "wide", "pnot", "free", "skip":
		return contentMedia
	case "jP  ", "JXL ":
		return contentOther
	}
	return contentUnknown
}

// sniffRIFF knows AVI, WAV and AIFF, which say what they hold eight bytes later.
func sniffRIFF(head []byte) content {
	if len(head) < 12 {
		return contentUnknown
	}
	switch string(head[:4]) {
	case "RIFF", "RIFX", "RF64", "FORM":
	default:
		return contentUnknown
	}
	switch string(head[8:12]) {
	case "AVI ", "AVIX", "WAVE", "AIFF", "AIFC", "AMV ", "CDXA", "8SVX":
		return contentMedia
	}
	return contentOther
}

// isTransportStream looks for the sync byte of three packets (ISO/IEC 13818-1), with the time stamp that cameras put before each.
func isTransportStream(head []byte, packet, first int) bool {
	for i := range 3 {
		if at := first + i*packet; at >= len(head) || head[at] != 0x47 {
			return false
		}
	}
	return true
}

// isText reports whether a head reads as text to its end, which no video does.
func isText(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
		return isWideText(head[2:])
	}
	for len(head) > 0 {
		r, size := utf8.DecodeRune(head)
		if r == utf8.RuneError && size <= 1 {
			return !utf8.FullRune(head)
		}
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\x1b' {
			return false
		}
		head = head[size:]
	}
	return true
}

// isWideText takes a head in UTF-16 for text when half of it is zero bytes, as in everyday text.
func isWideText(head []byte) bool {
	return len(head) > 0 && bytes.Count(head, []byte{0})*3 >= len(head)
}

func sniffText(head []byte) content {
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	for _, beginning := range []string{"[InternetShortcut]", "[Desktop Entry]", "[{000214A0-"} {
		if bytes.HasPrefix(start, []byte(beginning)) {
			return contentShortcut
		}
	}
	return contentOther
}
