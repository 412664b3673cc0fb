// Package transfer takes one file on its way: it plans the chunks, reads and sums them, sends them side by side, retries what may be
// retried, and sends the chunk that could complete the file alone and last.
//
// The engine calls Run; nobody else does. Run is given a Ledger to note acknowledged chunks in and a Gate that all requests to a
// site pass. It knows neither the journal nor sockets.
package transfer
