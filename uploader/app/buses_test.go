//go:build !keyring

package app

import "twentythree-uploader/uploader/uploadertest"

// quiet keeps the tests away from the services of this computer's desktop.
func quiet() {
	if err := uploadertest.WithoutBuses(); err != nil {
		panic(err)
	}
}
