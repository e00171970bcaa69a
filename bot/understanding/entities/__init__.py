"""Services, substances, places and ages in a message, by spaCy's matchers over reviewed lists."""
