// Package network knows the way to a site: connections, proxies, the site's clock, web addresses as people type them, and what it
// means when no answer comes. What an answer means is package twentythree's to say.
package network
