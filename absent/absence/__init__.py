"""Stands in for packages that Rasa imports and this bot never uses: their names, and nothing behind the names."""
