package app

import (
	"context"
	"net/netip"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/link"
)

// linkRooms are the return addresses of links for phones in this room, each heard from when its link is made until the link is over, for as long
// as the program runs. While the link's code is shown, who shows it has taken the server over. The zero value has none.
type linkRooms struct {
	mu   sync.Mutex
	kept map[uploader.LinkID]*linkRoom
}

// linkRoom is a server that only one goroutine listens to at a time.
type linkRoom struct {
	server *link.Server
	stop   context.CancelFunc
	done   chan struct{} // closed when nobody listens any more
}

const (
	// linkRoomLooks is how often it is looked whether a link for this room is over.
	linkRoomLooks = 10 * time.Second
	// linkRoomAfter is for how many looks after a link is over its guests are still led somewhere.
	linkRoomAfter = 6
)

// openRoom opens the return address of a new link.
func (a *App) openRoom(network string) (*link.Server, error) {
	addresses, err := link.LocalAddresses()
	if err != nil {
		return nil, err
	}
	options := link.Options{Random: a.options.Random}
	for _, address := range addresses {
		if address.IP.String() == network {
			options.At = address.IP
		}
	}
	return link.Open(options)
}

// keepRoom listens on until the link is over, and closes the server then, unless somebody takes it before.
func (a *App) keepRoom(id uploader.LinkID, server *link.Server) *linkRoom {
	server.Withdraw()
	ctx, stop := context.WithCancel(a.ctx)
	room := &linkRoom{server: server, stop: stop, done: make(chan struct{})}
	a.rooms.mu.Lock()
	if a.rooms.kept == nil {
		a.rooms.kept = make(map[uploader.LinkID]*linkRoom)
	}
	a.rooms.kept[id] = room
	a.rooms.mu.Unlock()
	a.owned.Go(func() {
		defer close(room.done)
		defer stop()
		a.listenInRoom(ctx, id, server)
		if a.rooms.leave(id, room) {
			_ = server.Close()
		}
	})
	return room
}

// dropRoom closes the return address of a link that was not made.
func (a *App) dropRoom(id uploader.LinkID, room *linkRoom) {
	a.rooms.leave(id, room)
	room.stop()
	<-room.done
	_ = room.server.Close()
}

func (a *App) listenInRoom(ctx context.Context, id uploader.LinkID, server *link.Server) {
	ticker := time.NewTicker(linkRoomLooks)
	defer ticker.Stop()
	for known, over := false, 0; over < linkRoomAfter; {
		select {
		case <-ctx.Done():
			return
		case event := <-server.Events():
			if event == link.Called {
				a.Hint(id)
			}
		case <-ticker.C:
			// While the site is being asked to make it, the link is not known yet.
			record, there := a.links.find(id)
			if known && !there || there && !record.Link.CanChange() {
				over++
			}
			known = known || there
		}
	}
}

// leave reports whether the room was still kept.
func (r *linkRooms) leave(id uploader.LinkID, room *linkRoom) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kept[id] != room {
		return false
	}
	delete(r.kept, id)
	return true
}

// take gives a link's server to the caller, nil where there is none.
func (r *linkRooms) take(id uploader.LinkID) *link.Server {
	r.mu.Lock()
	room := r.kept[id]
	delete(r.kept, id)
	r.mu.Unlock()
	if room == nil {
		return nil
	}
	room.stop()
	<-room.done
	return room.server
}

// enterRoom gives the server of a link for this room, opened again at the same address where the program has ended meanwhile. It is nil where
// guests would be led to an address that is not this computer's just now, or not the wanted network's.
func (a *App) enterRoom(id uploader.LinkID, back link.Return, wanted netip.Addr) *link.Server {
	if server := a.rooms.take(id); server != nil {
		if server.At() == wanted {
			return server
		}
		a.keepRoom(id, server)
		return nil
	}
	server, err := link.Open(link.Options{At: wanted, Earlier: back, Random: a.options.Random})
	if err != nil {
		return nil
	}
	if server.Return() != back {
		_ = server.Close()
		return nil
	}
	return server
}
