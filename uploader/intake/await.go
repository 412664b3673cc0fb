package intake

import "context"

// await makes a call that a network drive may hold for minutes, or for ever, and gives up waiting with the context's error. The system
// takes such a call back for nobody: it is left behind on a goroutine that ends when the drive answers, and nobody reads its result.
func await[T any](ctx context.Context, call func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	var nothing T
	if err := ctx.Err(); err != nil {
		return nothing, err
	}
	answered := make(chan outcome, 1)
	go func() {
		value, err := call()
		answered <- outcome{value, err}
	}()
	select {
	case got := <-answered:
		return got.value, got.err
	case <-ctx.Done():
		return nothing, ctx.Err()
	}
}
