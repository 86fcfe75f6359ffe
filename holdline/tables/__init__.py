"""Answers turned into tables for reading: columns, formats, bars, actions."""
