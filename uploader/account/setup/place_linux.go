package setup

// SystemPlace is where an administrator lays down settings on this system.
func SystemPlace() Place { return FilePlace("/etc/twentythree-uploader/managed.json", 0, nil) }
