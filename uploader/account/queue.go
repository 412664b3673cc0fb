package account

import "sync"

// queue runs calls one after the other, in order, on a goroutine that lives as long as there is something to do. The zero value is
// ready. Order matters: a secret deleted after it was saved must stay deleted, even if the store was locked meanwhile.
type queue struct {
	gate    sync.Mutex
	waiting []func()
	running bool
}

func (q *queue) add(call func()) {
	q.gate.Lock()
	defer q.gate.Unlock()
	q.waiting = append(q.waiting, call)
	if !q.running {
		q.running = true
		go q.run()
	}
}

func (q *queue) run() {
	for {
		q.gate.Lock()
		if len(q.waiting) == 0 {
			q.running = false
			q.gate.Unlock()
			return
		}
		next := q.waiting[0]
		q.waiting = q.waiting[1:]
		q.gate.Unlock()
		next()
	}
}
