"""The app driven as a reader would: a server of its own, and Chromium."""
