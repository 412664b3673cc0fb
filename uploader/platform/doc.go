// Package platform holds what differs between systems and belongs to no window: where the data folder is, that only one program works
// in it, and how much space a disk has left. Main and app call it.
package platform
