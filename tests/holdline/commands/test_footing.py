"""The footing command prints each finding with its place, and tells by its code."""

from pathlib import Path

import pytest

from holdline import paths
from holdline.__main__ import main

BAOSHAN = paths.ROOT / "tests" / "golden" / "baoshan_2021.txt"


def test_a_text_that_foots_is_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["footing", str(BAOSHAN)]) == 0
    assert "疑似问题0处" in capsys.readouterr().out


def test_a_fault_is_one_and_tells_line_and_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.txt"
    file.write_text("第一行。\n" + BAOSHAN.read_text("utf-8").replace("49.69", "49.96"), "utf-8")

    assert main(["footing", str(file), "--language", "en"]) == 1
    said = capsys.readouterr().out
    assert f"{file}:2: wrong share: written 49.96%, by the text's own figures 49.69%" in said


@pytest.mark.usefixtures("snapshot")
def test_it_compares_with_the_snapshot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.txt"
    file.write_text("全市累计识别监测对象1户。", "utf-8")

    assert main(["footing", str(file), "--division", "3704", "--month", "2021-11"]) == 1
    assert "与快照不符：写作1户" in capsys.readouterr().out
