// Package console is the same engine without a window: send, check and site, for terminals and scripts. Only main calls it.
package console
