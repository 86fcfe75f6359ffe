"""The generator of an invented province: seeded, vectorised, faults planted with their truth."""
