package internal

func Open(name string) *Queue { return shared[name] }
