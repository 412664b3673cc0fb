package platform

import (
	"context"
	"time"
)

// tellPatience is how long a message of the system stays at most: nobody may be there to read it.
const tellPatience = 10 * time.Minute

// Tell shows a message in the plainest way that this system has, where the program's own window cannot be had, and returns when it was read or
// after ten minutes. It reports whether anything could be shown.
func Tell(ctx context.Context, title, text string) bool {
	ctx, cancel := context.WithTimeout(ctx, tellPatience)
	defer cancel()
	return tell(ctx, title, text)
}
