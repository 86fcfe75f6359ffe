"""What a leader reads each day."""
