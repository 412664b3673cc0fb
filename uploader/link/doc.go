// Package link hands upload links to guests: people without an account, who may send a video to a company's site. It gives a link's page to
// phones in the same network, for as long as somebody shows its code on the screen, and listens to how the site says an upload ended. What it
// hears is a hint and never believed: who asked for it looks at the site. Package app uses it.
package link
