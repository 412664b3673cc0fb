package native

// WantsStillness reports whether the person has told their system that things on the screen are to move less. It takes half a second at most;
// a system that does not say wants motion.
func WantsStillness() bool { return wantsStillness() }
