package twentythree

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader/twentythree/internal/answer"
)

var testBase = &url.URL{Scheme: "https", Host: "videos.acme.com"}

// done and acked mark answers that are no error: a video, and bytes that the site has.
const (
	acked Kind = -1
	done  Kind = -2
)

func TestWhatAnAnswerToAChunkMeans(t *testing.T) {
	t.Parallel()
	const ok = http.StatusOK
	for name, example := range map[string]struct {
		status int
		header string // Location, or "Name: value"
		body   string
		want   Kind
	}{
		"text ok":                       {ok, "", "ok", acked},
		"nothing":                       {ok, "", "", acked},
		"unknown short text":            {ok, "", "Thank you", acked},
		"envelope":                      {ok, "", `{"status":"ok","message":"stored","data":{}}`, acked},
		"XML envelope":                  {ok, "", `<response status="ok" message="stored"/>`, acked},
		"a yes":                         {ok, "", "1", acked},
		"a JSON text":                   {ok, "", `"ok"`, acked},
		"photo in v2 envelope":          {ok, "", `{"status":"ok","data":{"photo_id":7667553,"tree_id":1,"token":"x"}}`, done},
		"photo in v1 envelope":          {ok, "", `{"status":"ok","upload":{"photo_id":"60433","tree_id":"7340","token":"x"}}`, done},
		"photo in XML":                  {ok, "", `<response status="ok"><photo_id>60432</photo_id><tree_id>7340</tree_id></response>`, done},
		"photo at top":                  {ok, "", `{"photo_id":"5","tree_id":"7","token":"x"}`, done},
		"bare photo":                    {ok, "", "7667553\n", done},
		"bare photo as text":            {ok, "", `"7667553"`, done},
		"background line":               {ok, "", "ok videos.acme.com 7340 60432 7aguz https://x.example/back", done},
		"photo with 201":                {201, "", `{"photo_id":5}`, done},
		"redirect with photo":           {301, "https://other.example/back?photo_id=77&tree_id=3&token=s&upload_token=u", "", done},
		"redirect with error":           {302, "https://other.example/back?error_message=This+file+type+isn%27t+supported", "", KindUnsupportedFile},
		"redirect with other error":     {302, "https://other.example/back?error_message=It+rained", "", KindUnknownAnswer},
		"foreign redirect":              {302, "http://wifi.example/login", "", KindPortal},
		"redirect to own domain":        {301, "https://www.acme.com/api/2/photo/redeem-upload-token", "", KindMoved},
		"redirect to the vendor":        {308, "https://acme.video23.com/x", "", KindMoved},
		"redirect to same host":         {302, "/login", "", KindMoved},
		"redirect to nowhere":           {302, "", "", KindUnknownAnswer},
		"looks like the vendor":         {302, "https://evilvideo23.com/", "", KindPortal},
		"page":                          {ok, "", "<!DOCTYPE html><html><body>Sign in to Wi-Fi</body></html>", KindPortal},
		"page after comment":            {ok, "", "<!-- hotel --><html><body/></html>", KindPortal},
		"v1 error with 200":             {ok, "", `{"status":"error","code":"no_file","message":"No file"}`, KindInput},
		"v1 XML error with 200":         {ok, "", `<response status="error" code="error_processing_upload" message="?"/>`, KindUnsupportedFile},
		"unknown error with 200":        {ok, "", `{"status":"error","code":"it_rained","message":"?"}`, KindUnknownAnswer},
		"bad token as text":             {ok, "", "The upload token is invalid, has expired or has already been used.", KindToken},
		"bad token, other words":        {ok, "", "This token is no longer valid", KindToken},
		"bad token with 403":            {403, "", "Invalid upload token", KindToken},
		"bad token with 500":            {500, "", "Upload token expired", KindToken},
		"bad token as JSON text":        {ok, "", `"invalid upload token"`, KindToken},
		"bad token by code":             {400, "", `{"status":"error","code":"invalid_upload_token"}`, KindToken},
		"error line":                    {ok, "", "error the file could not be stored", KindUnknownAnswer},
		"error line, file":              {ok, "", "error File type is not supported", KindUnsupportedFile},
		"long unknown text":             {ok, "", strings.Repeat("lorem ipsum ", 60), KindUnknownAnswer},
		"201 without photo":             {201, "", "", KindUnknownAnswer},
		"204":                           {204, "", "", KindUnknownAnswer},
		"500":                           {500, "", "", KindUnsupportedFile},
		"500 with page":                 {500, "", "<html>Internal Server Error</html>", KindUnsupportedFile},
		"500 with creation_error":       {500, "", `{"status":"error","code":"creation_error"}`, KindUnsupportedFile},
		"401":                           {401, "", "", KindSignIn},
		"403 page":                      {403, "", "<html>Forbidden</html>", KindSignIn},
		"403 of an ended token":         {403, "", `{"status":"error","code":"permission_denied","message":"The replace token has expired"}`, KindToken},
		"403 of a sign-in":              {403, "", `{"status":"error","code":"permission_denied","message":"The access token is unknown"}`, KindPermission},
		"403 by level":                  {403, "", `{"status":"error","code":"permission_denied","permission_level":"none"}`, KindPermission},
		"404":                           {404, "", "", KindNotFound},
		"album gone":                    {404, "", `{"status":"error","code":"no_such_album"}`, KindNotFound},
		"413":                           {413, "", "<html>Too large</html>", KindTooLarge},
		"413 with a vague code":         {413, "", `{"status":"error","code":"invalid_input"}`, KindTooLarge},
		"413 over quota":                {413, "", `{"status":"error","message":"You are over your storage quota"}`, KindQuota},
		"429":                           {429, "Retry-After: 7", "", KindBusy},
		"503 page":                      {503, "Retry-After: 7", "<html>Down</html>", KindBusy},
		"502":                           {502, "", "<html>Bad gateway</html>", KindBusy},
		"504":                           {504, "", "", KindBusy},
		"511":                           {511, "", "", KindPortal},
		"407":                           {407, "", "", KindPortal},
		"409":                           {409, "", "", KindUnknownAnswer},
		"418":                           {418, "", "", KindUnknownAnswer},
		"error names a photo":           {ok, "", `{"status":"error","code":"no_such_photo","photo_id":5}`, KindNotFound},
		"photo is zero":                 {ok, "", `{"status":"ok","data":{"photo_id":0}}`, acked},
		"photo is no number":            {ok, "", `{"status":"ok","data":{"photo_id":"../x"}}`, acked},
		"bare number with a bad status": {502, "", "12345", KindBusy},
	} {
		header := http.Header{}
		if field, value, isField := strings.Cut(example.header, ": "); isField {
			header.Set(field, value)
		} else if example.header != "" {
			header.Set("Location", example.header)
		}
		video, refused := judgeChunk(received{status: example.status, header: header, body: []byte(example.body)}, testBase)
		got := acked
		switch {
		case refused != nil:
			got = refused.Kind
		case video.VideoID != "":
			got = done
		}
		if got != example.want {
			t.Errorf("%s: %d (%v), want %d (%v)", name, got, got, example.want, example.want)
		}
		if refused != nil && video.VideoID != "" {
			t.Errorf("%s: an error and a video", name)
		}
	}
}

// FuzzAcknowledgement holds the promises that an acknowledgement rests on against any answer.
func FuzzAcknowledgement(f *testing.F) {
	f.Add(200, "", []byte("ok"))
	f.Add(200, "", []byte(`{"status":"error","code":"permission_denied"}`))
	f.Add(302, "https://x.example/?photo_id=1", []byte(nil))
	f.Add(503, "12", []byte("<html>"))
	f.Add(200, "", []byte("The upload token has expired"))
	f.Add(200, "", []byte("ok d 1 2 t"))
	f.Add(500, "", []byte("7667553"))
	f.Fuzz(func(t *testing.T, status int, header string, body []byte) {
		got := received{status: status, header: http.Header{"Location": {header}, "Retry-After": {header}}, body: body}
		video, refused := judgeChunk(got, testBase)
		if refused != nil {
			if video != (VideoRef{}) {
				t.Error("an error with a video")
			}
			_ = refused.Error() + refused.Reason("Acme").Technical
			if refused.RetryAfter < 0 || refused.RetryAfter > maxRetryAfter {
				t.Errorf("retry after %v", refused.RetryAfter)
			}
			return
		}
		a := answer.Read(body)
		redirect := status >= 300 && status < 400
		switch {
		case video.VideoID != "" && strings.Trim(video.VideoID, "0123456789") != "":
			t.Errorf("video %q", video.VideoID)
		case video.VideoID == "" && status != http.StatusOK:
			t.Errorf("status %d was taken for an acknowledgement", status)
		case !redirect && (a.Form == answer.Page || a.Failed()):
			t.Errorf("a page or an error was taken for an acknowledgement: %q", body)
		}
		if _, alone := judgeDirect(got, testBase, false); video.VideoID == "" && alone == nil {
			t.Error("a direct upload without a video was taken for done")
		}
	})
}

func TestWhatAnAnswerToACallMeans(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		status int
		body   string
		want   Kind
	}{
		"fine":                    {200, `{"status":"ok","data":[]}`, acked},
		"fine without envelope":   {200, `{"sites":[]}`, acked},
		"fine XML":                {200, `<response status="ok"/>`, acked},
		"v1 error":                {200, `{"status":"error","code":"invalid_signature"}`, KindSignIn},
		"v1 permission":           {200, `<response status="error" code="permission_denied" permission_level="read"/>`, KindPermission},
		"v1 token required":       {200, `{"status":"error","code":"token_required"}`, KindSignIn},
		"v1 unknown code":         {200, `{"status":"error","code":"couldnt_update_album"}`, KindUnknownAnswer},
		"v2 400":                  {400, `{"status":"error","code":"invalid_type","message":"album_id must be an integer"}`, KindInput},
		"v2 400 without code":     {400, `{"status":"error"}`, KindInput},
		"v2 401":                  {401, `{"status":"error","code":"missing_authentication"}`, KindSignIn},
		"v2 403":                  {403, `{"status":"error","code":"permission_denied"}`, KindPermission},
		"403 page":                {403, "<html>", KindUnknownAnswer},
		"v2 404":                  {404, `{"status":"error","code":"no_such_object"}`, KindNotFound},
		"v2 412":                  {412, `{"status":"error","code":"feature_not_available"}`, KindFeature},
		"v2 500":                  {500, `{"status":"error","code":"creation_error"}`, KindBusy},
		"500 page":                {500, "<html>", KindBusy},
		"429":                     {429, "", KindBusy},
		"portal":                  {200, "<html><body>Welcome</body></html>", KindPortal},
		"a line of text":          {200, "hello", KindUnknownAnswer},
		"nothing":                 {200, "", KindUnknownAnswer},
		"timestamp":               {401, `{"status":"error","code":"timestamp_refused"}`, KindClock},
		"413":                     {413, "", KindTooLarge},
		"quota":                   {400, `{"status":"error","code":"quota_exceeded"}`, KindQuota},
		"bad bearer":              {401, `{"status":"error","code":"invalid_token","message":"bad"}`, KindSignIn},
		"bad upload token":        {400, `{"status":"error","code":"invalid_upload_token","message":"bad"}`, KindToken},
		"limit of something else": {406, `{"status":"error","code":"too_many_speakers"}`, KindUnknownAnswer},
	} {
		_, refused := judgeCall(received{status: example.status, header: http.Header{}, body: []byte(example.body)}, testBase, false)
		got := acked
		if refused != nil {
			got = refused.Kind
		}
		if got != example.want {
			t.Errorf("%s: %v, want %v", name, got, example.want)
		}
	}
	if _, refused := judgeCall(received{status: 400, body: []byte(`{"status":"error","code":"invalid_input","message":"The upload token has expired"}`)}, testBase, true); refused.Kind != KindToken {
		t.Errorf("a bad token is %v", refused.Kind)
	}
	if _, refused := judgeCall(received{status: 200, cut: true, body: []byte(`{"status":"ok"}`)}, testBase, true); refused == nil {
		t.Error("a cut answer was taken for whole")
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	date := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"7": 7 * time.Second, " 120 ": 2 * time.Minute, "-3": 0, "": 0, "soon": 0, "99999999999999": maxRetryAfter,
		date.Add(90 * time.Second).Format(http.TimeFormat): 90 * time.Second, date.Add(-time.Hour).Format(http.TimeFormat): 0,
	} {
		header := http.Header{"Retry-After": {value}, "Date": {date.Format(http.TimeFormat)}}
		if got := retryAfter(header); got != want {
			t.Errorf("%q is %v, want %v", value, got, want)
		}
	}
}

func TestErrorsAreAskedForByKind(t *testing.T) {
	t.Parallel()
	err := error(&Error{Call: "photo/list", Kind: KindBusy, Status: 503})
	if !errors.Is(err, &Error{Kind: KindBusy}) || errors.Is(err, &Error{Kind: KindSignIn}) {
		t.Error("errors.Is does not ask for the kind")
	}
}
