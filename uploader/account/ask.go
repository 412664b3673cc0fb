package account

import (
	"context"

	"twentythree-uploader/uploader/twentythree"
)

// Client gives a client that is signed in with secret at the site with that root, for asking only: a login key is exchanged for the
// workspace's token only where the site does not take it as it is. The error is a *uploader.ReasonError, or the context's.
func (d Door) Client(ctx context.Context, base string, secret Secret) (*twentythree.Client, error) {
	client, err := d.client(base, secret.Credential())
	if err != nil || secret.held.AccessKey == "" {
		return client, err
	}
	if _, err := client.Me(ctx); !isAnswer(err, twentythree.KindSignIn) {
		return client, nil
	}
	exchanged, err := d.exchange(ctx, base, secret)
	if err != nil {
		// The key as it is says best why it is refused.
		return client, nil
	}
	return d.client(base, exchanged.Credential())
}
