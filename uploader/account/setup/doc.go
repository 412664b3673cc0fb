// Package setup reads what an administrator hands to a person or to a computer: setup files (.ttsetup), which a person opens once, and the
// managed settings of a whole company, which the program finds in the system's own place for them. Both are JSON of the same parts. It
// only reads and judges; app keeps what is used. assets/admin describes both for administrators.
package setup
