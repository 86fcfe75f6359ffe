"""What the commands about snapshots print, and that they do it."""

from pathlib import Path

import pytest

from holdline import paths
from holdline.__main__ import main
from holdline.access.identity import operator
from holdline.build import deciding, publish
from holdline.warehouse import snapshot
from holdline.warehouse.manifest import Manifest
from holdline.warehouse.snapshot import MANIFEST, Snapshot

EDITED = "20221231-edited"


@pytest.fixture
def first(
    built_home: Path, edited: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The small sample, followed by an edited one that serves."""
    monkeypatch.setenv("HOLDLINE_HOME", str(built_home))
    source = snapshot.current()
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))
    for one, name in ((source, source.id), (edited, EDITED)):
        place = paths.snapshots() / name
        place.mkdir(parents=True)
        (place / "warehouse.duckdb").hardlink_to(one.warehouse)
        manifest = Manifest(**{**vars(one.manifest), "snapshot_id": name})
        (place / MANIFEST).write_text(manifest.to_json(), "utf-8")
        with publish.alone():
            deciding.settle(operator(), snapshot.named(name))
    return source.id


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints, when it succeeds."""
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_the_list_says_which_one_serves(first: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, "snapshots", "list").splitlines()

    assert [line.split()[:2] for line in lines[1:]] == [[EDITED, "serving"], [first, "published"]]


def test_a_comparison_counts_what_differs(first: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One household gone, two changed, one renamed."""
    lines = told(capsys, "snapshots", "compare", first, EDITED).splitlines()
    household = next(line.split() for line in lines if line.startswith("household"))

    assert household[3:] == ["0", "1", "2", "1"]


def test_undoing_goes_back_and_is_told(first: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The reason stands in what is shown of it."""
    served = told(capsys, "snapshots", "undo", EDITED, "--reason", "the wrong file").strip()

    assert served == first
    assert "undone the wrong file" in told(capsys, "snapshots", "show", EDITED)


def test_a_backup_comes_back_by_its_command(
    first: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told(capsys, "backup", str(tmp_path / "kept.tar"))
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "another"))

    assert told(capsys, "restore", str(tmp_path / "kept.tar")).splitlines()[-1] == EDITED
    assert first in told(capsys, "snapshots", "list")
