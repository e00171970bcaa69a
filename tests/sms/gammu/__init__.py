"""Gammu SMSD."""
