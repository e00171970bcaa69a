"""The REST channel: Rasa's own shape, with the door locked."""
