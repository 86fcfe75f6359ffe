"""Coordinates, boundaries, synthetic territories, and what they do not cover."""
