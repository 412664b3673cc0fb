package account

import "github.com/zalando/go-keyring"

// systemStore is the password store of the system the program runs on.
type systemStore struct{}

func (systemStore) Set(service, user, password string) error {
	return keyring.Set(service, user, password)
}
func (systemStore) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (systemStore) Delete(service, user string) error        { return keyring.Delete(service, user) }

// noStore is a computer without one.
type noStore struct{}

func (noStore) Set(string, string, string) error   { return errNoStore }
func (noStore) Get(string, string) (string, error) { return "", keyring.ErrNotFound }
func (noStore) Delete(string, string) error        { return nil }
func (noStore) condition() condition               { return conditionNone }
