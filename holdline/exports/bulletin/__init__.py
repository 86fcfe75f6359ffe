"""The two bulletins (通报), drafts without red head: progress of a month, quality of the data."""
