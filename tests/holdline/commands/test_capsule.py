"""The capsule: published figures in one sealed file that fetches nothing."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from holdline.__main__ import main
from holdline.exports.capsule import DATA

LARGEST = 5 * 1024 * 1024


@pytest.fixture(scope="module")
def file(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A capsule of the sample's city."""
    out = tmp_path_factory.mktemp("capsule") / "capsule.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(built_home))
        assert main(["capsule", "--division", "3704", "--out", str(out)]) == 0
    return out


def _data(file: Path) -> dict[str, Any]:
    found = DATA.search(file.read_text("utf-8"))
    assert found is not None
    return dict(json.loads(found[1]))


def _counts(told: object) -> Iterator[int]:
    if isinstance(told, dict):
        for one in told.values():
            yield from _counts(one)
    elif isinstance(told, list):
        for one in told:
            yield from _counts(one)
    elif isinstance(told, int):
        yield told


def test_every_figure_is_hidden_or_rounded(file: Path) -> None:
    counts = list(_counts(_data(file)["nodes"]))
    assert len(counts) > 100
    assert {count % 5 for count in counts} == {0}
    assert not {count for count in counts if 0 < count < 10}


def test_the_divisions_two_levels_below_go_along(file: Path) -> None:
    lengths = {len(code) for code in _data(file)["nodes"]}
    assert lengths == {4, 6, 9}


def test_nobody_is_in_it_and_it_asks_for_nothing(file: Path) -> None:
    page = file.read_text("utf-8")
    assert not re.search(r"\d{17}[\dX]", page)
    assert "default-src 'none'" in page
    assert not re.findall(r"""(?:src|href|url\()\s*=?\s*["']?https?:""", page)
    assert file.stat().st_size < LARGEST


@pytest.mark.usefixtures("snapshot")
def test_the_seal_holds_until_a_figure_is_changed(file: Path, tmp_path: Path) -> None:
    assert main(["capsule", "--verify", str(file)]) == 0
    changed = tmp_path / "changed.html"
    changed.write_text(file.read_text("utf-8").replace('"open":', '"open" :', 1), "utf-8")
    assert main(["capsule", "--verify", str(changed)]) == 1


def test_it_is_asked_for_a_division_or_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["capsule"]) == 2
    assert "--division" in capsys.readouterr().out
