package twentythree

import (
	"context"
	"io"
	"net/http"
	"sync/atomic"

	"twentythree-uploader/uploader/twentythree/internal/answer"
)

// Quota is what site/get tells of a workspace's space. The service documents that it can be asked for, not how it is written.
type Quota struct {
	// Told is false where the site says nothing that is understood.
	Told      bool
	Unlimited bool
	// Used and Total are in bytes.
	Used, Total int64
}

// Quota asks how much space the workspace has. It needs the level read.
func (c *Client) Quota(ctx context.Context) (Quota, error) {
	a, _, err := c.ask(ctx, call{name: "site/get", form: form{c.fresh(), {"include_quota_p", "1"}}})
	if err != nil {
		return Quota{}, err
	}
	return quotaOf(first(a.Payload("site"), "site").Get("quota")), nil
}

// quotaOf takes figures only where their names say that they are bytes.
func quotaOf(told answer.Value) Quota {
	if !told.Structured() {
		return Quota{Told: told.Text() == "unlimited", Unlimited: told.Text() == "unlimited"}
	}
	total, hasTotal := firstFigure(told, "total_bytes", "quota_bytes", "max_bytes", "limit_bytes")
	used, hasUsed := firstFigure(told, "used_bytes", "usage_bytes")
	if !hasTotal || !hasUsed || total <= 0 || used < 0 {
		return Quota{}
	}
	return Quota{Told: true, Used: used, Total: total}
}

func firstFigure(v answer.Value, names ...string) (int64, bool) {
	for _, name := range names {
		if figure, is := v.Get(name).Int(); is {
			return figure, true
		}
	}
	return 0, false
}

// Measure sends length bytes to the site that it reads and drops, so that the caller can take the time: a question what the site is
// called, with a file beside it that the method does not know. Nothing is made on the site, and no credential is sent. whole is false
// where the site answered before it had read everything, so that the time says nothing.
func (c *Client) Measure(ctx context.Context, length int64) (whole bool, err error) {
	drained := new(atomic.Bool)
	body, err := newStream(form{c.fresh()}, "measure", length, func() (io.Reader, error) {
		return &filler{left: length, drained: drained}, nil
	})
	if err != nil {
		return false, err
	}
	o := outgoing{call: "site/get", generation: c.settled(), method: http.MethodPost, stream: body}
	got, signedAt, err := c.send(ctx, c.upload, o, errorBound)
	if err != nil {
		return false, err
	}
	_, refused := judgeCall(got, c.base, false)
	switch {
	case refused == nil, refused.Kind == KindPermission, refused.Kind == KindSignIn, refused.Status == http.StatusMethodNotAllowed:
		// Whatever the site thinks of the question, it has read it.
		return length == 0 || drained.Load(), nil
	}
	return false, c.complete(refused, o, got.header, signedAt)
}

// filler gives left bytes that nothing on the way can make smaller.
type filler struct {
	left    int64
	state   uint64
	drained *atomic.Bool
}

// Read makes bytes with SplitMix64: quick, and good enough to look like a video.
func (f *filler) Read(buffer []byte) (int, error) {
	if f.left <= 0 {
		return 0, io.EOF
	}
	buffer = buffer[:min(int64(len(buffer)), f.left)]
	for i := range buffer {
		if i%8 == 0 {
			f.state += 0x9e3779b97f4a7c15
		}
		mixed := (f.state ^ f.state>>30) * 0xbf58476d1ce4e5b9
		mixed = (mixed ^ mixed>>27) * 0x94d049bb133111eb
		buffer[i] = byte(mixed >> (8 * (i % 8)))
	}
	f.left -= int64(len(buffer))
	f.drained.Store(f.left == 0)
	return len(buffer), nil
}
