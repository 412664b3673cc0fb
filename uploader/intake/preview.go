package intake

import (
	"context"
	"image"
	"image/color"
	_ "image/jpeg" // the pictures that can be posters
	_ "image/png"  // likewise
	"os"

	"twentythree-uploader/uploader"
)

// mostPixels bounds the pictures that are shown: an unpacked one takes 4 to 16 bytes for each, and a file of a few thousand bytes can claim
// any number of them.
const mostPixels = 12_000_000

// Preview makes a small copy of a picture that fits into width × height pixels. It is nil for what is damaged or too large to be unpacked,
// without reading more of that than its beginning. It takes up to 250 MB for a moment: one at a time is enough.
func Preview(ctx context.Context, source uploader.Source, width, height int) image.Image {
	small, err := await(ctx, func() (image.Image, error) { return preview(source.Path, width, height), nil })
	if err != nil {
		return nil
	}
	return small
}

func preview(path string, width, height int) (small image.Image) {
	defer func() {
		if recover() != nil {
			// What a decoder stumbles over is no picture.
			small = nil
		}
	}()
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	config, _, err := image.DecodeConfig(file)
	if err != nil || config.Width <= 0 || config.Height <= 0 || config.Width > mostPixels/config.Height {
		return nil
	}
	if _, err := file.Seek(0, 0); err != nil {
		return nil
	}
	whole, _, err := image.Decode(file)
	if err != nil {
		return nil
	}
	return shrunk(whole, width, height)
}

// shrunk averages a few points of the picture for each one of the small copy, which is never larger than the picture itself.
func shrunk(whole image.Image, width, height int) image.Image {
	bounds := whole.Bounds()
	scale := max(float64(bounds.Dx())/float64(width), float64(bounds.Dy())/float64(height), 1)
	small := image.NewNRGBA(image.Rect(0, 0, max(1, int(float64(bounds.Dx())/scale)), max(1, int(float64(bounds.Dy())/scale))))
	const points = 4 // in each direction
	for y := range small.Bounds().Dy() {
		for x := range small.Bounds().Dx() {
			var sum [4]uint32
			for j := range points {
				for i := range points {
					at := func(n, part, from, size int) int {
						return from + min(size-1, int((float64(n)+(float64(part)+0.5)/points)*scale))
					}
					r, g, b, a := whole.At(at(x, i, bounds.Min.X, bounds.Dx()), at(y, j, bounds.Min.Y, bounds.Dy())).RGBA()
					sum[0], sum[1], sum[2], sum[3] = sum[0]+r>>4, sum[1]+g>>4, sum[2]+b>>4, sum[3]+a>>4
				}
			}
			mean := func(part uint32) uint16 { return uint16(part * 16 / (points * points)) }
			small.Set(x, y, color.RGBA64{R: mean(sum[0]), G: mean(sum[1]), B: mean(sum[2]), A: mean(sum[3])})
		}
	}
	return small
}
