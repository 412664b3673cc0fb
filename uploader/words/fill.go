package words

import "strings"

// Arg is a named value for a text. Make one with Text or Count.
type Arg struct {
	name    string
	value   string
	count   int
	counted bool
}

// Text is a value that is already written: a name, or a figure that Words has formatted.
func Text(name, value string) Arg { return Arg{name: name, value: value} }

// Count is a whole number. The first one among the values of a text chooses its plural form.
func Count(name string, number int) Arg { return Arg{name: name, count: number, counted: true} }

// fill puts the values in place of {name}. A placeholder without a value and a brace that is none stay as they are. What a value
// holds is never looked at again, so a video called "{count}" is only a name.
func fill(template string, args []Arg, number func(int) string) string {
	if !strings.Contains(template, "{") {
		return template
	}
	var filled strings.Builder
	for {
		start := strings.IndexByte(template, '{')
		if start < 0 {
			break
		}
		length := strings.IndexByte(template[start:], '}')
		if length < 0 {
			break
		}
		filled.WriteString(template[:start])
		value, found := lookUp(template[start+1:start+length], args, number)
		if !found {
			value, length = "{", 0
		}
		filled.WriteString(value)
		template = template[start+length+1:]
	}
	filled.WriteString(template)
	return filled.String()
}

func lookUp(name string, args []Arg, number func(int) string) (string, bool) {
	for _, arg := range args {
		switch {
		case arg.name != name:
		case arg.counted:
			return number(arg.count), true
		default:
			return arg.value, true
		}
	}
	return "", false
}
