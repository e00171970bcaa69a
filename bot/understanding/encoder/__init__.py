"""Sentences to vectors with a small transformer on ONNX Runtime: no PyTorch, no network."""
