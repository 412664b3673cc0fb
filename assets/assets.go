// Package assets embeds what a run needs and is not program logic: icons, fonts, translations and the sample videos. It imports
// nothing but embed, so that every room may read it.
package assets
