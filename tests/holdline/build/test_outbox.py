"""What a publishing tells is a file to be fetched, and never holds a publishing up."""

import json
from pathlib import Path

import pytest

from holdline import paths
from holdline.build import deciding, outbox
from holdline.messages.catalogue import languages
from holdline.warehouse.snapshot import Snapshot


@pytest.fixture
def home(snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An outbox of the test's own."""
    assert snapshot.id
    monkeypatch.setattr(paths, "outbox", lambda: tmp_path / "outbox")
    return tmp_path / "outbox"


def test_the_signals_of_the_last_month_are_told_in_both_languages(
    snapshot: Snapshot, home: Path
) -> None:
    told = json.loads(outbox.write(snapshot).read_text("utf-8"))

    assert (told["snapshot"], told["month"]) == (snapshot.id, f"{snapshot.manifest.as_of_on:%Y-%m}")
    assert all(set(one["reason"]) == set(languages()) for one in told["signals"])
    assert [one.name for one in home.iterdir()] == ["signals.json"]
    assert "household_id" not in json.dumps(told)


def test_a_publishing_goes_on_without_it(
    snapshot: Snapshot, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home.write_text("a file where the folder should be", "utf-8")
    deciding._tell(snapshot)

    assert "the outbox was not written" in caplog.text
