// Package transfer takes one file on its way: it plans the chunks, reads and sums them, sends them side by side, retries what may be
// retried, and sends the chunk that could complete the file alone and last.
//
// Three things are shared by all uploads to one site. Its Gate lets requests through, or one try at a time while the site cannot be reached
// or is busy. Its Pace decides how many chunks are under way: four at first, more while more arrives by that, half as many when the site
// refuses; every upload gets its share. What is learned there also decides how large the chunks of the next file are.
//
// The engine calls Run; nobody else does. Run is given a Ledger to note acknowledged chunks in. It knows neither the journal nor
// sockets. A chunk is confirmed to Run once its bytes were accepted, and counts only when the Ledger has it; a chunk that was confirmed
// is not sent again, unless every chunk was and the site still shows no video.
package transfer
