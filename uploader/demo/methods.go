package demo

import (
	"fmt"
	"net/http"
	"strings"
)

// method is one call of the interface.
type method struct {
	// level is what a caller needs; on v1 redeeming and updating a token ask for more than on v2.
	level Level
	// getter marks what v2 documents as GET.
	getter bool
	// v1only marks what v2 does not list.
	v1only bool
	// v2only marks what v1 does not document.
	v2only bool
	// streams marks methods that read their multipart body themselves, and check the level themselves.
	streams bool
	run     func(*call) reply
}

// methodFor finds a method by its path below /api/ or /api/2/.
func methodFor(path string) (method, bool) {
	switch path {
	case "echo":
		return method{run: (*call).echo, v1only: true}, true
	case "site/get":
		return method{level: NoLevel, getter: true, run: (*call).siteGet}, true
	case "user/get":
		return method{level: Anonymous, getter: true, run: (*call).userGet}, true
	case "user/list":
		return method{level: Anonymous, getter: true, run: (*call).userList}, true
	case "user/tokens":
		return method{level: NoLevel, getter: true, run: (*call).userTokens}, true
	case "album/list":
		return method{level: Anonymous, getter: true, run: (*call).albumList}, true
	case "album/create":
		return method{level: Write, run: (*call).albumCreate}, true
	case "tag/list":
		return method{level: Anonymous, getter: true, run: (*call).tagList}, true
	case "photo/list":
		return method{level: NoLevel, getter: true, run: (*call).photoList}, true
	case "photo/update":
		return method{level: Write, run: (*call).photoUpdate}, true
	case "photo/delete":
		return method{level: Write, run: (*call).photoDelete}, true
	case "photo/get-replace-token":
		return method{level: Write, getter: true, run: (*call).getReplaceToken}, true
	case "photo/replace":
		return method{level: NoLevel, streams: true, run: (*call).redeem}, true
	case "photo/redeem-replace-token":
		return method{level: NoLevel, streams: true, v1only: true, run: (*call).redeem}, true
	case "photo/get-transcoding-progress":
		return method{level: Read, getter: true, run: (*call).transcodingProgress}, true
	case "photo/get-upload-token":
		return method{level: Write, getter: true, run: (*call).getUploadToken}, true
	case "photo/update-upload-token":
		return method{level: NoLevel, run: (*call).updateUploadToken}, true
	case "photo/delete-upload-token":
		return method{level: NoLevel, run: (*call).deleteUploadToken}, true
	case "photo/redeem-upload-token":
		return method{level: NoLevel, streams: true, run: (*call).redeem}, true
	case "photo/upload":
		return method{level: Write, streams: true, v1only: true, run: (*call).upload}, true
	}
	return subtitleMethod(path)
}

// carryOut reads the request, checks the caller and runs the method.
func (c *call) carryOut() reply {
	if err := c.readParameters(); err != nil {
		return c.broken(err)
	}
	if c.version == 2 && c.behaviour.NoV2 {
		return reply{plain: &plain{status: http.StatusNotFound, contentType: "text/html; charset=utf-8", text: "<html><body><h1>Page not found</h1></body></html>\n"}}
	}
	m, known := methodFor(c.method)
	if known && m.v1only && c.version == 2 {
		known = c.method == "photo/upload" && c.behaviour.UploadOnV2
	}
	if !known || (m.v2only && c.version == 1) {
		return c.afterBody(failed(http.StatusNotFound, "no_such_object", "There is no method "+c.method))
	}
	if c.r.Method != http.MethodGet && c.r.Method != http.MethodPost {
		return text(http.StatusMethodNotAllowed, "GET and POST only")
	}
	if m.getter && c.behaviour.PostRefused && c.r.Method == http.MethodPost {
		return c.afterBody(failed(http.StatusMethodNotAllowed, "invalid_method", "Use GET"))
	}
	if m.streams {
		return m.run(c)
	}
	if err := c.readFields(); err != nil {
		return c.broken(err)
	}
	if c.beforeFile(false) {
		return reply{plain: answered()}
	}
	if refused, ok := c.authenticate(); !ok {
		return refused
	}
	if refused, ok := c.allow(m.level); !ok {
		return refused
	}
	if m.getter {
		return c.fromCache(m.run)
	}
	return m.run(c)
}

// answered marks a request that a fault has answered.
func answered() *plain { return &plain{} }

func (c *call) afterBody(out reply) reply {
	if err := c.drain(); err != nil {
		return c.broken(err)
	}
	return out
}

// readFields reads a multipart body that has no business carrying a file.
func (c *call) readFields() error {
	if c.stream == nil {
		return nil
	}
	return c.walk(nil)
}

// cachedAnswer is a read that is given again for a while.
type cachedAnswer struct {
	reply reply
	until int64
}

// fromCache answers a read from the cache, where the behaviour has one and the caller did not ask for the present.
func (c *call) fromCache(run func(*call) reply) reply {
	if c.behaviour.CachedSeconds == 0 || c.values.Has("time") || strings.HasPrefix(c.method, "photo/get-upload-") || strings.HasPrefix(c.method, "photo/get-replace-") || c.method == "user/tokens" {
		return run(c)
	}
	key := fmt.Sprint(c.version, c.method, withoutSecrets(c.values), c.caller.way.Login, c.caller.level, c.caller.signed)
	c.site.mu.Lock()
	kept, found := c.site.cached[key]
	c.site.mu.Unlock()
	if found && c.now.Unix() < kept.until {
		kept.reply.answer.Cached = true
		return kept.reply
	}
	out := run(c)
	if out.plain == nil && out.answer.Code == "" {
		out.answer.CacheTime = c.now.Unix()
		c.site.mu.Lock()
		if len(c.site.cached) > 1000 {
			clear(c.site.cached)
		}
		c.site.cached[key] = cachedAnswer{reply: out, until: c.now.Unix() + int64(c.behaviour.CachedSeconds)}
		c.site.mu.Unlock()
	}
	return out
}
