package native

// timeCommand opens the system's settings at date and time.
var timeCommand = []string{"open", "x-apple.systempreferences:com.apple.preference.datetime"}
