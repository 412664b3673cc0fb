package words

import (
	"math"
	"strconv"
	"strings"
)

// unit is a step of a decimal scale: below limit, in the shown unit, one decimal is worth showing.
type unit struct {
	key      Key
	size     float64
	decimals float64
}

var (
	byteUnits = []unit{{FigureKilobytes, 1e3, 0}, {FigureMegabytes, 1e6, 10}, {FigureGigabytes, 1e9, 100}, {FigureTerabytes, 1e12, 100}}
	rateUnits = []unit{{FigureKilobits, 1e3, 0}, {FigureMegabits, 1e6, 10}, {FigureGigabits, 1e9, 100}}
)

// Number writes a whole number with the language's thousands separators.
func (w *Words) Number(number int) string {
	digits := strconv.FormatUint(magnitude(number), 10)
	var grouped strings.Builder
	if number < 0 {
		grouped.WriteRune('−')
	}
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			grouped.WriteString(w.T(NumberGroup))
		}
		grouped.WriteRune(digit)
	}
	return grouped.String()
}

func magnitude(number int) uint64 {
	if number < 0 {
		return -uint64(number)
	}
	return uint64(number)
}

// Percent writes a share in whole percent, with a space that does not break: "42 %".
func (w *Words) Percent(percent int) string {
	return w.T(FigurePercent, Text("number", w.Number(percent)))
}

// Bytes writes a size in decimal units, as the service counts them: "96 MB", "1.2 GB". A negative size reads as nothing.
func (w *Words) Bytes(bytes int64) string {
	if bytes < 1000 {
		return w.T(FigureBytes, Count("number", int(max(bytes, 0))))
	}
	return w.scaled(float64(bytes), byteUnits)
}

// Rate writes a rate given in bytes a second as networks are sold, in bits: "22 Mbit/s". Nothing known gives "".
func (w *Words) Rate(bytesPerSecond float64) string {
	if !(bytesPerSecond > 0) || math.IsInf(bytesPerSecond, 0) {
		return ""
	}
	return w.scaled(bytesPerSecond*8, rateUnits)
}

func (w *Words) scaled(value float64, units []unit) string {
	for i, unit := range units {
		shown := rounded(value/unit.size, unit.decimals)
		if shown < 1000 || i == len(units)-1 {
			return w.T(unit.key, Text("number", w.decimal(max(shown, 1))))
		}
	}
	return ""
}

// rounded keeps one decimal below the limit where decimals matter.
func rounded(value, decimals float64) float64 {
	if tenths := math.Round(value*10) / 10; tenths < decimals {
		return tenths
	}
	return math.Round(value)
}

func (w *Words) decimal(value float64) string {
	whole, tenth := math.Modf(math.Round(value*10) / 10)
	text := w.Number(int(whole))
	if tenth := int(math.Round(tenth * 10)); tenth > 0 {
		text += w.T(NumberDecimal) + strconv.Itoa(tenth)
	}
	return text
}
