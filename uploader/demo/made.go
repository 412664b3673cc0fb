package demo

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"twentythree-uploader/uploader/demo/answer"
	"twentythree-uploader/uploader/demo/body"
	"twentythree-uploader/uploader/demo/metadata"
	"twentythree-uploader/uploader/demo/parts"
)

const uploadedMessage = "The file was successfully uploaded"

// redeemed makes the video of a redeemed token.
func (c *call) redeemed(a *arriving, name string, file *parts.File) reply {
	s := c.site
	s.mu.Lock()
	token := s.tokens[fingerprint(c.values.Get("upload_token"))]
	if token == nil {
		s.mu.Unlock()
		file.Release()
		return c.badToken(errTokenUnknown)
	}
	d := token.Details.clone()
	if own, found := token.Files[a.chunk.identifier]; a.chunked && found {
		d = own.clone()
	}
	v := Video{OriginalName: name, UploadToken: token.Name, Identifier: a.chunk.identifier, Parameters: token.Parameters, FileParameters: parameters(c.values)}
	if a.chunked {
		v.Chunks = a.chunk.layout.Count()
	}
	s.mu.Unlock()
	made, err := c.makeVideo(d, v, file, token)
	var bad tokenFault
	if errors.As(err, &bad) {
		file.Release()
		return c.badToken(bad)
	}
	if token.ReturnURL != "" {
		return c.returned(returnAddress{token.ReturnURL, token.Background}, made, err)
	}
	if err != nil {
		file.Release()
		return c.refuse(err)
	}
	return c.redeemAnswer(made)
}

// redeemAnswer is the answer that completes an upload, in the shape that the behaviour chooses.
func (c *call) redeemAnswer(v *Video) reply {
	payload := uploadFields(v)
	if c.behaviour.ReplaceAnswer == "text" && c.values.Has("replace_token") && !c.values.Has("format") {
		return text(http.StatusOK, fmt.Sprintf("ok %s %d %d %s", c.r.Host, v.TreeID, v.PhotoID, v.Token))
	}
	switch c.behaviour.RedeemAnswer {
	case "number":
		return text(http.StatusOK, strconv.FormatInt(v.PhotoID, 10))
	case "object":
		object, err := json.Marshal(payload)
		if err != nil {
			return c.refuse(err)
		}
		return reply{plain: &plain{status: http.StatusOK, contentType: "application/json; charset=utf-8", text: string(object)}}
	case "ok":
		return text(http.StatusOK, "ok")
	case "message":
		return text(http.StatusOK, uploadedMessage+"\n")
	case "empty":
		return text(http.StatusOK, "")
	}
	key := "upload"
	if c.method == replace {
		key = "photo"
	}
	return reply{answer: answer.Answer{Message: uploadedMessage, Key: key, One: payload}}
}

func uploadFields(v *Video) answer.Object {
	return answer.Object{field("photo_id", v.PhotoID), field("tree_id", v.TreeID), field("token", v.Token)}
}

// upload is photo/upload: one signed request with the file, or with placeholder_p and none.
func (c *call) upload() reply {
	a := &arriving{}
	if c.stream != nil {
		defer c.noteChunk(a)
		if err := c.walk(func(part body.Part) error { return c.takeUploaded(a, part) }); err != nil {
			a.abort()
			return c.broken(err)
		}
	}
	if a.refused != nil {
		a.abort()
		return *a.refused
	}
	if refused, ok := c.mayUpload(); !ok {
		a.abort()
		return refused
	}
	placeholder, err := metadata.Bool(c.values.Get("placeholder_p"), false)
	if err != nil {
		a.abort()
		return c.refuse(invalid("placeholder_p", err))
	}
	if a.whole == nil && !placeholder {
		if c.stream == nil && c.r.Method == http.MethodPost && c.beforeFile(true) {
			return reply{plain: answered()}
		}
		return c.noFile()
	}
	return c.uploaded(a, placeholder && a.whole == nil)
}

func (c *call) mayUpload() (reply, bool) {
	if refused, ok := c.authenticate(); !ok {
		return refused, false
	}
	return c.allow(Write)
}

// takeUploaded takes the file of a direct upload. A caller who signed in a header is checked before the bytes are stored; one who signed
// among the fields may put them after the file.
func (c *call) takeUploaded(a *arriving, part body.Part) error {
	a.name = part.FileName
	c.receiving = a
	if c.beforeFile(true) {
		return errAnswered
	}
	if c.r.Header.Get("Authorization") != "" || c.signed.Has("oauth_signature") {
		if refused, ok := c.mayUpload(); !ok {
			a.refuse(refused)
			return c.receive(a, nil)
		}
	}
	if refused, ok := c.withinLimits(a); !ok {
		a.refuse(refused)
		return c.receive(a, nil)
	}
	whole, err := c.site.parts.Whole(false)
	if err != nil {
		return err
	}
	a.whole = whole
	return c.receive(a, whole)
}

func (c *call) uploaded(a *arriving, placeholder bool) reply {
	c.site.mu.Lock()
	d, err := c.newDetails(true)
	c.site.mu.Unlock()
	if err != nil {
		a.abort()
		return c.refuse(err)
	}
	v := Video{OriginalName: a.name, Placeholder: placeholder, Parameters: parameters(c.values)}
	var file *parts.File
	if !placeholder {
		if unsupported(a.name, a) {
			a.abort()
			return failed(http.StatusInternalServerError, "error_processing_upload", "An error occurred while processing the uploaded file: the file type isn't supported")
		}
		if file, err = a.whole.Finish(); err != nil {
			return c.storing(err)
		}
		a.stored = true
	}
	made, err := c.makeVideo(d, v, file, nil)
	if err != nil {
		return c.refuse(err)
	}
	return reply{answer: answer.Answer{Message: uploadedMessage, Key: "upload", One: uploadFields(made)}}
}

// returnURL is the address that get-upload-token was given, with the parameters that are not the method's own: they are repeated to it.
func (c *call) returnURL() string {
	address := strings.TrimSpace(c.values.Get("return_url"))
	if address == "" {
		return ""
	}
	return withParameters(address, c.foreign(c.site.place.Custom))
}
