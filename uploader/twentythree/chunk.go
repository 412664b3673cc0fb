package twentythree

import (
	"context"
	"net/http"
	"strconv"
)

const callRedeem = "photo/redeem-upload-token"

// SendChunk sends one piece of a file, streamed. A nil error is the site's acknowledgement that it has the bytes. A refusal is an
// *Error; a failure to read the file comes back wrapped, before anything that it did to the connection.
func (c *Client) SendChunk(ctx context.Context, chunk Chunk) (ChunkAnswer, error) {
	generation := chunk.Token.Generation
	if generation == GenerationAuto {
		generation = c.settled()
	}
	name, field := chunk.Token.redeeming(generation)
	body, err := newStream(chunk.form(field), chunk.FileName, chunk.Length, chunk.Open)
	if err != nil {
		return ChunkAnswer{}, err
	}
	o := outgoing{
		call: name, generation: generation, method: http.MethodPost, stream: body, signed: chunk.WithCredential,
		secrets: []string{chunk.Token.Token},
	}
	video, err := c.sendStream(ctx, o)
	return ChunkAnswer{Video: video}, err
}

func (c *Client) sendStream(ctx context.Context, o outgoing) (VideoRef, error) {
	got, signedAt, err := c.send(ctx, c.upload, o, errorBound)
	if err != nil {
		return VideoRef{}, err
	}
	video, refused := judgeChunk(got, c.base)
	if refused != nil {
		return VideoRef{}, c.complete(refused, o, got.header, signedAt)
	}
	return video, nil
}

// form gives the fields of the service's chunk protocol, in the body only, before the file. token is the name of the token's field.
func (c Chunk) form(token string) form {
	whole := func(n int64) string { return strconv.FormatInt(n, 10) }
	return form{
		{token, c.Token.Token},
		{"format", "json"},
		{"raw", "1"},
		{"resumableChunkNumber", whole(int64(c.Number))},
		{"resumableChunkSize", whole(c.ChunkSize)},
		{"resumableCurrentChunkSize", whole(c.Length)},
		{"resumableTotalSize", whole(c.TotalSize)},
		{"resumableIdentifier", c.Identifier},
		{"resumableFilename", c.FileName},
		{"resumableTotalChunks", whole(int64(c.Count))},
	}
}
