package main

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// content is one file of a package.
type content struct {
	// Path is where it is installed, with forward slashes: "/usr/bin/twentythree-uploader".
	Path string
	Mode fs.FileMode
	Data []byte
}

// sorted gives the files in the order of their paths.
func sorted(files []content) []content {
	return slices.SortedFunc(slices.Values(files), func(a, b content) int { return strings.Compare(a.Path, b.Path) })
}

// lay writes the files below a folder, which is emptied first.
func lay(folder string, files []content) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	for _, file := range files {
		path := filepath.Join(folder, filepath.FromSlash(file.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, file.Data, file.Mode); err != nil {
			return err
		}
	}
	return nil
}

// compressed is data as gzip writes it, without a name and a date of its own.
func compressed(data []byte) ([]byte, error) {
	var out bytes.Buffer
	writer, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := writer.Write(data); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
