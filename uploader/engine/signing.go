package engine

import "twentythree-uploader/uploader"

// SignedIn tells that an account can be used (again): what waited for it goes on.
func (e *Engine) SignedIn(account uploader.Account) {
	e.do(func() {
		e.fields[account.ID], e.sites[account.ID] = account.Fields, account.SiteName
		delete(e.held, account.ID)
		e.signIns[account.ID]++
		var adopted []uploader.Upload
		for _, id := range e.order {
			en := e.entries[id]
			if en.upload.Account == "" && !en.upload.State.Arrived() {
				upload := en.upload
				upload.Account = account.ID
				adopted = append(adopted, e.judged(upload))
			}
			if en.upload.Account == account.ID {
				en.refused = false
			}
		}
		if len(adopted) > 0 {
			e.put(adopted...)
		}
		changed := moves{engine: e}
		e.release(map[uploader.AccountID]bool{account.ID: true}, &changed)
		changed.put()
	})
}

// withheld says that nothing moves while a person is asked for what the account is opened with.
func (w *worker) withheld() {
	if ask := w.engine.config.Withheld; ask != nil {
		w.tellWithheld(ask(w.upload.Account))
	}
}

func (w *worker) tellWithheld(reason uploader.Reason) {
	w.engine.do(func() {
		if w.run.withheld.Code == reason.Code {
			return
		}
		w.run.withheld = reason
		if en := w.engine.entries[w.id]; en != nil && en.run == w.run {
			w.engine.show(en)
		}
	})
}

// SignedOut stops what runs for an account; all of it waits for a sign-in.
func (e *Engine) SignedOut(account uploader.AccountID) {
	e.do(func() {
		reason := uploader.Reason{Code: uploader.ReasonNotSignedIn, Site: e.sites[account]}
		e.held[account] = reason
		for _, en := range e.runs {
			if en.upload.Account == account && !en.run.dismissed && !en.finishing() {
				e.dismiss(en)
				e.move(en, uploader.WaitingSignIn, reason)
			}
		}
	})
}
