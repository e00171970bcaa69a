"""A reply as texts: their length by the standard, where they may be cut, and what waits."""
