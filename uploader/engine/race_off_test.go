//go:build !race

package engine

// histories is how many are played when nobody says how many.
const histories = "120"
