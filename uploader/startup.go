package uploader

// Startup tells whether the system starts the program when the person signs in to the computer. The zero value is a program that cannot be
// started so, or a system that does not tell.
type Startup struct {
	// Possible says that it can be switched on and off here, On that it is on.
	Possible, On bool
}
