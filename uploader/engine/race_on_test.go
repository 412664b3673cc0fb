//go:build race

package engine

// histories is how many are played when nobody says how many: the race detector makes each ten times as slow.
const histories = "15"
