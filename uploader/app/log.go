package app

import (
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
)

// logLimit is how long the log may get, in bytes, before it becomes the old one; there are never more than two.
const logLimit = 2 << 20

// OpenLog gives a logger that writes to log.jsonl in the data folder, a window program having no terminal. Where that cannot be
// written, it keeps quiet. Close the closer last.
func OpenLog(folder string) (*slog.Logger, io.Closer) {
	path := filepath.Join(folder, "log.jsonl")
	if info, err := os.Stat(path); err == nil && info.Size() > logLimit {
		_ = os.Rename(path, filepath.Join(folder, "log.old.jsonl"))
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrNotExist) {
		if os.MkdirAll(folder, 0o700) == nil {
			file, err = os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		}
	}
	if err != nil {
		return slog.New(slog.DiscardHandler), io.NopCloser(nil)
	}
	return slog.New(slog.NewJSONHandler(file, &slog.HandlerOptions{ReplaceAttr: redact})), file
}

// secretText finds what could carry a secret in the text of an error: the rooms keep them out, this is the second net.
var secretText = regexp.MustCompile(`(?i)((?:bearer|basic)\s+|(?:oauth_[a-z_]+|[a-z_]*token|[a-z_]*secret|[a-z_]*key)["']?\s*[=:]\s*["']?)[^\s"'&,]+`)

func withoutSecrets(text string) string { return secretText.ReplaceAllString(text, "${1}(hidden)") }

func redact(_ []string, attribute slog.Attr) slog.Attr {
	text := attribute.Value.String()
	if attribute.Value.Kind() == slog.KindString || attribute.Value.Kind() == slog.KindAny {
		if clean := withoutSecrets(text); clean != text {
			attribute.Value = slog.StringValue(clean)
		}
	}
	return attribute
}
