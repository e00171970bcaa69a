"""Sends a running server thousands of requests that nobody would send, and judges what comes back: `python -m fuzz`.

It knows the server from outside alone, as a stranger would, but for the secrets of its doors.
"""
