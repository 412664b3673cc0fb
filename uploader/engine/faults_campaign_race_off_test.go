//go:build !race

package engine

// everydayPlans is how many are played when nobody says how many.
const everydayPlans = 100
