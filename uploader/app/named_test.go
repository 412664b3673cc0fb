package app

import (
	"net"
	"syscall"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
)

func TestSentencesNameTheSiteAndNotItsAddress(t *testing.T) {
	t.Parallel()
	site, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	a.LookForSite(address)
	await(t, updates, signInStep(uploader.SignInFound))
	a.SignInWithKeys(uploader.Keys{AccessKey: "cut-off"})
	stopped := await(t, updates, signInStep(uploader.SignInStopped)).SignIn
	if stopped.Reason.Code != uploader.ReasonKeysWrong || stopped.Reason.Site != "Acme Video" {
		t.Errorf("%+v", stopped.Reason)
	}
	known, _ := a.SignInNow(t.Context(), address, uploader.Keys{AccessKey: site.Credentials().Bearer})
	if reason := a.explain(&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, known.ID); reason.Site != "Acme Video" {
		t.Errorf("%+v", reason)
	}
}
