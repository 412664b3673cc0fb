// Package console is the same engine without a window: send, check and site for terminals and scripts; quit, forget and apply for those who
// install and remove programs. Only main calls it.
package console
