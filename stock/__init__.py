"""Rasa as `rasa init` has it, TensorFlow included, in an environment of its own: what the bot is measured beside."""
