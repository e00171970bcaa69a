"""The understanding as Rasa graph components, named in config.yml."""
