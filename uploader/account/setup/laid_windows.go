package setup

import (
	"errors"

	"golang.org/x/sys/windows/registry"
)

// laidKey is a key of the whole computer, which only administrators write: anybody can make a folder in the computer's common data folder.
const (
	laidKey   = `Software\TwentyThree Uploader`
	laidValue = "Setup"
)

// SystemLaid is where an administrator lays down a setup file for everybody who uses this computer.
func SystemLaid() Place {
	return func() ([]byte, string, error) {
		const where = `HKLM\` + laidKey + `\` + laidValue
		key, err := registry.OpenKey(registry.LOCAL_MACHINE, laidKey, registry.QUERY_VALUE|registry.WOW64_64KEY)
		if errors.Is(err, registry.ErrNotExist) {
			return nil, where, nil
		}
		if err != nil {
			return nil, where, err
		}
		defer func() { _ = key.Close() }()
		text, _, err := key.GetStringValue(laidValue)
		if errors.Is(err, registry.ErrNotExist) {
			return nil, where, nil
		}
		return []byte(text), where, err
	}
}

// LayDownForAll lays a setup file down for everybody who uses this computer, in place of one before. Only an administrator can; everybody can
// read it. The error wraps fs.ErrPermission for others.
func LayDownForAll(text []byte) error {
	key, _, err := registry.CreateKey(registry.LOCAL_MACHINE, laidKey, registry.SET_VALUE|registry.WOW64_64KEY)
	if err != nil {
		return err
	}
	defer func() { _ = key.Close() }()
	return key.SetStringValue(laidValue, string(text))
}
