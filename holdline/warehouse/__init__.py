"""Published snapshots, and cursors on them that see no more than a reader's scope."""
