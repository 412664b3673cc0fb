package intake

import (
	"bytes"
	"context"
	"io"
	"os"

	"twentythree-uploader/uploader"
)

// Poster looks at a picture that was chosen to stand for a video. code says why it cannot be used, "" where it can; the error is the
// context's.
func Poster(ctx context.Context, path string) (source uploader.Source, code uploader.ProblemCode, err error) {
	return attachment(ctx, path, uploader.CheckPoster, isPicture, uploader.ProblemNotAPicture)
}

// Subtitles looks at a file that was chosen as subtitles in the same way.
func Subtitles(ctx context.Context, path string) (source uploader.Source, code uploader.ProblemCode, err error) {
	return attachment(ctx, path, uploader.CheckSubtitles, areSubtitles, uploader.ProblemNotSubtitles)
}

func attachment(
	ctx context.Context, path string, check func(uploader.Source) uploader.ProblemCode, fits func([]byte) bool, unfit uploader.ProblemCode,
) (source uploader.Source, code uploader.ProblemCode, err error) {
	source, err = await(ctx, func() (uploader.Source, error) {
		source, info, err := identify(path)
		if err != nil || !info.Mode().IsRegular() {
			code = uploader.ProblemUnreadable
			return source, nil
		}
		if code = check(source); code != "" {
			return source, nil
		}
		head, err := beginning(source.Path)
		switch {
		case err != nil:
			code = uploader.ProblemUnreadable
		case !fits(head):
			code = unfit
		}
		return source, nil
	})
	return source, code, err
}

// beginningSize holds the first subtitle of any file of them.
const beginningSize = 64 << 10

func beginning(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, beginningSize))
}

// isPicture knows JPEG and PNG by their published beginnings.
func isPicture(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xFF\xD8\xFF")) || bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1A\n"))
}

// areSubtitles knows SRT and WebVTT by the arrow between two times, which both must have, in any of the encodings that text comes in.
func areSubtitles(head []byte) bool {
	return bytes.Contains(bytes.ReplaceAll(head, []byte{0}, nil), []byte("-->"))
}
