// Command signer signs requests as the program does, for others to check. In: JSON lines {method, url, params, consumer, token, nonce,
// timestamp}, where params are the [name, value] pairs of a form body and consumer and token are {key, secret}. Out: one line with
// the Authorization header for each.
//
// What signs is internal to the room that speaks to the service. The test builds this file as if it stood in that room.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"twentythree-uploader/uploader/twentythree/internal/oauth"
)

type pair struct{ Key, Secret string }

type request struct {
	Method, URL     string
	Params          [][2]string
	Consumer, Token pair
	Nonce           string
	Timestamp       int64
}

func main() {
	if err := sign(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func sign(in io.Reader, out io.Writer) error {
	written := bufio.NewWriter(out)
	for lines := json.NewDecoder(in); ; {
		var r request
		if err := lines.Decode(&r); errors.Is(err, io.EOF) {
			return written.Flush()
		} else if err != nil {
			return err
		}
		what := oauth.Request{Method: r.Method, Address: r.URL}
		for _, p := range r.Params {
			what.Parameters = append(what.Parameters, oauth.Parameter{Name: p[0], Value: p[1]})
		}
		keys := oauth.Keys{ConsumerKey: r.Consumer.Key, ConsumerSecret: r.Consumer.Secret, Token: r.Token.Key, TokenSecret: r.Token.Secret}
		header, err := keys.Authorization(what, r.Nonce, r.Timestamp)
		if err != nil {
			return fmt.Errorf("%s %s: %w", r.Method, r.URL, err)
		}
		fmt.Fprintln(written, header)
	}
}
