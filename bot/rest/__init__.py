"""The REST channel: Rasa's own shape, for programs on this machine and holders of a token."""
