package account

import "twentythree-uploader/uploader"

// ApplicationEntry names the entry of the password store that keeps the program's key for the site with that root, beside the accounts'.
func ApplicationEntry(base string) uploader.AccountID {
	return uploader.AccountID("application " + base)
}

// ApplicationSecret is the secret to keep of the program's key.
func ApplicationSecret(key ApplicationKey) Secret {
	return Secret{secretDocument{ConsumerKey: key.Key, ConsumerSecret: key.Secret}}
}

// Application gives the program's key back; it is not complete where the secret is something else.
func (s Secret) Application() ApplicationKey {
	if s.held.Token != "" || s.held.TokenSecret != "" {
		return ApplicationKey{}
	}
	return ApplicationKey{Key: s.held.ConsumerKey, Secret: s.held.ConsumerSecret}
}
