"""What leaves the building: every file goes through the gate, and says where it comes from."""
