"""`signpost check`: what is wrong with wording, topics, messages and the directory, a line for each mistake."""
