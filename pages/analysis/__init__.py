"""Themes: one question at a time."""
