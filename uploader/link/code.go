package link

import (
	"errors"
	"fmt"
	"image"
	"image/color"

	"github.com/skip2/go-qrcode"
)

// ErrCode is returned for an address that no code can hold.
var ErrCode = errors.New("no code can be drawn of this address")

// longestCoded is how many bytes an address may have: a code of more is too fine for a phone at arm's length.
const longestCoded = 300

// Code is a QR code: a square of dark and light modules with the light margin that readers need. As a picture it has one pixel a module,
// black on white whatever the window's look, because readers of phones expect it so: drawn without smoothing it is sharp at any size.
// Codes come from NewCode; the zero value has no modules.
type Code struct{ modules [][]bool }

// NewCode draws the code of an address. It still reads with 15 % of it hidden (level M). The error is ErrCode.
func NewCode(address string) (Code, error) {
	if address == "" || len(address) > longestCoded {
		return Code{}, fmt.Errorf("%w: %d bytes", ErrCode, len(address))
	}
	drawn, err := qrcode.New(address, qrcode.Medium)
	if err != nil {
		return Code{}, fmt.Errorf("%w: %w", ErrCode, err)
	}
	return Code{modules: drawn.Bitmap()}, nil
}

// Size is how many modules a side has, margin included.
func (c Code) Size() int { return len(c.modules) }

// Dark reports whether a module is dark; x goes right and y down, both from 0. Outside of the square all is light.
func (c Code) Dark(x, y int) bool {
	return y >= 0 && y < len(c.modules) && x >= 0 && x < len(c.modules) && c.modules[y][x]
}

// ColorModel is that of grey pictures.
func (c Code) ColorModel() color.Model { return color.GrayModel }

// Bounds is a square of Size pixels from the origin.
func (c Code) Bounds() image.Rectangle { return image.Rect(0, 0, len(c.modules), len(c.modules)) }

// At is black or white.
func (c Code) At(x, y int) color.Color {
	if c.Dark(x, y) {
		return color.Gray{}
	}
	return color.Gray{Y: 0xff}
}
