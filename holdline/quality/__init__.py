"""The checks of the register: what they are, their thresholds, and how a finding is worded."""
