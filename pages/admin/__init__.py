"""What an administrator looks after."""
