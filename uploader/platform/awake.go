package platform

import "sync"

// Awake keeps the computer from falling asleep by itself while somebody needs it awake; a person who closes the lid or chooses sleep
// is obeyed. The zero value is ready; it is safe for use from many goroutines.
type Awake struct {
	gate    sync.Mutex
	holders int    // guarded by gate
	let     func() // guarded by gate; gives sleep back to the system, nil while nothing is held
}

// Hold keeps the computer awake until release is called; calling that again does nothing. why is shown to people by the system. Only
// the first holder asks the system, which takes no time where nothing hangs, and some seconds at most. An error means that the system offers no way, and the computer
// may fall asleep; release works nevertheless.
func (a *Awake) Hold(why string) (release func(), err error) {
	a.gate.Lock()
	defer a.gate.Unlock()
	a.holders++
	if a.let == nil {
		a.let, err = stayAwake(why)
	}
	var once sync.Once
	return func() { once.Do(a.release) }, err
}

func (a *Awake) release() {
	a.gate.Lock()
	defer a.gate.Unlock()
	a.holders--
	if a.holders == 0 && a.let != nil {
		a.let()
		a.let = nil
	}
}
