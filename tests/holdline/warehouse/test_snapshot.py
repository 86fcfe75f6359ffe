"""Snapshots are found by name, verified, and their faults said kindly."""

from collections.abc import Callable

import pytest

from holdline import paths
from holdline.errors import SnapshotMissing, SnapshotUnknown, SnapshotUnreadable
from holdline.warehouse import snapshot
from holdline.warehouse.snapshot import Snapshot

Publish = Callable[[str], Snapshot]


def test_the_current_one_is_the_one_pointed_to(publish: Publish) -> None:
    first, second = publish("2022-01"), publish("2022-02")

    assert snapshot.current() == second
    assert snapshot.named("2022-01") == first
    assert [one.id for one in snapshot.all()] == ["2022-01", "2022-02"]
    assert second.manifest.tables == {"household": 1000}


def test_without_any_there_is_a_way_to_make_one(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))

    assert snapshot.all() == ()
    with pytest.raises(SnapshotMissing, match="python -m holdline build"):
        snapshot.current()


@pytest.mark.parametrize("name", ["2021-12", "../2022-01", "", ".", "CURRENT"])
def test_a_name_not_held_here_is_unknown(publish: Publish, name: str) -> None:
    publish("2022-01")

    with pytest.raises(SnapshotUnknown):
        snapshot.named(name)


def test_a_pointer_into_nothing_is_unreadable(publish: Publish) -> None:
    publish("2022-01")
    (paths.snapshots() / "CURRENT").write_text("2022-02", "utf-8")

    with pytest.raises(SnapshotUnreadable, match="2022-02 cannot be read: the folder is not"):
        snapshot.current()


def test_a_damaged_file_is_noticed_though_it_was_verified_before(publish: Publish) -> None:
    found = publish("2022-01")
    with found.warehouse.open("ab") as file:
        file.write(b"x")

    with pytest.raises(SnapshotUnreadable, match="is not the file its manifest describes"):
        snapshot.current()


def test_a_missing_file_is_noticed(publish: Publish) -> None:
    publish("2022-01").warehouse.unlink()

    with pytest.raises(SnapshotUnreadable, match=r"warehouse\.duckdb: No such file"):
        snapshot.current()


@pytest.mark.parametrize("text", ["", "{}", "not json"])
def test_a_damaged_manifest_is_noticed_and_not_listed(publish: Publish, text: str) -> None:
    found = publish("2022-01")
    (found.folder / "manifest.json").write_text(text, "utf-8")

    assert snapshot.all() == ()
    with pytest.raises(SnapshotUnreadable, match=r"manifest\.json"):
        snapshot.current()


def test_a_manifest_of_another_is_noticed(publish: Publish) -> None:
    found = publish("2022-01")
    found.folder.rename(found.folder.with_name("2022-03"))

    with pytest.raises(SnapshotUnreadable, match="its manifest is that of 2022-01"):
        snapshot.named("2022-03")


def test_a_file_is_read_once_while_it_does_not_change(publish: Publish, monkeypatch) -> None:
    publish("2022-01")
    monkeypatch.setattr(snapshot, "digest_of", lambda _: pytest.fail("read again"))

    assert snapshot.current().id == "2022-01"
