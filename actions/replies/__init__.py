"""From a plan (which responses, for which route) to messages with contacts from the directory."""
