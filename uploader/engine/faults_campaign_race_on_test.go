//go:build race

package engine

// everydayPlans is how many are played when nobody says how many: the race detector makes each ten times as slow.
const everydayPlans = 15
