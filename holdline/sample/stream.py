"""Seeded chance: one stream for each seed, chunk and purpose, none depending on another."""

import hashlib

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence

SALT = "holdline-1"


def stream(seed: int, chunk: str, purpose: str) -> Generator:
    """The stream of *purpose* in *chunk* (a division code): equal arguments, equal numbers."""
    digest = hashlib.sha256(f"{SALT}/{seed}/{chunk}/{purpose}".encode()).digest()
    entropy = np.frombuffer(digest, dtype=np.uint32).tolist()
    return Generator(PCG64(SeedSequence(entropy)))
