"""Red flags: what a life may hang on, found by rule before any model is asked."""
