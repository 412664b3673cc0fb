package account

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
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

// Open decrypts what Seal made of the same secret and associated. The error is ErrSealed.
func Open(secret Secret, sealed, associated []byte) ([]byte, error) {
	gcm, err := sealer(secret)
	if err != nil {
		return nil, err
	}
	if len(sealed) < 1+gcm.NonceSize() || sealed[0] != sealVersion {
		return nil, ErrSealed
	}
	nonce, text := sealed[1:1+gcm.NonceSize()], sealed[1+gcm.NonceSize():]
	plaintext, err := gcm.Open(nil, nonce, text, associated)
	if err != nil {
		return nil, ErrSealed
	}
	return plaintext, nil
}

func sealer(secret Secret) (cipher.AEAD, error) {
	if secret.IsZero() {
		return nil, ErrSealed
	}
	key, err := hkdf.Key(sha256.New, secret.lasting(), nil, sealPurpose, 32)
	if err != nil {
		return nil, fmt.Errorf("deriving the sealing key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("the sealing cipher: %w", err)
	}
	return cipher.NewGCM(block)
}
