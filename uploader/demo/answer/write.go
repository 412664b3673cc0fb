package answer

import (
	"net/http"
	"regexp"
	"strconv"
)

// Format is how a caller asked to be answered.
type Format struct {
	// Version is the interface's generation, 1 or 2.
	Version int
	// JSON says that v1 was asked for format=json.
	JSON bool
	// Raw asks v1 for plain JSON.
	Raw bool
	// Variable names v1's JavaScript variable; empty is "visual".
	Variable string
	// Callback wraps JSON in a call.
	Callback string
	// AlwaysOK answers v1's errors with HTTP 200, as its documentation says.
	AlwaysOK bool
}

// identifier keeps what a caller may choose from becoming script.
var identifier = regexp.MustCompile(`^[A-Za-z_$][\w$.]*$`)

// Write sends the answer in the format.
func Write(w http.ResponseWriter, a Answer, f Format) error {
	body, contentType, err := Render(a, f)
	if err != nil {
		return err
	}
	status := a.Status
	if status == 0 {
		status = http.StatusOK
	}
	if f.Version == 1 && f.AlwaysOK {
		status = http.StatusOK
	}
	header := w.Header()
	header.Set("Content-Type", contentType)
	header.Set("Content-Length", strconv.Itoa(len(body)))
	header.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, err = w.Write(body)
	return err
}

// Render answers the body and its Content-Type.
func Render(a Answer, f Format) (body []byte, contentType string, err error) {
	callback := ""
	if identifier.MatchString(f.Callback) {
		callback = f.Callback
	}
	if f.Version == 2 {
		body, err = a.JSON2()
		if callback != "" {
			return append(append([]byte("/* */"+callback+"("), body...), ");"...), "application/javascript; charset=utf-8", err
		}
		return body, "application/json; charset=utf-8", err
	}
	if !f.JSON {
		return a.XML(), "text/xml; charset=utf-8", nil
	}
	body, err = a.JSON1()
	const script = "text/javascript; charset=utf-8"
	switch {
	case callback != "":
		return append(append([]byte(callback+"("), body...), ");"...), script, err
	case f.Raw:
		return body, script, err
	}
	variable := "visual"
	if identifier.MatchString(f.Variable) {
		variable = f.Variable
	}
	return append(append([]byte("var "+variable+" = "), body...), ';'), script, err
}
