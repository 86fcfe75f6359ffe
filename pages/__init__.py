"""Empty on purpose: no page may ever stand at this level (docs/decisions/0001)."""
