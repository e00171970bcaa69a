"""A file for each need that people come with."""
