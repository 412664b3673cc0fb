package native

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/draw"
)

// How large pictures are kept: three times the size at which a row shows them at 100 % text, which is enough for large text on a fine
// screen.
const (
	pictureWidth  = 192
	pictureHeight = 120
	pictureRadius = 18
)

// pictureOf reads a preview picture, fitted to a row; nil where it is no picture of the file at address as it was at modified, in
// seconds.
func pictureOf(data []byte, address string, modified int64) image.Image {
	texts := pngTexts(data)
	if told, there := texts["Thumb::URI"]; there && told != address {
		return nil
	}
	whole, _, _ := strings.Cut(texts["Thumb::MTime"], ".")
	if at, err := strconv.ParseInt(whole, 10, 64); err != nil || at != modified {
		return nil
	}
	const longest = 2048
	size, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil || size.Width < 1 || size.Height < 1 || size.Width > longest || size.Height > longest {
		return nil
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	return fitted(picture)
}

// fitted fills the size of a row's picture from the middle of another, with round corners.
func fitted(picture image.Image) image.Image {
	from := picture.Bounds()
	width, height := float64(from.Dx()), float64(from.Dy())
	share := min(width/pictureWidth, height/pictureHeight)
	cutX, cutY := int((width-share*pictureWidth)/2), int((height-share*pictureHeight)/2)
	middle := image.Rect(from.Min.X+cutX, from.Min.Y+cutY, from.Max.X-cutX, from.Max.Y-cutY)
	small := image.NewRGBA(image.Rect(0, 0, pictureWidth, pictureHeight))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), picture, middle, draw.Src, nil)
	rounded := image.NewRGBA(small.Bounds())
	draw.DrawMask(rounded, small.Bounds(), small, image.Point{}, corners{}, image.Point{}, draw.Src)
	return rounded
}

// corners are see-through outside a rectangle with round corners.
type corners struct{}

func (corners) ColorModel() color.Model { return color.AlphaModel }
func (corners) Bounds() image.Rectangle { return image.Rect(0, 0, pictureWidth, pictureHeight) }

func (corners) At(x, y int) color.Color {
	away := func(at, length int) float64 {
		const half = 0.5
		return max(pictureRadius-(float64(at)+half), (float64(at)+half)-float64(length-pictureRadius), 0)
	}
	distance := math.Hypot(away(x, pictureWidth), away(y, pictureHeight))
	const soft = 0.5
	return color.Alpha{A: uint8(255 * min(max(pictureRadius-distance+soft, 0), 1))}
}

// pngTexts are the texts in a picture by their names, as far as the picture is whole. Nothing but short ones is read.
func pngTexts(data []byte) map[string]string {
	const head, longest = 8, 4096
	texts := map[string]string{}
	if !bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) {
		return texts
	}
	for rest := data[head:]; len(rest) >= 12; {
		length, kind := int64(binary.BigEndian.Uint32(rest)), string(rest[4:8])
		if length > int64(len(rest))-12 || kind == "IEND" {
			break
		}
		body := rest[8 : 8+length]
		if name, text, is := bytes.Cut(body, []byte{0}); kind == "tEXt" && is && length <= longest {
			texts[string(name)] = string(text)
		}
		rest = rest[12+length:]
	}
	return texts
}
