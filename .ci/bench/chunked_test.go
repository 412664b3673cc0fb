package main

import "testing"

func TestTheLastChunkTakesTheRest(t *testing.T) {
	t.Parallel()
	c := &chunkedClient{size: 2_500_000, chunk: 1_000_000}
	if c.count() != 2 {
		t.Fatalf("%d chunks, but two are wanted", c.count())
	}
	if offset, length := c.span(2); offset != 1_000_000 || length != 1_500_000 {
		t.Errorf("the last chunk is %d bytes from %d", length, offset)
	}
	small := &chunkedClient{size: 5, chunk: 1_000_000}
	if offset, length := small.span(1); small.count() != 1 || offset != 0 || length != 5 {
		t.Errorf("a small file's chunk is %d bytes from %d", length, offset)
	}
}
