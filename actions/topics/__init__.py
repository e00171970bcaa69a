"""What is said to each need: a list in data/replies, or where more decides, a function that answers its intents."""
