"""Each headline figure of speed as one command that prints a ratio against its rival."""
