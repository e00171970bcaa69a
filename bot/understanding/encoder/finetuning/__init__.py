"""Fine-tunes the sentence encoder on our messages. Needs PyTorch (`uv sync --group encoder`); running does not."""
