"""What is said to messages that lean on the turns before, and to small talk."""
