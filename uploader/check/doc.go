// Package check looks for what keeps uploads from going through, from this computer outwards: network, proxy, internet, the site's
// name, its certificate, the site itself, the clock, the sign-in and its rights, space, this computer, and how fast an upload would be.
//
// It only asks: nothing is made or changed on the site. App and console are the callers.
package check
