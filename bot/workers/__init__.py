"""Several processes that answer: a supervisor, a generation that loads once, and the workers that it forks."""
