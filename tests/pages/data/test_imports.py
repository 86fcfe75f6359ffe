"""The page of imports: files come in, questions are asked once, some may not import."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.identity import Person
from holdline.build import batches, intake, working
from holdline.build.batches import Batch

PERSON = Person("tester", "tester", "data_team")
HEAD = "家庭户编号,村代码,户主姓名,户主证件号码,户类型,家庭人口数\n"


@pytest.fixture
def home(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The small sample's snapshots beside imports and state of this test's own."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("snapshots", "derived"):
        if (built_home / name).exists():
            (home / name).symlink_to(built_home / name)
    monkeypatch.setenv("HOLDLINE_HOME", str(home))
    started: list[str] = []
    monkeypatch.setattr(working, "start", lambda *told, **_: started.append(told[-1]))
    yield home
    shutil.rmtree(home, ignore_errors=True)


def opened(language: str = "zh", **parts: str) -> AppTest:
    """The page, as its reader sees it."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = language
    for name, value in parts.items():
        app.query_params[f"x-{name}"] = value
    page = app.run().switch_page("pages/data/imports.py").run()
    assert not page.exception
    return page


def brought(tmp_path: Path) -> Batch:
    """An import that asks about a header, beside a file that is refused."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "户信息.csv").write_text(HEAD, "utf-8")
    (tmp_path / "in" / "家庭成员.xlsx").write_bytes(b"no workbook")
    return intake.taken_in([tmp_path / "in"], PERSON)


@pytest.mark.parametrize(("language", "button"), [("zh", "识别"), ("en", "Look through")])
def test_files_are_brought_here(home: Path, language: str, button: str) -> None:
    """Nothing has come in yet."""
    del home
    page = opened(language)

    assert [button] == [one.label for one in page.button if one.label == button]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_header_is_asked_about_once(home: Path, tmp_path: Path, language: str) -> None:
    """The best guess is chosen already; the answer is kept, and the question is gone."""
    del home
    batch = brought(tmp_path)
    page = opened(language, batch=batch.number)
    (question,) = page.selectbox(key="imports_question_0").options[1:2]
    assert "(household_id)" in question
    _remember(page)

    assert batches.batch(batch.number).questions == ()
    assert intake.remembered("") == {"household": {"家庭户编号": "household_id"}}


def _remember(page: AppTest) -> None:
    names = {"记住并检查", "Remember and check"}
    next(one for one in page.button if one.label in names).click().run()
    assert not page.exception


def test_a_refused_file_says_what_to_do(home: Path, tmp_path: Path) -> None:
    """In the reader's language, without a word of the machine's."""
    del home
    page = opened(batch=brought(tmp_path).number)

    assert any("1 个文件或工作表不能导入" in one.value for one in page.error)


def test_a_role_that_may_not_import_brings_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as an administrator, who sees the imports before."""
    del home
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    monkeypatch.setattr(Person, "may", lambda _, permission: permission != "act.import")
    page = app.run().switch_page("pages/data/imports.py").run()

    assert not page.exception
    assert not page.file_uploader
    assert any("不能导入" in one.value for one in page.info)


def test_somebody_of_one_county_cannot_replace_the_others(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import is of all divisions held."""
    del home, tmp_path
    monkeypatch.setattr(intake, "sees_all", lambda _: False)
    page = opened()

    assert not page.file_uploader
    assert any("只含一部分地区" in one.value for one in page.info)
