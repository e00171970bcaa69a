"""The services of a town: a plain library that knows nothing of chat."""
