package uploader_test

import (
	"fmt"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
)

func TestParseKeysFindsFourKeysInAnyUsualBlock(t *testing.T) {
	t.Parallel()
	want := uploader.Keys{ConsumerKey: "2342-ck", ConsumerSecret: "cs9f", AccessToken: "at7e", AccessSecret: "as5d=="}
	for name, text := range map[string]string{
		"settings page":                "Consumer key: 2342-ck\nConsumer secret: cs9f\nAccess token: at7e\nAccess token secret: as5d==\n",
		"other order":                  "Access token secret: as5d==\r\nAccess token: at7e\r\nConsumer secret: cs9f\r\nConsumer key: 2342-ck",
		"capitals":                     "CONSUMER KEY : 2342-ck\nCONSUMER SECRET : cs9f\nACCESS TOKEN : at7e\nACCESS TOKEN SECRET : as5d==",
		"oauth names":                  "oauth_consumer_key=2342-ck\noauth_consumer_secret=cs9f\noauth_token=at7e\noauth_token_secret=as5d==",
		"shell":                        "export CONSUMER_KEY=\"2342-ck\"\nexport CONSUMER_SECRET='cs9f'\nexport ACCESS_TOKEN=at7e\nexport ACCESS_TOKEN_SECRET=as5d==",
		"one line":                     "consumer_key=2342-ck consumer_secret=cs9f access_token=at7e access_token_secret=as5d==",
		"query":                        "consumer_key=2342-ck&consumer_secret=cs9f&access_token=at7e&access_token_secret=as5d==",
		"json":                         `{"url": "https://videos.acme.com", "consumer_key": "2342-ck", "consumer_secret":"cs9f", "access_token": "at7e","access_token_secret" : "as5d=="}`,
		"camel case":                   `consumerKey: '2342-ck', consumerSecret: 'cs9f', accessToken: 'at7e', accessTokenSecret: 'as5d==',`,
		"table":                        "Consumer key\t2342-ck\nConsumer secret\tcs9f\nAccess token\tat7e\nAccess token secret\tas5d==",
		"spaces":                       "Consumer key   2342-ck\nConsumer secret   cs9f\nAccess token   at7e\nAccess token secret   as5d==",
		"two lines":                    "Consumer key\n2342-ck\n\nConsumer secret\ncs9f\n\nAccess token\nat7e\n\nAccess token secret\nas5d==\n",
		"colon, then on the next line": "Consumer key:\n  2342-ck\nConsumer secret:\n  cs9f\nAccess token:\n  at7e\nAccess token secret:\n  as5d==",
		"a letter":                     "Hi Ann,\n\nhere are your keys for https://videos.acme.com\nYour consumer key: 2342-ck\nYour consumer secret: cs9f\nYour access token: at7e\nYour access token secret: as5d==\n\nBest, Bo",
		"api key":                      "API key: 2342-ck\nAPI secret: cs9f\nAccess token: at7e\nAccess secret: as5d==",
		"bare":                         "2342-ck cs9f at7e as5d==",
		"bare lines":                   "\n2342-ck\ncs9f\nat7e\nas5d==\n",
		"bare, with commas":            "2342-ck, cs9f, at7e, as5d==",
	} {
		if got := uploader.ParseKeys(text); got != want || !got.Four() {
			t.Errorf("%s: %s", name, show(got))
		}
	}
}

func TestParseKeysFindsTheAccessKey(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"bare":          "  login-0a1b2c3d4e ",
		"quoted":        "\"login-0a1b2c3d4e\"",
		"header":        "Authorization: Bearer login-0a1b2c3d4e",
		"bearer":        "bearer login-0a1b2c3d4e",
		"bearer token":  "Bearer token: login-0a1b2c3d4e",
		"json":          `{"bearer": "login-0a1b2c3d4e"}`,
		"access key":    "Access key: login-0a1b2c3d4e",
		"access token":  "Access token: login-0a1b2c3d4e",
		"token":         "token=login-0a1b2c3d4e",
		"API key alone": "Your API key: login-0a1b2c3d4e",
		"next line":     "Access key\nlogin-0a1b2c3d4e",
	} {
		if got := uploader.ParseKeys(text); got != (uploader.Keys{AccessKey: "login-0a1b2c3d4e"}) {
			t.Errorf("%s: %s", name, show(got))
		}
	}
	jwt := "eyJhbGciOi.eyJzdWIiOiIx.SflKxw_RJSM-adQssw5c=="
	if got := uploader.ParseKeys("Authorization: Bearer " + jwt); got.AccessKey != jwt {
		t.Errorf("a long token: %s", show(got))
	}
}

func TestParseKeysTakesNoSentenceForAKey(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "   ", "two words", "one two three", "this is my key", "one two three four five", "https://videos.acme.com/keys: see there please, thanks",
		"Please use this key carefully",
	} {
		if got := uploader.ParseKeys(text); got != (uploader.Keys{}) {
			t.Errorf("%q: %s", text, show(got))
		}
	}
	three := uploader.ParseKeys("Consumer key: a1\nConsumer secret: b2\nAccess token: c3")
	if three.Four() || three.ConsumerKey != "a1" || three.AccessToken != "c3" || three.AccessKey != "" {
		t.Errorf("three of four: %s", show(three))
	}
}

func TestKeysShowNothing(t *testing.T) {
	t.Parallel()
	keys := uploader.ParseKeys("2342-ck cs9f at7e as5d")
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		if shown := fmt.Sprintf(verb, keys); strings.Contains(shown, "cs9f") || strings.Contains(shown, "2342") {
			t.Errorf("%s shows %s", verb, shown)
		}
	}
}

func FuzzParseKeys(f *testing.F) {
	f.Add("Consumer key: a\nConsumer secret: b\nAccess token: c\nAccess token secret: d")
	f.Add("Authorization: Bearer abcdefgh")
	f.Add("a b c d")
	f.Add("\xff=\xfe")
	f.Fuzz(func(t *testing.T, text string) {
		keys := uploader.ParseKeys(text)
		for _, key := range []string{keys.AccessKey, keys.ConsumerKey, keys.ConsumerSecret, keys.AccessToken, keys.AccessSecret} {
			if strings.ContainsAny(key, " \t\r\n\"") {
				t.Errorf("%q holds what no key can", key)
			}
			if !strings.Contains(strings.ToValidUTF8(text, ""), key) {
				t.Errorf("%q was not in the text", key)
			}
		}
	})
}

// show is for these tests alone, whose keys are no secrets.
func show(k uploader.Keys) string {
	return fmt.Sprintf("access key %q, four %q %q %q %q", k.AccessKey, k.ConsumerKey, k.ConsumerSecret, k.AccessToken, k.AccessSecret)
}
