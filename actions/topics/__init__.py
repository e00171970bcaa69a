"""What is said to each need, a module a subject. Each function answers the intents it names."""
