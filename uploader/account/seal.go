package account

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
)

// ErrSealed means that sealed text cannot be opened with this secret: it was sealed with another, for something else, or is damaged.
var ErrSealed = errors.New("sealed text cannot be opened with these keys")

const (
	sealPurpose = "twentythree uploader: upload tokens"
	// sealVersion leads every sealed text, so that a later version can use another method.
	sealVersion = 1
)

// Seal encrypts plaintext so that only the same keys open it (AES-256-GCM under HKDF-SHA256). associated says what it belongs to
// and must be given again. random gives the nonce.
func Seal(secret Secret, plaintext, associated []byte, random io.Reader) ([]byte, error) {
	gcm, err := sealer(secret)
	if err != nil {
		return nil, err
	}
	sealed := make([]byte, 1+gcm.NonceSize(), 1+gcm.NonceSize()+len(plaintext)+gcm.Overhead())
	sealed[0] = sealVersion
	if _, err := io.ReadFull(random, sealed[1:]); err != nil {
		return nil, fmt.Errorf("no random numbers for sealing: %w", err)
	}
	return gcm.Seal(sealed, sealed[1:], plaintext, associated), nil
}

// Open decrypts what Seal made of the same secret and associated, or of one that this secret came after. The error is ErrSealed.
func Open(secret Secret, sealed, associated []byte) ([]byte, error) {
	if secret.IsZero() {
		return nil, ErrSealed
	}
	own, err := sealingKey(secret)
	if err != nil {
		return nil, err
	}
	for _, key := range append([][]byte{own}, secret.formerKeys()...) {
		gcm, err := sealerUnder(key)
		if err != nil {
			return nil, err
		}
		if len(sealed) < 1+gcm.NonceSize() || sealed[0] != sealVersion {
			return nil, ErrSealed
		}
		nonce, text := sealed[1:1+gcm.NonceSize()], sealed[1+gcm.NonceSize():]
		if plaintext, err := gcm.Open(nil, nonce, text, associated); err == nil {
			return plaintext, nil
		}
	}
	return nil, ErrSealed
}

func sealer(secret Secret) (cipher.AEAD, error) {
	if secret.IsZero() {
		return nil, ErrSealed
	}
	key, err := sealingKey(secret)
	if err != nil {
		return nil, err
	}
	return sealerUnder(key)
}

const sealingKeySize = 32

func sealingKey(secret Secret) ([]byte, error) {
	key, err := hkdf.Key(sha256.New, secret.lasting(), nil, sealPurpose, sealingKeySize)
	if err != nil {
		return nil, fmt.Errorf("deriving the sealing key: %w", err)
	}
	return key, nil
}

func sealerUnder(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("the sealing cipher: %w", err)
	}
	return cipher.NewGCM(block)
}

// mostFormer is of how many earlier sign-ins the upload tokens still open.
const mostFormer = 4

// After is the secret of a new sign-in to the account that before belonged to: upload tokens sealed under before still open.
func (s Secret) After(before Secret) Secret {
	former := strings.Fields(before.held.Former)
	if !before.IsZero() && !before.SameSignIn(s) {
		if key, err := sealingKey(before); err == nil {
			former = append([]string{base64.RawStdEncoding.EncodeToString(key)}, former...)
		}
	}
	s.held.Former = strings.Join(former[:min(len(former), mostFormer)], " ")
	return s
}

func (s Secret) formerKeys() [][]byte {
	var keys [][]byte
	for text := range strings.FieldsSeq(s.held.Former) {
		if key, err := base64.RawStdEncoding.DecodeString(text); err == nil && len(key) == sealingKeySize {
			keys = append(keys, key)
		}
	}
	return keys
}
