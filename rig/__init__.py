"""Real programs of others on ports of their own, which tests, benchmark and demo start alike."""
