package demo

import (
	"errors"
	"fmt"
	"hash/crc32"
	"path/filepath"
	"strings"
)

// Other is a workspace besides the main one that the same login opens: a site of its own, on an address of its own, with videos,
// credentials, faults and behaviour of its own. The main site's user/tokens lists it, and who signs in there from a browser may choose it.
type Other struct {
	Workspace Workspace
	// Permission is the most that the login may do there; NoLevel, the zero value, means as much as on the main site. It is also the level
	// of the other site's own Credentials.
	Permission Level
}

// Named is a workspace like Acme's with another name.
func Named(name string) Workspace {
	place := Acme()
	place.Name, place.Company = name, name
	place.ID = int64(10000 + crc32.ChecksumIEEE([]byte(name))%80000)
	place.Key = strings.Map(func(r rune) rune {
		if (r >= 'a' && r <= 'z') || (r >= '0' && r <= '9') {
			return r
		}
		return -1
	}, strings.ToLower(name))
	return place
}

// openOthers opens the other workspaces' sites in folders of their own.
func (s *Site) openOthers() error {
	for i, other := range s.options.Others {
		options := s.options
		options.home, options.Others, options.Workspace, options.Permission = s, nil, other.Workspace, other.Permission
		options.Dir = filepath.Join(s.options.Dir, "workspaces", fmt.Sprintf("%d-%s", i+1, other.Workspace.Key))
		options.Secret = []byte(s.issuer.derive(fmt.Sprintf("workspace/%d/%s", i+1, other.Workspace.Key)))
		site, err := Open(options)
		if err != nil {
			return errors.Join(fmt.Errorf("opening the workspace %s: %w", other.Workspace.Name, err), s.closeOthers())
		}
		s.others = append(s.others, site)
	}
	return nil
}

func (s *Site) closeOthers() error {
	var all error
	for _, site := range s.others {
		all = errors.Join(all, site.Close())
	}
	return all
}

// Others answers the sites of the other workspaces, in the order of Options.Others. They close with this one.
func (s *Site) Others() []*Site { return append([]*Site{}, s.others...) }

// Name is the workspace's name.
func (s *Site) Name() string { return s.place.Name }

// served notes the address under which the site is reached.
func (s *Site) served(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.url = url
}

// address is the site's address without a trailing slash; empty while it is not served.
func (s *Site) address() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.url
}

// membership is a workspace that a login opens, and how much it may do there.
type membership struct {
	site  *Site
	root  string
	level Level
}

// memberships are the caller's workspaces: this one, and with all those besides that are served.
func (c *call) memberships(all bool) []membership {
	list := []membership{{c.site, c.scheme() + "://" + c.r.Host, c.caller.level}}
	if !all {
		return list
	}
	for _, other := range c.site.others {
		level := c.caller.level
		if most := other.options.Permission; most != NoLevel {
			level = min(level, most)
		}
		if root := other.address(); root != "" {
			list = append(list, membership{other, root, level})
		}
	}
	return list
}
