"""A file for each kind of message that leans on the turn before."""
