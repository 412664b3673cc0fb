//go:build !windows && !darwin

package native

// timeCommand opens the settings of the GNOME desktop at date and time. Other desktops have no program of a known name for it.
var timeCommand = []string{"gnome-control-center", "datetime"}
