package native

import (
	"crypto/md5"
	"encoding/hex"
	"image"
	"os"
	"path/filepath"
	"strings"
)

// thumbnail looks into the folder in which all Linux desktops keep preview pictures (the freedesktop.org thumbnail specification). A
// picture of an older version of the file is no picture of it.
func thumbnail(of pictured) image.Image {
	folder := os.Getenv("XDG_CACHE_HOME")
	if !filepath.IsAbs(folder) {
		home, err := os.UserHomeDir()
		if err != nil {
			return nil
		}
		folder = filepath.Join(home, ".cache")
	}
	address := fileAddress(of.path)
	// The specification names files after this sum; nothing is kept safe by it.
	sum := md5.Sum([]byte(address))
	name := hex.EncodeToString(sum[:]) + ".png"
	for _, size := range []string{"large", "x-large", "normal", "xx-large"} {
		data, err := readSmall(filepath.Join(folder, "thumbnails", size, name))
		if err != nil {
			continue
		}
		if picture := pictureOf(data, address, of.modified); picture != nil {
			return picture
		}
	}
	return nil
}

// readSmall reads a file that is no larger than a preview picture may be.
func readSmall(path string) ([]byte, error) {
	const most = 4 << 20
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > most {
		return nil, os.ErrInvalid
	}
	return os.ReadFile(path)
}

// fileAddress is the address by which file managers call a file, with exactly the characters encoded that theirs has: the name of the
// picture depends on each.
func fileAddress(path string) string {
	const plain = "!$&'()*+,-./:=@_~"
	const digits = "0123456789ABCDEF"
	var address strings.Builder
	address.WriteString("file://")
	for i := range len(path) {
		switch b := path[i]; {
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b >= '0' && b <= '9', strings.IndexByte(plain, b) >= 0:
			address.WriteByte(b)
		default:
			address.WriteByte('%')
			address.WriteByte(digits[b>>4])
			address.WriteByte(digits[b&15])
		}
	}
	return address.String()
}
