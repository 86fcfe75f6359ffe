"""The snapshots page: the ledger, the comparison, and decisions with a reason."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.identity import operator
from holdline.build import deciding, publish
from holdline.warehouse import snapshot
from holdline.warehouse.manifest import Manifest
from holdline.warehouse.snapshot import MANIFEST, Snapshot

WHY = "checked with the county"
EDITED = "20221231-edited"


@pytest.fixture
def home(
    built_home: Path, edited: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, str]]:
    """A home with the small sample and an edited one after it, which serves."""
    monkeypatch.setenv("HOLDLINE_HOME", str(built_home))
    source = snapshot.current()
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))
    for one, name in ((source, source.id), (edited, EDITED)):
        place = paths.snapshots() / name
        place.mkdir(parents=True)
        (place / "warehouse.duckdb").hardlink_to(one.warehouse)
        manifest = Manifest(**{**vars(one.manifest), "snapshot_id": name})
        (place / MANIFEST).write_text(manifest.to_json(), "utf-8")
        with publish.alone():
            deciding.settle(operator(), snapshot.named(name), WHY)
    yield source.id, EDITED
    shutil.rmtree(tmp_path)


def opened(page: str = "pages/data/snapshots.py", **address: str) -> AppTest:
    """A page at *address*, run through app.py."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    for name, value in {"lang": "zh", **address}.items():
        app.query_params[name] = value
    return app.run().switch_page(page).run()


def said(page: AppTest) -> str:
    """All that Markdown says."""
    return "\n".join(one.value for one in page.markdown)


def press(page: AppTest, key: str) -> AppTest:
    """Press the button of *key*."""
    return next(one for one in page.button if one.key == key).click().run()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("part", ["ledger", "compared"])
def test_is_drawn_in_both_languages(home: tuple[str, str], language: str, part: str) -> None:
    page = opened(lang=language, **{"x-part": part})

    assert not page.exception
    assert home[1] in said(page).replace("\\", "") or part == "compared"


def test_a_roll_back_wants_a_reason(home: tuple[str, str]) -> None:
    """Without one nothing happens; with one the earlier serves, and the ledger says why."""
    first, second = home
    page = press(opened(**{"x-shown": first}), "snapshots_roll_back")
    assert any("理由" in one.value for one in page.error)
    assert snapshot.pointed() == second

    page.text_input(key=f"reason_{first}").set_value(WHY).run()
    press(page, "snapshots_roll_back")
    assert snapshot.pointed() == first
    assert deciding.decisions(second)[-1].reason == WHY
    assert deciding.decisions(second)[-1].account != operator().account


def test_a_pinned_link_says_that_newer_data_exist(home: tuple[str, str]) -> None:
    """On every page, with a button to them."""
    first, second = home
    page = opened("pages/monitor/subjects.py", snapshot=first)
    banner = next(one.value for one in page.info if "固定" in one.value)
    assert first in banner.replace("\\", "")
    assert second in banner.replace("\\", "")

    page = press(page, "newest")
    assert "snapshot" not in page.query_params
    assert not [one for one in page.info if "固定" in one.value]


def test_a_withdrawn_snapshot_is_still_shown_and_says_so(home: tuple[str, str]) -> None:
    """A link that was given out goes on working."""
    second = home[1]
    deciding.undo(operator(), second, "the wrong file")
    page = opened("pages/monitor/subjects.py", snapshot=second)

    assert not page.exception
    banner = next(one.value for one in page.warning)
    assert "已被撤销" in banner
    assert "the wrong file" in banner
    assert any(second in one.value for one in page.caption)
