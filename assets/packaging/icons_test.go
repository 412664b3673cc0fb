package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// here is the module seen from this folder.
var here = build{Name: "TwentyThree Uploader", ID: "com.twentythree.uploader", Module: "../.."}

func TestTheDrawnIconsLookLikeTheDrawings(t *testing.T) {
	t.Parallel()
	for _, path := range []string{appDrawing, setupDrawing, linkDrawing} {
		drawn, err := here.drawing(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, size := range []int{16, 20, 48, 256} {
			picture, err := drawn.at(size)
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if _, _, _, alpha := picture.At(0, 0).RGBA(); alpha != 0 {
				t.Errorf("%s at %d: the corner is not empty", path, size)
			}
			if _, _, _, alpha := picture.At(size/2, size*9/10).RGBA(); alpha != 0xffff {
				t.Errorf("%s at %d: nothing is drawn at the lower edge", path, size)
			}
		}
	}
}

// TestThePictureOfTheWindowIsTheDrawing keeps app.png, which the window shows, and app.svg, which packages are made from, the same picture.
func TestThePictureOfTheWindowIsTheDrawing(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(filepath.Join(here.Module, "assets/icons/app.png"))
	if err != nil {
		t.Fatal(err)
	}
	shown, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	d, err := here.drawing(appDrawing)
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := d.at(shown.Bounds().Dx())
	if err != nil {
		t.Fatal(err)
	}
	if far := distance(shown, drawn); far > 2 {
		t.Errorf("the pictures differ by %.1f of 255 on average", far)
	}
}

// distance is how far two pictures of one size are apart on average, of 255.
func distance(a, b image.Image) float64 {
	var sum, count float64
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			r1, g1, b1, a1 := a.At(x, y).RGBA()
			r2, g2, b2, a2 := b.At(x, y).RGBA()
			for _, pair := range [][2]uint32{{r1, r2}, {g1, g2}, {b1, b2}, {a1, a2}} {
				sum += max(float64(pair[0])-float64(pair[1]), float64(pair[1])-float64(pair[0])) / 257
				count++
			}
		}
	}
	return sum / count
}
