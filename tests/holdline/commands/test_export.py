"""The export command: appendix 2 waits for its guards; the notice needs none."""

from pathlib import Path

import pytest

from holdline.__main__ import main
from holdline.exports import leaks

ASKED = ["--division", "3704"]


@pytest.fixture(autouse=True)
def home(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small sample in a home of its own, so that acknowledgements stay here."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "snapshots").symlink_to(built_home / "snapshots")
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))


def test_guards_are_answered_for_by_name_and_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.xlsx"
    assert main(["export", "annex2", *ASKED, "--out", str(out)]) == 2
    kinds = capsys.readouterr().err.partition("3704: ")[2].partition(".")[0].split(", ")
    assert not out.exists()
    said = [part for kind in kinds for part in ("--acknowledge", f"{kind}=已逐户核实并经乡镇复核")]

    assert main(["export", "annex2", *ASKED, "--out", str(out), *said]) == 0
    assert out.read_bytes()[:2] == b"PK"
    assert "households" in capsys.readouterr().out


def test_the_notice_leaves_and_is_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The batch number aside: a lot of digits, which may look like anything."""
    out = tmp_path / "n.docx"

    assert main(["export", "notice", *ASKED, "--out", str(out)]) == 0
    batch = capsys.readouterr().out.rpartition("batch ")[2].strip()
    assert leaks.scan(leaks.texts_of(out.read_bytes()), (batch,)) == []


def test_an_unknown_division_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "annex2", "--division", "9999", "--out", str(tmp_path / "x.xlsx")]) == 2
    assert "no division" in capsys.readouterr().err
