"""The revisions; `<domain>_0001` is the root of its own branch."""
