package words

// What the Upload button says of videos that go public.
const (
	// ButtonPublicAtOnce and ButtonOnDate stand beside each other, joined by ButtonPublicAndDated; ButtonPublicOnDate stands alone.
	ButtonPublicAtOnce   Key = "button.public_at_once"
	ButtonOnDate         Key = "button.on_date"
	ButtonPublicAndDated Key = "button.public_and_dated"
	ButtonPublicOnDate   Key = "button.public_on_date"
)
