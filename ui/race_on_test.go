//go:build race

package ui

// underRace says that the race detector is on, with which drawing takes five times as long.
const underRace = true
