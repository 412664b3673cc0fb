// Package account finds a site by what a person types, signs in with the keys they paste, and keeps those keys in the system's
// password store and nowhere else.
//
// Secrets are values that show nothing of themselves in logs, format verbs or JSON. What must be written to disk, such as upload
// tokens, is sealed under a key derived from them. App is the caller.
package account
