//go:build !linux && !windows && !darwin

package platform

func power() (onBattery bool, percent int, known bool) { return false, 0, false }
