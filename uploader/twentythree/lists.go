package twentythree

import (
	"context"
	"strconv"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree/internal/answer"
)

const (
	pageSize = 100
	// maxPages ends a list that a site never ends.
	maxPages = 500
)

// pages collects every page of a list: until an empty or repeated one, or until total_count is reached. name gives what an item
// is told apart by.
func (c *Client) pages(ctx context.Context, q call, keys []string, name func(answer.Value) string, each func(answer.Value)) error {
	seen := make(map[string]bool)
	for page := 1; page <= maxPages; page++ {
		asked := q
		asked.form = append(append(form{}, q.form...), parameter{"p", strconv.Itoa(page)}, parameter{"size", strconv.Itoa(pageSize)})
		a, _, err := c.ask(ctx, asked)
		if err != nil {
			return err
		}
		fresh := 0
		for _, item := range a.Payload(keys...).Items(keys...) {
			if key := name(item); key != "" && !seen[key] && len(seen) < maxPages*pageSize {
				seen[key] = true
				fresh++
				each(item)
			}
		}
		if fresh == 0 || len(seen) >= maxPages*pageSize || (a.Total > 0 && len(seen) >= a.Total) {
			return nil
		}
	}
	return nil
}

// Categories lists every category of the site, hidden ones too where the credential may see them.
func (c *Client) Categories(ctx context.Context) ([]uploader.Category, error) {
	q := call{name: "album/list", form: form{{"orderby", "title"}, {"order", "asc"}}}
	if c.credential != nil {
		q.form.add("include_hidden_p", "1")
	}
	var categories []uploader.Category
	id := func(item answer.Value) string { return item.Get("album_id").ID() }
	err := c.pages(ctx, q, []string{"albums", "album"}, id, func(item answer.Value) {
		categories = append(categories, uploader.Category{ID: id(item), Title: plainText(item.Get("title").Text())})
	})
	return categories, err
}

// Tags lists tags in use, the most used first; search narrows them, empty for all (at most the first hundred).
func (c *Client) Tags(ctx context.Context, search string) ([]string, error) {
	q := call{name: "tag/list", form: form{{"orderby", "count"}, {"order", "desc"}, {"exclude_machine_tags_p", "1"}, {"size", strconv.Itoa(pageSize)}}}
	q.form.addUnlessEmpty("search", search)
	a, _, err := c.ask(ctx, q)
	if err != nil {
		return nil, err
	}
	var tags []string
	for _, item := range a.Payload("tags", "tag").Items("tags", "tag") {
		tag := item.Text()
		if tag == "" {
			tag = item.Get("tag").Text()
		}
		if tag != "" {
			tags = append(tags, tag)
		}
	}
	return tags, nil
}

// Users lists people with an account on the site; search narrows them (at most the first hundred).
func (c *Client) Users(ctx context.Context, search string) ([]User, error) {
	q := call{name: "user/list", form: form{{"size", strconv.Itoa(pageSize)}}}
	q.form.addUnlessEmpty("search", search)
	a, _, err := c.ask(ctx, q)
	if err != nil {
		return nil, err
	}
	var users []User
	for _, item := range a.Payload("users", "user").Items("users", "user") {
		if found := user(item); found.ID != "" {
			users = append(users, found)
		}
	}
	return users, nil
}
