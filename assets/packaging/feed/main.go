// Command feed makes the keys for the feed of newer versions, signs feeds and checks them. The private key comes from a file outside of the
// source tree or from an environment variable, and is never printed.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

const usage = `usage:
  feed keygen -key FILE                     makes a private key and prints the public one for assets/update/feed.json
  feed sign   -key FILE | -key-env NAME     signs a feed; see feed sign -h
  feed verify -keys assets/update/feed.json FEED`

var errUsage = errors.New(usage)

func main() {
	err := run(os.Args[1:], os.Getenv, time.Now, os.Stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "feed:", err)
		os.Exit(1)
	}
}

func run(args []string, getenv func(string) string, now func() time.Time, out io.Writer) error {
	if len(args) == 0 {
		return errUsage
	}
	switch args[0] {
	case "keygen":
		return keygen(args[1:], out)
	case "sign":
		return sign(args[1:], getenv, now(), out)
	case "verify":
		return verify(args[1:], now(), out)
	}
	return errUsage
}
