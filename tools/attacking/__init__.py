"""Attacks on what Holdline publishes, run by tests and benches."""
