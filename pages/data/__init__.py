"""What stands behind the figures."""
