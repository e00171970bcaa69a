"""What a conversation needs from one message to the next: in this process alone, or shared by several."""
