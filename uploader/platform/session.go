package platform

// Windows tells windows of its end by these messages of winuser.h, and ends a program as soon as all of its windows have answered the second one.
const (
	wmEndSession      = 0x0016
	wmQueryEndSession = 0x0011
)

// session is what a window says when the person logs off or the computer shuts down.
type session struct {
	// end asks the program to end and returns at once.
	end func()
	// left returns once everything is written, or when Windows waits no longer.
	left func()
}

// answer gives the answer to a message; about is false for one that is not about the session's end. wish is the message's first parameter: 0
// where the session goes on after all, because another program wanted it to.
func (s session) answer(message, wish uintptr) (answer uintptr, about bool) {
	const agrees, heard = 1, 0
	switch message {
	case wmQueryEndSession:
		return agrees, true
	case wmEndSession:
		if wish != 0 {
			s.end()
			s.left()
		}
		return heard, true
	default:
		return 0, false
	}
}
