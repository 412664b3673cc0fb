package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// bundle are the files of the macOS application without its executable file, in the order of their paths, which begin at the bundle.
func bundle(b build) ([]content, error) {
	info, err := infoList(b)
	if err != nil {
		return nil, err
	}
	licences, err := os.ReadFile(filepath.Join(b.Module, "assets", "licences.txt"))
	if err != nil {
		return nil, err
	}
	files := []content{
		{"/Contents/Info.plist", 0o644, info},
		{"/Contents/PkgInfo", 0o644, []byte("APPL????")},
		{"/Contents/Resources/third-party.txt", 0o644, licences},
	}
	for name, path := range map[string]string{"app": appDrawing, "setup": setupDrawing, "link": linkDrawing} {
		drawn, err := b.drawing(path)
		if err != nil {
			return nil, err
		}
		icon, err := drawn.icns()
		if err != nil {
			return nil, err
		}
		files = append(files, content{"/Contents/Resources/" + name + ".icns", 0o644, icon})
	}
	return sorted(files), nil
}

// infoList is what macOS reads about the application.
func infoList(b build) ([]byte, error) {
	info, err := os.ReadFile(filepath.Join(b.Module, "assets", "packaging", "macos", "Info.plist"))
	if err != nil {
		return nil, err
	}
	return []byte(strings.NewReplacer(">ID<", ">"+b.ID+"<", ">NAME<", ">"+escaped(b.Name)+"<", ">VERSION<", ">"+b.Version+"<",
		">NUMBER<", ">"+strconv.Itoa(b.Number)+"<").Replace(string(info))), nil
}

// icnsParts are the pictures of an .icns file that hold a PNG: what macOS calls each, and its pixels on each side. Those that are twice as
// fine as a smaller one have names of their own.
var icnsParts = []struct {
	name string
	size int
}{{"ic11", 32}, {"ic12", 64}, {"ic07", 128}, {"ic13", 256}, {"ic08", 256}, {"ic14", 512}, {"ic09", 512}, {"ic10", 1024}}

// icns gives the drawing as macOS keeps icons: "icns" and the length of the file, then each picture with its name and its length, both of 4
// bytes and counted with these 8.
func (d drawing) icns() ([]byte, error) {
	var body bytes.Buffer
	for _, part := range icnsParts {
		picture, err := d.png(part.size)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&body, "%s%s%s", part.name, binary.BigEndian.AppendUint32(nil, uint32(len(picture)+8)), picture)
	}
	return append(binary.BigEndian.AppendUint32([]byte("icns"), uint32(body.Len()+8)), body.Bytes()...), nil
}
