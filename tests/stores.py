"""A store that no other test sees."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from holdline.settings import settings
from holdline.state.store import store


@contextmanager
def state_in(folder: Path) -> Iterator[None]:
    """An empty store in *folder* takes the place of the one in use."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_STATE_URL", f"sqlite:///{folder / 'state.sqlite'}")
        settings.cache_clear()
        yield
        store().close()
    settings.cache_clear()
