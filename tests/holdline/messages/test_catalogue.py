"""The words a reader sees are looked up by key."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from holdline import paths
from holdline.errors import UnknownMessage
from holdline.messages import catalogue


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An invented messages folder, read in place of the real one."""
    page = tmp_path / "zh" / "pages" / "briefing.toml"
    page.parent.mkdir(parents=True)
    page.write_text('title = "简报"\nfound = "{count} 户"\n[card]\nnew = "新增"\nold = "存量"\n')
    monkeypatch.setattr(paths, "MESSAGES", tmp_path)
    catalogue.forget()
    yield page
    catalogue.forget()


@pytest.mark.usefixtures("folder")
def test_a_key_is_the_file_then_its_tables() -> None:
    assert catalogue.text("zh", "pages.briefing.title") == "简报"
    assert catalogue.text("zh", "pages.briefing.card.new") == "新增"


@pytest.mark.usefixtures("folder")
def test_facts_are_filled_in() -> None:
    assert catalogue.text("zh", "pages.briefing.found", count=3, unused=1) == "3 户"


@pytest.mark.usefixtures("folder")
def test_a_fact_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError, match="count"):
        catalogue.text("zh", "pages.briefing.found")


@pytest.mark.usefixtures("folder")
def test_an_unknown_key_says_where_to_add_it() -> None:
    with pytest.raises(UnknownMessage, match=r"'pages\.briefing\.gone' in 'zh'.*messages/zh/"):
        catalogue.text("zh", "pages.briefing.gone")


@pytest.mark.usefixtures("folder")
def test_words_of_a_table_come_by_the_rest_of_their_key_in_order() -> None:
    actual = catalogue.words("zh", "pages.briefing.card")

    assert list(actual.items()) == [("new", "新增"), ("old", "存量")]


@pytest.mark.usefixtures("folder")
def test_words_of_an_unknown_table_are_an_error() -> None:
    with pytest.raises(UnknownMessage):
        catalogue.words("zh", "pages.briefing.car")


def test_a_changed_file_is_read_again_only_on_request(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert catalogue.text("zh", "pages.briefing.title") == "简报"
    folder.write_text('title = "快报"\n')

    assert catalogue.text("zh", "pages.briefing.title") == "简报"
    monkeypatch.setenv("HOLDLINE_RELOAD", "1")
    assert catalogue.text("zh", "pages.briefing.title") == "快报"
