package app

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"strings"

	"twentythree-uploader/assets"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/network"
)

// BuiltInKeys are the application keys that the program was built with, by host, "" for every site. Without any the map is empty. The
// error says what is wrong with the file, without what it holds.
func BuiltInKeys() (map[string]account.ApplicationKey, error) { return readBuiltIn(assets.Application) }

func readBuiltIn(folder fs.FS) (map[string]account.ApplicationKey, error) {
	text, err := fs.ReadFile(folder, "application/key.json")
	if err != nil {
		// No key is the usual case, and what is embedded can always be read.
		return nil, nil
	}
	var file struct{ Key, Secret, Site string }
	if json.Unmarshal(text, &file) != nil || file.Key == "" || file.Secret == "" {
		return nil, fmt.Errorf("the application key in this build cannot be read")
	}
	host := ""
	if file.Site != "" {
		base, _, reason := network.SiteAddress(file.Site)
		if !reason.IsZero() || base == "" {
			return nil, fmt.Errorf("the application key in this build is for no address: %q", file.Site)
		}
		_, host, _ = strings.Cut(base, "://")
	}
	return map[string]account.ApplicationKey{host: {Key: file.Key, Secret: file.Secret, EverySite: host == ""}}, nil
}

// SetApplicationKey gives the key that signing in in the browser uses on the site with that host, such as "videos.acme.com", "" for every
// site that has no key of its own. It takes the place of the one before; a key that is not complete takes it away. It counts from the next
// search for a site on.
func (a *App) SetApplicationKey(host string, key account.ApplicationKey) {
	a.signing.gate.Lock()
	defer a.signing.gate.Unlock()
	keys := maps.Clone(a.signing.keys)
	if keys == nil {
		keys = make(map[string]account.ApplicationKey)
	}
	if keys[strings.ToLower(host)] = key; !key.Complete() {
		delete(keys, strings.ToLower(host))
	}
	a.signing.keys = keys
}

// hasOwn reports whether a site has a key of its own.
func (s *signing) hasOwn(host string) bool {
	s.gate.Lock()
	defer s.gate.Unlock()
	return s.keys[strings.ToLower(host)].Complete()
}

// applicationKey is the key for a site, the zero one where there is none.
func (s *signing) applicationKey(host string) account.ApplicationKey {
	s.gate.Lock()
	defer s.gate.Unlock()
	if key, own := s.keys[strings.ToLower(host)]; own {
		return key
	}
	return s.keys[""]
}
