package uploader

// ProxySignIn is what a network asks for before it lets anything through. Never stored in a file, never printed.
type ProxySignIn struct{ Name, Password string }

// String hides both from logs and format verbs.
func (ProxySignIn) String() string { return "sign-in of a proxy (hidden)" }

// GoString hides both from %#v.
func (ProxySignIn) GoString() string { return "sign-in of a proxy (hidden)" }
