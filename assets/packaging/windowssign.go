package main

import (
	"context"
	"os"
	"strconv"
	"strings"
)

// signature says how files for Windows are signed; the zero value leaves them unsigned.
type signature struct {
	certificate, password, server string
}

// signing reads how to sign from the environment: WINDOWS_CERTIFICATE is a file with certificate and key (PKCS #12),
// WINDOWS_CERTIFICATE_PASSWORD a file with its password, WINDOWS_TIMESTAMP the address of a time stamp server. With one the signatures outlive
// the certificate, and the same commit no longer gives the same bytes.
func signing(getenv func(string) string) (signature, error) {
	s := signature{getenv("WINDOWS_CERTIFICATE"), getenv("WINDOWS_CERTIFICATE_PASSWORD"), getenv("WINDOWS_TIMESTAMP")}
	if !s.wanted() && s != (signature{}) {
		return s, sentence("Signing needs a certificate. Set WINDOWS_CERTIFICATE to its file (.p12 or .pfx).")
	}
	return s, nil
}

func (s signature) wanted() bool { return s.certificate != "" }

// signArguments are those of osslsigncode up to the files; the password is read from a file, because every process can see a command line.
func (p pieces) signArguments() []string {
	arguments := []string{"sign", "-pkcs12", p.certificate}
	if p.password != "" {
		arguments = append(arguments, "-readpass", p.password)
	}
	arguments = append(arguments, "-h", "sha256", "-n", p.Name)
	if p.server != "" {
		return append(arguments, "-ts", p.server)
	}
	// The signature's own time would differ from one run to the next.
	return append(arguments, "-time", strconv.FormatInt(p.Date.Unix(), 10))
}

// sign puts the signature into a file.
func (p pieces) sign(ctx context.Context, path string) error {
	if !p.wanted() {
		return nil
	}
	signed := path + ".signed"
	if err := p.command(ctx, nil, "osslsigncode", append(p.signArguments(), "-in", path, "-out", signed)...); err != nil {
		return err
	}
	return os.Rename(signed, path)
}

// signScript gives a command that signs the file it is called with: the uninstaller exists only while makensis runs. It is empty where nothing
// is signed.
func (p pieces) signScript() (string, error) {
	if !p.wanted() {
		return "", nil
	}
	var script strings.Builder
	script.WriteString("#!/bin/sh\nset -e\nosslsigncode")
	for _, argument := range p.signArguments() {
		script.WriteString(" '" + strings.ReplaceAll(argument, "'", `'\''`) + "'")
	}
	script.WriteString(" -in \"$1\" -out \"$1.signed\" >&2\nmv \"$1.signed\" \"$1\"\n")
	path := p.in("sign.sh")
	return path, os.WriteFile(path, []byte(script.String()), 0o700)
}
