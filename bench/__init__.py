"""Measures this bot beside a stock `rasa init` bot in one run: `python -m bench` from the project's root."""
