package words

// The sign-in that a network asks for.
const (
	ProxyTitle    Key = "proxy.title"
	ProxyName     Key = "proxy.name"
	ProxyPassword Key = "proxy.password"
	ProxyAbout    Key = "proxy.about"
	ProxyKept     Key = "proxy.kept"
	ProxyContinue Key = "proxy.continue"
	ProxyNoName   Key = "proxy.no_name"
)
