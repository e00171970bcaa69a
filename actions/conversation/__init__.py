"""What a conversation has come to: what was understood, and what the person has told so far."""
