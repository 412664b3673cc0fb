package setup

import (
	"errors"
	"strings"

	"golang.org/x/sys/windows/registry"
)

// policies is where group policies and device management write, and only administrators may.
const policies = `Software\Policies\TwentyThree Uploader`

// SystemPlace is where an administrator lays down settings on this system.
func SystemPlace() Place {
	return func() ([]byte, string, error) {
		const where = `HKLM\` + policies
		values, err := registryValues(policies)
		if errors.Is(err, registry.ErrNotExist) || err == nil && len(values) == 0 {
			return nil, where, nil
		}
		if err != nil {
			return nil, where, err
		}
		for _, inner := range []string{"Locked", "Defaults"} {
			below, err := registryValues(policies + `\` + inner)
			if errors.Is(err, registry.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, where, err
			}
			values[strings.ToLower(inner)] = below
		}
		text, err := fromValues(values)
		return text, where, err
	}
}

// registryValues gives the values of a key: texts, numbers and lists of texts.
func registryValues(path string) (map[string]any, error) {
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, path, registry.QUERY_VALUE|registry.WOW64_64KEY)
	if err != nil {
		return nil, err
	}
	defer func() { _ = key.Close() }()
	names, err := key.ReadValueNames(-1)
	if err != nil {
		return nil, err
	}
	values := make(map[string]any, len(names))
	for _, name := range names {
		_, kind, err := key.GetValue(name, nil)
		if err != nil && !errors.Is(err, registry.ErrShortBuffer) {
			return nil, err
		}
		switch kind {
		case registry.SZ, registry.EXPAND_SZ:
			values[name], _, err = key.GetStringValue(name)
		case registry.DWORD, registry.QWORD:
			values[name], _, err = key.GetIntegerValue(name)
		case registry.MULTI_SZ:
			values[name], _, err = key.GetStringsValue(name)
		default:
			continue
		}
		if err != nil {
			return nil, err
		}
	}
	return values, nil
}
