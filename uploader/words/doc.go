// Package words holds every sentence and figure that a person is shown, in English, Danish and German: states, reasons and what
// to do about them, buttons, labels, sizes, rates, times and dates. The window, the terminal and the pages say the same thing in
// the same words because they all ask here.
//
// The texts are in assets/translations, one flat file a language. A Words value is one language's lookup: it is immutable, so
// changing the language means making a new one and drawing again. Figures are formatted here and not by the system, which does
// not know Danish month names everywhere.
package words
