package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"twentythree-uploader/uploader/update"
)

func sign(args []string, getenv func(string) string, now time.Time, out io.Writer) error {
	now = now.UTC().Truncate(time.Second)
	document := update.Document{Format: update.Format, Product: update.Product, Issued: now}
	flags := flag.NewFlagSet("feed sign", flag.ContinueOnError)
	path, variable := flags.String("key", "", "file with the private key"), flags.String("key-env", "", "environment variable with the private key")
	flags.StringVar(&document.Latest, "latest", "", "the newest version, such as 1.3.0")
	flags.StringVar(&document.Page, "page", "", "where it can be had, https")
	flags.StringVar(&document.News, "news", "", "what is new in it, https; may be left out")
	flags.Int64Var(&document.Sequence, "sequence", now.Unix(), "grows with every feed")
	days := flags.Int("days", 90, "for how many days the feed is good")
	target := flags.String("out", "", "file to write; standard output when left out")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is not understood", flags.Arg(0))
	}
	key, err := readKey(*path, *variable, getenv)
	if err != nil {
		return err
	}
	document.Expires = now.AddDate(0, 0, *days)
	feed, err := update.Sign(document, key)
	if err != nil {
		return err
	}
	if *target == "" {
		_, err = out.Write(feed)
		return err
	}
	if err := os.WriteFile(*target, feed, 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: %s, good until %s, signed with %s\n", *target, document.Latest, document.Expires.Format(time.DateOnly),
		base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey)))
	return err
}

func verify(args []string, now time.Time, out io.Writer) error {
	flags := flag.NewFlagSet("feed verify", flag.ContinueOnError)
	keys := flags.String("keys", "assets/update/feed.json", "what the build knows of the feed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("name one feed to check")
	}
	text, err := os.ReadFile(*keys)
	if err != nil {
		return err
	}
	known, err := update.ReadFeed(text)
	if err != nil {
		return err
	}
	feed, err := os.ReadFile(flags.Arg(0))
	if err != nil {
		return err
	}
	document, err := update.Open(feed, known.Keys)
	if err != nil {
		return err
	}
	if now.After(document.Expires) {
		return fmt.Errorf("the feed is genuine, but has expired on %s", document.Expires.Format(time.DateOnly))
	}
	_, err = fmt.Fprintf(out, "genuine: version %s, sequence %d, good until %s\n%s\n%s\n",
		document.Latest, document.Sequence, document.Expires.Format(time.DateOnly), document.Page, document.News)
	return err
}
