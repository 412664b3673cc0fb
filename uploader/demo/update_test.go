package demo

import "testing"

func TestAVideoIsPutForward(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	update := func(parameters ...string) said {
		return w.post("photo/update", w.level(Write), pairsOf(append([]string{"photo_id", id}, parameters...)...))
	}
	w.want("status", update("promoted_p", "1", "seo_policy", "noindex", "title", "Forward").status, 200)
	w.want("title", w.one().Title, "Forward")
	w.want("policy", w.one().SEOPolicy, "noindex")
	item := func() map[string]any {
		return w.get("photo/list", w.level(Read), pairsOf("photo_id", id, "include_unpublished_p", "1")).list(t)[0]
	}
	w.want("promoted_p", item()["promoted_p"], true)
	w.want("something else", update("title", "Still").status, 200)
	w.want("promoted_p stays", item()["promoted_p"], true)
	for name, value := range map[string]string{"promoted_p": "perhaps", "seo_policy": "hide", "video_360_p": "round", "thumbnail_360_p": "x"} {
		if out := update(name, value, "title", "Wrong"); out.status != 400 || out.json(t)["code"] != "invalid_type" {
			t.Errorf("%s: %d %s", name, out.status, out.body)
		}
	}
	w.want("untouched by refusals", w.one().Title, "Still")
	w.want("emptied", update("seo_policy", "", "promoted_p", "0").status, 200)
	w.want("promoted_p", item()["promoted_p"], false)
	w.want("policy", w.one().SEOPolicy, "")
}
