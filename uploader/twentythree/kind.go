package twentythree

// Kind is what an answer means, whatever generation, status and wording it came in.
type Kind int

// What an answer that is not a success can mean.
const (
	// KindUnknownAnswer is an answer that is not understood, or a status that the documentation gives no meaning: try again a few times.
	KindUnknownAnswer Kind = iota
	// KindBusy is a site that cannot answer now: 429, 5xx. RetryAfter says when, if the site said it.
	KindBusy
	// KindSignIn is a credential that was not accepted, or a missing one.
	KindSignIn
	// KindPermission is an accepted credential with too few rights.
	KindPermission
	// KindToken is an upload token that is invalid, used up or past its time.
	KindToken
	// KindUnsupportedFile is a file that the service cannot use. For a chunk it is every 500, so that one confirming try is wise.
	KindUnsupportedFile
	// KindTooLarge is a 413 that does not speak of the quota.
	KindTooLarge
	// KindNotFound is an object or an address that the site does not know.
	KindNotFound
	// KindInput is a parameter value that was not accepted.
	KindInput
	// KindPortal is an answer that did not come from the service: a page, or a redirect to a foreign host.
	KindPortal
	// KindMoved is a redirect within the vendor's or the workspace's domain.
	KindMoved
	// KindQuota is a workspace without space left.
	KindQuota
	// KindFeature is something that this workspace does not offer.
	KindFeature
	// KindClock is a refused signature whose time was more than a minute off the site's own: sign again with the site's time.
	KindClock
)

var kindNames = [...]string{
	"unknown answer", "busy", "sign-in", "permission", "token", "unsupported file", "too large", "not found", "input", "portal",
	"moved", "quota", "feature", "clock",
}

// String is for logs.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return "unknown kind"
	}
	return kindNames[k]
}
