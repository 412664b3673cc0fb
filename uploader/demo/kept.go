package demo

import (
	"os"
	"path/filepath"
	"regexp"
)

// keptPaths are the paths of what a site keeps in Options.Dir: folders end with a slash.
var keptPaths = regexp.MustCompile(`^(workspaces/(\d+-[a-z0-9]*/)?)?(` +
	`|requests\.jsonl|ca\.pem` +
	`|videos/(\d+\.json|\.\d+\.json-\d+|\d+(-poster|-subtitles)?/([^/]+)?)?` +
	`|state/(secret|ca-key\.pem|twice-\d+|\.?(sign-ins|albums)\.json(-\d+)?)?` +
	`|state/(tokens|replace-tokens|deleted)/(\.?[^/]+\.json(-\d+)?)?` +
	`|state/parts/.*)$`)

// IsIn reports whether a site keeps its things in a folder, open or not.
func IsIn(dir string) bool {
	info, err := os.Lstat(filepath.Join(dir, "state", "secret"))
	return err == nil && info.Mode().IsRegular()
}

// Keeps reports whether a site gives a file that path in its folder; the path has slashes, and ends with one where it is a folder's. Somebody
// may keep files of their own beside the site's.
func Keeps(path string) bool { return keptPaths.MatchString(path) }
