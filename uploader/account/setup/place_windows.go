package setup

import (
	"errors"
	"strings"

	"golang.org/x/sys/windows/registry"
)

// policies is where group policies and device management write, and only administrators may.
const policies = `Software\Policies\TwentyThree Uploader`

// SystemPlace is where an administrator lays down settings on this system.
func SystemPlace() Place { return registryPlace(registry.LOCAL_MACHINE, policies, `HKLM\`+policies) }

// registryPlace reads the settings below a key, which is called where.
func registryPlace(root registry.Key, path, where string) Place {
	return func() ([]byte, string, error) {
		values, err := registryValues(root, path)
		if errors.Is(err, registry.ErrNotExist) {
			return nil, where, nil
		}
		if err != nil {
			return nil, where, err
		}
		for _, inner := range []string{"Locked", "Defaults"} {
			below, err := registryValues(root, path+`\`+inner)
			if errors.Is(err, registry.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, where, err
			}
			if len(below) > 0 {
				values[strings.ToLower(inner)] = below
			}
		}
		if len(values) == 0 {
			return nil, where, nil
		}
		text, err := fromValues(values)
		return text, where, err
	}
}

// registryValues gives the values of a key: texts, numbers and lists of texts.
func registryValues(root registry.Key, path string) (map[string]any, error) {
	key, err := registry.OpenKey(root, path, registry.QUERY_VALUE|registry.WOW64_64KEY)
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
