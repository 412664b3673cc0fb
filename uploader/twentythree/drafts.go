package twentythree

// The last wall before the wire where an organisation lets nothing be published: whatever was typed, saved or asked for before the rule came,
// no call of this client makes a video public.

// permitted takes publishing out of the parameters of a new video.
func (c *Client) permitted(p UploadParameters) UploadParameters {
	if c.draftsOnly {
		p.Publish, p.PublishDate = false, ""
	}
	return p
}

// permittedChange takes publishing out of a change. Hiding a video, or taking its date away, stays possible.
func (c *Client) permittedChange(change VideoChange) VideoChange {
	if !c.draftsOnly {
		return change
	}
	if change.Published != nil && *change.Published {
		change.Published = nil
	}
	if change.PublishAt != nil && !change.PublishAt.IsZero() {
		change.PublishAt = nil
	}
	return change
}
