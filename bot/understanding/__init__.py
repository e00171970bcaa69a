"""From a message as it was typed to an intent, entities and danger."""
