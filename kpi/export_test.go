package kpi

// Hash is the hash of a key in the index of a table.
func Hash(k Key) uint64 { return k.hash() }
