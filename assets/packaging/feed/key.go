package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

const pemKind = "PRIVATE KEY"

// keygen writes a new private key where none is yet, as openssl would, for its owner alone.
func keygen(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("feed keygen", flag.ContinueOnError)
	path := flags.String("key", "", "file for the private key, outside of the source tree")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *path == "" {
		return errors.New("say with -key where the private key is to be kept")
	}
	if err := outsideTheTree(*path); err != nil {
		return err
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	text, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(*path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("the key cannot be kept: %w", err)
	}
	if err := errors.Join(pem.Encode(file, &pem.Block{Type: pemKind, Bytes: text}), file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("the key cannot be kept: %w", err)
	}
	_, err = fmt.Fprintln(out, base64.StdEncoding.EncodeToString(public))
	return err
}

// outsideTheTree refuses a place below a Go module or a git work tree, from where a key is soon published.
func outsideTheTree(path string) error {
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return err
	}
	if folder, err = filepath.EvalSymlinks(folder); err != nil {
		return fmt.Errorf("the folder of the key: %w", err)
	}
	for {
		for _, mark := range []string{"go.mod", ".git"} {
			if _, err := os.Lstat(filepath.Join(folder, mark)); err == nil {
				return fmt.Errorf("%s lies in a source tree: keep a private key elsewhere", path)
			}
		}
		above := filepath.Dir(folder)
		if above == folder {
			return nil
		}
		folder = above
	}
}

// readKey takes the private key from a file or an environment variable. The error never repeats what was read.
func readKey(path, variable string, getenv func(string) string) (ed25519.PrivateKey, error) {
	var text []byte
	switch {
	case (path == "") == (variable == ""):
		return nil, errors.New("name the private key with either -key or -key-env")
	case path != "":
		if err := outsideTheTree(path); err != nil {
			return nil, err
		}
		var err error
		if text, err = os.ReadFile(path); err != nil {
			return nil, err
		}
	default:
		text = []byte(getenv(variable))
	}
	block, _ := pem.Decode(text)
	if block == nil || block.Type != pemKind {
		return nil, errors.New("this is no private key: it begins with -----BEGIN PRIVATE KEY-----")
	}
	read, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	key, is := read.(ed25519.PrivateKey)
	if err != nil || !is {
		return nil, errors.New("this is no Ed25519 key")
	}
	return key, nil
}
