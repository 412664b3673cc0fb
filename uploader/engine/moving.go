package engine

// tellMoving says whether anything is on its way: a site's answer to a whole file counts, waiting for a connection does not.
func (e *Engine) tellMoving() {
	moving := false
	for _, en := range e.runs {
		moving = moving || en.upload.State.Moving()
	}
	if moving == e.moving || e.config.Moving == nil {
		return
	}
	e.moving = moving
	e.config.Moving(moving)
}

// stillness is the last word: nothing moves once the engine has ended.
func (e *Engine) stillness() {
	if e.moving {
		e.config.Moving(false)
	}
}
