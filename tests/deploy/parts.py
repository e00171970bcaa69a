"""What of the project serves nobody, and is left out of a release."""

NOT_FOR_SERVING = frozenset({"tests", "fuzz", "bench", "rig", "evaluation", "stock"})
