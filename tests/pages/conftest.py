"""A store of a test's own, so that what it keeps is seen by no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stores import state_in


@pytest.fixture
def own_state(tmp_path: Path) -> Iterator[None]:
    """An empty store."""
    with state_in(tmp_path):
        yield
