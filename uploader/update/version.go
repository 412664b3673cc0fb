package update

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Version is a version of the program: "1.3.0" or "1.3", which are the same. The zero value is older than all others.
type Version [3]int

const mostOfVersion = 1_000_000

// ReadVersion reads two or three whole numbers with dots between them.
func ReadVersion(text string) (version Version, err error) {
	parts := strings.Split(text, ".")
	if len(parts) < 2 || len(parts) > len(version) {
		return Version{}, fmt.Errorf("update: %q is no version", text)
	}
	for i, part := range parts {
		number, err := strconv.Atoi(part)
		if err != nil || number < 0 || number > mostOfVersion || strconv.Itoa(number) != part {
			return Version{}, fmt.Errorf("update: %q is no version", text)
		}
		version[i] = number
	}
	if version == (Version{}) {
		return Version{}, errors.New("update: 0.0.0 is no version")
	}
	return version, nil
}

// NewerThan reports whether the version came after another one.
func (v Version) NewerThan(other Version) bool {
	for i := range v {
		if order := cmp.Compare(v[i], other[i]); order != 0 {
			return order > 0
		}
	}
	return false
}

// String writes all three numbers.
func (v Version) String() string { return fmt.Sprintf("%d.%d.%d", v[0], v[1], v[2]) }
