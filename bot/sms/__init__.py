"""The bot by text message."""
