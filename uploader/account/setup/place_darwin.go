package setup

// SystemPlace is where an administrator lays down settings on this system: the managed preferences that a device management writes.
func SystemPlace() Place {
	return FilePlace("/Library/Managed Preferences/"+bundleID+".plist", 0, fromPropertyList)
}
