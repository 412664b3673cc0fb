package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
)

// windowsSizes are the sizes that Windows asks for at 100 to 400 %, from a list's row to Explorer's largest view.
var windowsSizes = []int{16, 20, 24, 32, 40, 48, 64, 96, 128, 256}

// asPNG is the size from which an icon file holds PNG: setup tools and old parts of Windows read small ones as bitmaps only.
const asPNG = 128

// ico gives the drawing as an icon file of Windows with all its sizes.
func (d drawing) ico() ([]byte, error) {
	const headLength, entryLength = 6, 16
	var head, pictures bytes.Buffer
	write := func(values ...any) {
		for _, value := range values {
			_ = binary.Write(&head, binary.LittleEndian, value)
		}
	}
	write(uint16(0), uint16(1), uint16(len(windowsSizes)))
	for _, size := range windowsSizes {
		picture, err := d.icoPicture(size)
		if err != nil {
			return nil, err
		}
		// One byte each for width and height: 0 stands for 256.
		write(uint8(size), uint8(size), uint16(0), uint16(1), uint16(32), uint32(len(picture)),
			uint32(headLength+entryLength*len(windowsSizes)+pictures.Len()))
		pictures.Write(picture)
	}
	return append(head.Bytes(), pictures.Bytes()...), nil
}

func (d drawing) icoPicture(size int) ([]byte, error) {
	if size >= asPNG {
		return d.png(size)
	}
	picture, err := d.at(size)
	if err != nil {
		return nil, err
	}
	return bitmap(picture), nil
}

// bitmap is a picture as icon files hold it: BITMAPINFOHEADER with twice the height, the rows from below as blue, green, red and alpha, and
// a mask of one bit a pixel that says nothing beside the alpha.
func bitmap(picture *image.NRGBA) []byte {
	size := picture.Bounds().Dx()
	maskRow := (size + 31) / 32 * 4
	var file bytes.Buffer
	for _, value := range []any{
		uint32(40), int32(size), int32(2 * size), uint16(1), uint16(32), uint32(0), uint32(size*size*4 + maskRow*size),
		int32(0), int32(0), uint32(0), uint32(0),
	} {
		_ = binary.Write(&file, binary.LittleEndian, value)
	}
	for y := size - 1; y >= 0; y-- {
		for x := range size {
			colour := picture.NRGBAAt(x, y)
			file.Write([]byte{colour.B, colour.G, colour.R, colour.A})
		}
	}
	file.Write(make([]byte, maskRow*size))
	return file.Bytes()
}

// sidePicture is the picture beside the setup's last page, as a bitmap file: the program's drawing on its own ground. It is twice as large as
// at 100 %.
func (d drawing) sidePicture() ([]byte, error) {
	const width, height, shown = 2 * 164, 2 * 314, 240
	const headLength = 14 + 40
	icon, err := d.at(shown)
	if err != nil {
		return nil, err
	}
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	ground := icon.NRGBAAt(shown/2, shown/8) // what is above the arrow
	draw.Draw(picture, picture.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	left, top := (width-shown)/2, (height-shown)/2
	draw.Draw(picture, image.Rect(left, top, left+shown, top+shown), icon, image.Point{}, draw.Over)
	var file bytes.Buffer
	for _, value := range []any{
		[]byte("BM"), uint32(headLength + width*height*3), uint32(0), uint32(headLength),
		uint32(40), int32(width), int32(height), uint16(1), uint16(24), uint32(0), uint32(width * height * 3), int32(0), int32(0), uint32(0), uint32(0),
	} {
		_ = binary.Write(&file, binary.LittleEndian, value)
	}
	// A row of 328 pixels needs nothing to fill it up to four bytes.
	for y := height - 1; y >= 0; y-- {
		for x := range width {
			colour := picture.NRGBAAt(x, y)
			file.Write([]byte{colour.B, colour.G, colour.R})
		}
	}
	return file.Bytes(), nil
}
