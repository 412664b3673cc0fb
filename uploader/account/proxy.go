package account

import "twentythree-uploader/uploader"

// ProxyEntry is where the vault keeps what a proxy asks for.
const ProxyEntry uploader.AccountID = "proxy"

// ProxySecret is the name and the password that a proxy asks for, as a vault keeps them.
func ProxySecret(name, password string) Secret {
	return Secret{secretDocument{ConsumerKey: name, ConsumerSecret: password}}
}

// Proxy gives the name and the password of a ProxySecret.
func (s Secret) Proxy() (name, password string) { return s.held.ConsumerKey, s.held.ConsumerSecret }
