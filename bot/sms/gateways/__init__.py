"""One module for each gateway: its way in, its way out, and nothing about what is answered."""
