package uploader

// SignInStep is how far a sign-in is.
type SignInStep string

// The steps of signing in.
const (
	SignInLooking  SignInStep = "looking"  // the address is being tried
	SignInFound    SignInStep = "found"    // the site gave its name
	SignInChecking SignInStep = "checking" // the keys are being tried
	SignInDone     SignInStep = "done"
	SignInStopped  SignInStep = "stopped" // Reason says why

	SignInPreparing SignInStep = "preparing" // the site is being asked for a page to sign in on
	SignInInBrowser SignInStep = "browser"   // the person is to finish on the page at Address, from where the browser comes back by itself
	SignInByCode    SignInStep = "code"      // the same, but the page shows a code that the person carries over
	SignInFinishing SignInStep = "finishing" // the person has allowed it; the site is being asked for the keys
	SignInDoubted   SignInStep = "doubted"   // the keys are good, but the person is to say whether they are the ones to take
)

// SignInWay is a way to sign in to a site.
type SignInWay string

// The ways to sign in: on a page of the site in the browser, with a setup file, and with pasted keys, which every site takes.
const (
	WayBrowser   SignInWay = "browser"
	WaySetupFile SignInWay = "setup_file"
	WayKeys      SignInWay = "keys"
)

// SignInWays lists all ways to sign in.
func SignInWays() []SignInWay { return []SignInWay{WayBrowser, WaySetupFile, WayKeys} }

// SignInDoubt is why the person is asked before keys are kept.
type SignInDoubt string

// The doubts.
const (
	DoubtStrongKeys SignInDoubt = "strong"    // pasted keys that allow far more than uploading
	DoubtElsewhere  SignInDoubt = "elsewhere" // Account is on another site than the one that was looked for
)

// SignIn is one step of a running sign-in.
type SignIn struct {
	Step SignInStep
	// SiteName and Host are known from SignInFound on: the site that was looked for, and with SignInDone the one signed in to.
	SiteName, Host string
	// Ways are the ways to sign in beside pasted keys, with SignInFound.
	Ways []SignInWay
	// Address is the page in the browser, with SignInInBrowser and SignInByCode.
	Address string
	// Doubt is set with SignInDoubted.
	Doubt SignInDoubt
	// Account is set with SignInDone and SignInDoubted.
	Account Account
	// Reason is set with SignInStopped, with SignInDone when there is a catch (read-only, no password store), and with SignInByCode when the
	// code before did not fit.
	Reason Reason
}
