package app

import (
	"slices"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account/setup"
)

// readManaged takes in what an administrator has laid down for this computer. It holds until the program ends: a lock that came and went while
// somebody types would help nobody. The built-in demo site is nobody's, and knows no rules but a test's.
func (a *App) readManaged() {
	place := a.options.Managed
	if place == nil && !a.options.Demo {
		place = setup.SystemPlace()
	}
	a.managed, a.unmanaged = place.Managed()
	switch {
	case !a.unmanaged.IsZero():
		a.options.Logger.Warn("the organisation's settings are not in use", "place", a.unmanaged.Place, "why", a.unmanaged.Technical)
	case len(a.managed.NotUnderstood) > 0:
		a.options.Logger.Warn("some of the organisation's settings are not known", "places", a.managed.NotUnderstood)
	}
}

// Rules are what an organisation has laid down for this computer.
func (a *App) Rules() uploader.Rules { return a.managed.Rules }

// notAllowed says that the organisation does not let anybody upload to a site, zero where it does.
func (a *App) notAllowed(base, host string) uploader.Reason {
	rules := a.Rules()
	if rules.AllowsSite(base) {
		return uploader.Reason{}
	}
	hosts := slices.Clone(*rules.Addresses.Locked)
	for i, root := range hosts {
		hosts[i] = hostOf(root)
	}
	return uploader.Reason{Code: uploader.ReasonSiteNotAllowed, Site: host, Place: joined(hosts)}
}

// wayNotAllowed says that the organisation does not let anybody sign in that way, zero where it does.
func (a *App) wayNotAllowed(way uploader.SignInWay) uploader.Reason {
	if a.Rules().Allows(way) {
		return uploader.Reason{}
	}
	return uploader.Reason{Code: uploader.ReasonWayNotAllowed}
}

// withFieldDefaults fills company fields that hold nothing with what they start with.
func withFieldDefaults(metadata uploader.Metadata, fields []uploader.FieldDefinition) uploader.Metadata {
	change := uploader.Change{Company: make(map[string]string)}
	for _, field := range fields {
		if field.Default != "" && metadata.Company[field.Key] == "" {
			change.Company[field.Key] = field.Default
		}
	}
	return change.Apply(metadata)
}

// limited gives upload settings with the limit that holds. chosen says that the person chose the limit that they name.
func (a *App) limited(settings uploader.Settings, chosen bool) uploader.Settings {
	var person *int64
	if chosen {
		person = &settings.Limit
	}
	settings.Limit = a.Rules().SpeedLimit.Decide(person, 0)
	return settings
}
