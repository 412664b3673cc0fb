package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// The drawings that every system's icons are made from, by their paths in the module.
const (
	appDrawing   = "assets/icons/app.svg"
	setupDrawing = "assets/packaging/icons/setup.svg"
	linkDrawing  = "assets/packaging/icons/link.svg"
)

// drawing is an SVG of a square.
type drawing []byte

// drawing reads one of the drawings.
func (b build) drawing(path string) (drawing, error) {
	return os.ReadFile(filepath.Join(b.Module, filepath.FromSlash(path)))
}

// at gives the drawing with as many pixels on each side, on nothing.
func (d drawing) at(size int) (*image.NRGBA, error) {
	icon, err := oksvg.ReadIconStream(bytes.NewReader(d), oksvg.StrictErrorMode)
	if err != nil {
		return nil, fmt.Errorf("drawing an icon: %w", err)
	}
	icon.SetTarget(0, 0, float64(size), float64(size))
	for at := range icon.SVGPaths {
		// SetTarget leaves the lines as wide as they are in the file.
		icon.SVGPaths[at].LineWidth *= float64(size) / icon.ViewBox.W
	}
	canvas := image.NewNRGBA(image.Rect(0, 0, size, size))
	icon.Draw(rasterx.NewDasher(size, size, rasterx.NewScannerGV(size, size, canvas, canvas.Bounds())), 1)
	return canvas, nil
}

// png gives the drawing as a PNG file with as many pixels on each side.
func (d drawing) png(size int) ([]byte, error) {
	picture, err := d.at(size)
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&file, picture)
	return file.Bytes(), err
}
