// Package crashpoint marks the moments of the program's life at which the crash campaign ends it. The rooms that write things down name
// their moments here; without the build tag crashpoints nothing of it is left in the program.
package crashpoint
