// Package twentythree speaks to the TwentyThree service as it is: it signs, asks and understands, in both generations of the
// service's API, and says in typed errors what the service said.
//
// A Client has one method a call. It never retries and never sleeps: whoever calls it decides what an *Error means for an upload.
// Errors of the connection, where no answer came, are returned wrapped and untyped; package network classifies those.
//
// Nothing secret (keys, upload tokens, access tokens of videos) appears in an error or in a formatted value.
//
// The room has many small files, one a group of calls, because the service has many. What is pure lies apart: internal/oauth
// signs, internal/answer reads bodies, and judgement.go with its neighbours decides what an answer means.
package twentythree
