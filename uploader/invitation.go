package uploader

import (
	"strings"
	"time"
)

// LinkExtension is the extension of an upload link that is handed over as a file. Its format is a setup file's.
const LinkExtension = ".ttlink"

// Invitation is an upload link as a guest has it, without its token: who asks for videos, and what becomes of them. Somebody without an account
// sends videos with it.
type Invitation struct {
	// From is who asks, empty where the link does not say.
	From string
	// Title and Description are what the site gives each video that comes with the link; empty where the link was made without.
	Title, Description string
	// Videos is how many the link takes, from its first use on, whoever sends them.
	Videos int
	// Ends is when the site stops taking them.
	Ends time.Time
	// Publishes says that whatever arrives is shown to viewers at once.
	Publishes bool
}

// Open reports whether the link still takes videos at a time, as far as its end says.
func (i Invitation) Open(now time.Time) bool { return now.Before(i.Ends) }

// LinkScheme is how the address begins that hands an upload link to somebody who has the program, before the colon.
const LinkScheme = "twentythree-upload"

// IsLinkAddress reports whether a text is meant to be such an address: programs that open addresses give it for the path of a file.
func IsLinkAddress(text string) bool {
	scheme, _, found := strings.Cut(strings.TrimSpace(text), ":")
	return found && strings.EqualFold(scheme, LinkScheme)
}
