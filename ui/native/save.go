package native

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// SaveText writes a text into a new file of a folder and tells its name, "" when that could not be done. A file that is there already
// keeps its name and what it holds: the new one gets a number.
func (s *System) SaveText(folder, name, text string, saved func(name string)) {
	go func() {
		written := saveText(folder, name, text)
		s.do(func() { saved(written) })
	}()
}

func saveText(folder, name, text string) string {
	const most = 100
	for number := 1; number <= most; number++ {
		taken := name
		if number > 1 {
			ending := filepath.Ext(name)
			taken = strings.TrimSuffix(name, ending) + " " + strconv.Itoa(number) + ending
		}
		path := filepath.Join(folder, taken)
		file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return ""
		}
		_, err = file.WriteString(text)
		if err = errors.Join(err, file.Close()); err != nil {
			_ = os.Remove(path)
			return ""
		}
		return taken
	}
	return ""
}
