"""The briefing command writes a Word file through the gate, and says what it cannot do."""

import io
import shutil
from pathlib import Path

import pytest
from docx import Document

from holdline.__main__ import main
from holdline.warehouse.snapshot import Snapshot


@pytest.mark.parametrize(
    ("kind", "title"), [("progress", "工作情况的通报"), ("quality", "数据质量情况的通报")]
)
def test_it_writes_the_bulletin(
    snapshot: Snapshot, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, title: str
) -> None:
    out = tmp_path / "deep" / "x.docx"
    options = ["--division", "370403", "--month", "2021-11", "--out", str(out), "--kind", kind]

    assert main(["briefing", *options]) == 0
    assert any(title in one.text for one in Document(io.BytesIO(out.read_bytes())).paragraphs)
    assert "figures, batch 20" in capsys.readouterr().out
    assert snapshot.id


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize(
    ("division", "month", "said"),
    [
        ("9999", "2021-11", "no division"),
        ("3704", "2031-01", "is not covered"),
        ("3704", "x", "month"),
    ],
)
def test_what_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], division: str, month: str, said: str
) -> None:
    out = tmp_path / "x.docx"

    assert main(["briefing", "--division", division, "--month", month, "--out", str(out)]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.usefixtures("snapshot")
def test_a_pdf_is_asked_for_by_its_suffix_and_needs_libreoffice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "x.pdf"
    options = ["briefing", "--division", "370403", "--month", "2021-11", "--out", str(out)]
    if shutil.which("soffice"):
        assert main(options) == 0
        assert out.read_bytes().startswith(b"%PDF")
        out.unlink()
    monkeypatch.setenv("PATH", "")

    assert main(options) == 2
    assert "soffice was not found" in capsys.readouterr().err
    assert not out.exists()
