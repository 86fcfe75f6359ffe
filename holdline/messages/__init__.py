"""The words a reader sees: looked up, with figures and dates written as the reader's language does.

Words are in `messages/<language>/**.toml`; nothing here holds any.
"""
