package account

import (
	"encoding/base64"

	"github.com/zalando/go-keyring"
)

// systemStore is the password store of the system the program runs on.
type systemStore struct{}

func (systemStore) Set(service, user, password string) error {
	return keyring.Set(service, user, password)
}
func (systemStore) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (systemStore) Delete(service, user string) error        { return keyring.Delete(service, user) }
func (systemStore) DeleteAll(service string) error           { return keyring.DeleteAll(service) }

// noStore is a computer without one.
type noStore struct{}

func (noStore) Set(string, string, string) error   { return errNoStore }
func (noStore) Get(string, string) (string, error) { return "", keyring.ErrNotFound }
func (noStore) Delete(string, string) error        { return nil }
func (noStore) DeleteAll(string) error             { return nil }
func (noStore) condition() condition               { return conditionNone }
func (noStore) shows() bool                        { return true }

const (
	// windowsCapacity is the most bytes of one credential there (CRED_MAX_CREDENTIAL_BLOB_SIZE). go-keyring writes the text as it is, in
	// UTF-8, so each byte counts once.
	windowsCapacity = 2560
	// macLine is the longest line that go-keyring hands to the Mac's security command; the secret stands there in base64 after a prefix.
	macLine   = 4096
	macPrefix = "go-keyring-base64:"
	macAround = "add-generic-password -U -s '' -a '' -w ''\n"
	// otherCapacity is bounded only by patience.
	otherCapacity = 64 << 10
)

// capacity is how many bytes of one secret a system's store keeps under these names.
func capacity(system, service, user string) int {
	switch system {
	case "windows":
		return windowsCapacity
	case "darwin":
		return base64.StdEncoding.DecodedLen((macLine - len(macAround) - len(service) - len(user) - len(macPrefix)) / 4 * 4)
	}
	return otherCapacity
}
