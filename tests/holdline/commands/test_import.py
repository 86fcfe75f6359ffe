"""`python -m holdline import`: it asks, refuses, checks, and says what became of every row."""

from pathlib import Path

import pytest

from holdline.__main__ import main

HEAD = "户编号,村代码,户主姓名,户主证件号码,户类型,家庭人口数\n"
FILES = {
    "户信息.csv": HEAD
    + "3703020010020001,370302001002,示例甲,370399198001011235,脱贫享受政策户,1\n"
    + ",370302001002,示例乙,370399198001011235,脱贫享受政策户,1\n",
    "家庭成员.csv": "人编号,户编号,姓名,性别,证件号码,与户主关系,健康状况,劳动技能\n",
    "监测对象.csv": "监测编号,户编号,监测对象类别,识别来源,识别监测时间,"
    "致贫返贫风险1,风险是否已消除\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two households, one without a number."""
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))
    made = tmp_path / "in"
    made.mkdir()
    for name, content in FILES.items():
        (made / name).write_text(content, "utf-8")
    return made


def test_a_check_foots_and_publishes_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rejected row is written out to be mended; nothing is left behind."""
    errors = tmp_path / "errors.xlsx"
    code = main(
        ["import", str(folder), "--check", "--as-of", "2022-12-31", "--errors", str(errors)]
    )
    told = capsys.readouterr().out.splitlines()

    assert code == 0
    assert [one.split() for one in told if one.startswith("all")] == [["all", "2", "1", "1"]]
    assert errors.stat().st_size > 0
    assert list((tmp_path / "home" / "imports").iterdir()) == []


def test_an_unknown_header_is_asked_about_and_the_answer_taken(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3, with the option that answers; then it is known."""
    file = folder / "户信息.csv"
    file.write_text(file.read_text("utf-8").replace("户编号", "家庭户编号", 1), "utf-8")
    check = ["import", str(folder), "--check", "--as-of", "2022-12-31"]

    assert main(check) == 3
    assert "--map '家庭户编号=household_id'" in capsys.readouterr().err
    assert main([*check, "--map", "家庭户编号=household_id"]) == 0
    assert main(check) == 0


def test_a_refused_file_stops_the_import_unless_it_is_skipped(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, with where, what and how to mend it."""
    (folder / "部门比对.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    check = ["import", str(folder), "--check", "--as-of", "2022-12-31"]

    assert main(check) == 2
    assert "refused: 部门比对.xlsx" in capsys.readouterr().err
    assert main([*check, "--skip-refused"]) == 0


@pytest.mark.parametrize("answer", ["户编号", "=household_id"])
def test_an_answer_that_is_none_is_refused(folder: Path, answer: str) -> None:
    """It says header=identifier, or header= alone."""
    assert main(["import", str(folder), "--check", "--map", answer]) == 2


def test_nothing_to_import_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))

    assert main(["import", str(tmp_path / "nowhere")]) == 2
