"""Measures how well the bot understands: on labelled messages, with margins of error, beside simpler ways to do it."""
