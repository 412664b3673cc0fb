package native

// timeCommand opens the system's settings at date and time.
var timeCommand = []string{"rundll32.exe", "url.dll,FileProtocolHandler", "ms-settings:dateandtime"}
