"""Answers turned into figures: light specifications, drawn by Plotly in the browser."""
