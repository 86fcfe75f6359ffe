"""Who may see what: declared here, below all data, so that nothing gets under it."""
