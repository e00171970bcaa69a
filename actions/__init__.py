"""Custom actions: read what was understood, ask the directory, say the reviewed words.

They are ordinary rasa-sdk actions: the server runs them in its own process, `rasa run actions` runs them apart.
"""
