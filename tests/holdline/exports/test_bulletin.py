"""The bulletin: every number in it is a query's, opens what it counts, and has a card."""

import json
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from holdline import paths
from holdline.__main__ import main
from holdline.access.identity import operator
from holdline.exports import drawing, reckoning
from holdline.exports.asking import Source
from holdline.exports.blocks import (
    Bulletin,
    Heading,
    Number,
    Paragraph,
    Picture,
    Table,
    Term,
    plain,
)
from holdline.exports.bulletin import areas, making, pictures
from holdline.exports.footing.auditing import audit
from holdline.exports.reckoning import Ask, Reckoning
from holdline.messages import figures
from holdline.messages.catalogue import everything
from holdline.quality.checks import all_checks
from holdline.warehouse.snapshot import Snapshot

CASES = [
    ("zh", "progress", "3704", "2021-11-01"),
    ("zh", "progress", "370403", "2022-12-01"),
    ("en", "progress", "370403", "2021-11-01"),
    ("zh", "quality", "3704", "2022-12-01"),
    ("en", "quality", "370403", "2022-12-01"),
]
DAY = re.compile(r"\d{4}年\d{1,2}月(\d{1,2}日)?|\d{1,2} [A-Z][a-z]{2} \d{4}|[A-Z][a-z]{2} \d{4}")
# What is no figure: numbers of annexes and points, of batches, and what checks are called.
NUMBERING = re.compile(
    r"附件\d|[Aa]nnex(es)? \d|^\d+．|^　*\d．|\d+．|\d+\. |\(\d+\)|\d+项核查规则|\d+ checks"
)


@pytest.fixture
def ask(snapshot: Snapshot) -> Iterator[Ask]:
    """A way to ask the small sample."""
    with Source(operator(), snapshot).asked() as asking:
        yield asking


MADE: dict[tuple[str, ...], Bulletin] = {}


def made(ask: Ask, snapshot: Snapshot, case: tuple[str, str, str, str]) -> Bulletin:
    """The bulletin of a case; made once, as nothing changes it."""
    key = (snapshot.id, str(snapshot.folder), *case)
    if key not in MADE:
        MADE[key] = remade(ask, snapshot, case)
    return MADE[key]


def remade(ask: Ask, snapshot: Snapshot, case: tuple[str, str, str, str]) -> Bulletin:
    """The bulletin of a case, made anew."""
    language, kind, division, month = case
    about = reckoning.subject(
        ask, snapshot.manifest, language,
        tree="management", division=division, month=date.fromisoformat(month),
    )  # fmt: skip
    return making.bulletin(ask, about, kind)


def summed(ask: Ask, terms: tuple[Term, ...]) -> Fraction | None:
    """The terms asked once more and added up, another way."""
    total = Fraction(0)
    for term in terms:
        rows = ask(term.query, **dict(term.inputs)).rows
        wanted = [pl.col(column) == value for column, value in term.rows]
        values = (
            rows.filter(*wanted)[term.column].to_list() if wanted else rows[term.column].to_list()
        )
        known = [Fraction(value) for value in values if value is not None]
        if values and not known:
            return None
        total += term.sign * sum(known)
    return total


def name(number: Number) -> tuple[object, ...]:
    """What tells one number from another, however it is written."""
    return number.terms, number.over, number.minus


def share(ask: Ask, number: Number) -> Fraction | None:
    above = summed(ask, number.terms)
    below = summed(ask, number.over) if number.over else Fraction(1)
    return None if above is None or not below else above / below


@pytest.mark.parametrize("case", CASES)
def test_every_number_is_what_its_queries_say(
    ask: Ask, snapshot: Snapshot, case: tuple[str, str, str, str]
) -> None:
    """Reckoned again from its terms in exact fractions, and written as the language does."""
    numbers = list(made(ask, snapshot, case).numbers())
    assert len(numbers) > 80
    for number in numbers:
        value = share(ask, number)
        if number.minus and value is not None:
            other = share(ask, number.minus)
            value = None if other is None else value - other
        written = {figures.MISSING} if value is None else {
            write(float(sign * value), case[0]).rstrip(end)
            for write in (figures.count, figures.rate, figures.change)
            for sign in (1, -1)
            for end in ("", "%")
        } | {figures.rate(float(value), case[0], digits=1).rstrip("%")}  # fmt: skip
        assert number.text in written, number


@pytest.mark.parametrize("case", CASES)
def test_no_digit_stands_in_the_text_but_numbers_and_days(
    ask: Ask, snapshot: Snapshot, case: tuple[str, str, str, str]
) -> None:
    for block in made(ask, snapshot, case).blocks:
        if isinstance(block, Paragraph):
            words = "".join(part if isinstance(part, str) else "·" for part in block.parts)
            words = NUMBERING.sub("", DAY.sub("", words))
            # Titles and remedies of checks, and names of batches, may hold digits of their own.
            if case[1] == "progress":
                assert not re.search(r"\d", words), words


@pytest.mark.parametrize("case", CASES[:2])
def test_what_text_and_table_both_tell_is_told_alike(
    ask: Ask, snapshot: Snapshot, case: tuple[str, str, str, str]
) -> None:
    """A number's terms are its name: one name, one text."""
    found = made(ask, snapshot, case)
    tabled = {name(one): one.text.lstrip("−+") for one in found.numbers(Table)}
    both = [one for one in found.numbers(Paragraph) if name(one) in tabled]

    assert len(both) > 20
    assert [one for one in both if one.text != tabled[name(one)]] == []


def test_the_bulletin_says_the_same_as_the_command(
    ask: Ask, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["figures", "--division", "3704", "--month", "2021-11"])
    told = json.loads(capsys.readouterr().out)["figures"]["all"]
    lead = next(
        block for block in made(ask, snapshot, CASES[0]).blocks
        if isinstance(block, Paragraph) and len(block.parts) > 10
    )  # fmt: skip

    for measure in ("identified", "open", "eliminated"):
        said = "{households:,}户{people:,}人".format(**told[measure])
        assert said in plain(lead.parts)


@pytest.mark.parametrize("month", ["2021-11-01", "2022-06-01", "2022-12-01"])
def test_contributions_add_up_to_the_change(ask: Ask, snapshot: Snapshot, month: str) -> None:
    about = reckoning.subject(
        ask, snapshot.manifest, "zh",
        tree="management", division="3704", month=date.fromisoformat(month),
    )  # fmt: skip
    told = areas.contributions(Reckoning(ask, about))
    rows = {row["moment"]: row["open_households"] for row in Reckoning(ask, about).rows(
        "briefing/headline") if row["monitor_type"] == "all"}  # fmt: skip

    assert rows["now"] - rows["month_before"] == sum(one.value or 0 for _, one in told)


@pytest.mark.parametrize("case", CASES[:1])
def test_tables_add_up_to_their_last_row(
    ask: Ask, snapshot: Snapshot, case: tuple[str, str, str, str]
) -> None:
    table = next(
        one for one in made(ask, snapshot, case).blocks
        if isinstance(one, Table) and one.name == "annex_areas"
    )  # fmt: skip
    *parts, total = table.rows
    assert total.is_total
    for place, cell in enumerate(total.cells):
        if isinstance(cell, Number) and not cell.over:
            told = [row.cells[place] for row in parts]
            assert cell.value == sum(one.value or 0 for one in told if isinstance(one, Number))


@pytest.mark.parametrize("case", CASES)
def test_every_number_has_a_card_in_both_languages_and_opens_something(
    ask: Ask, snapshot: Snapshot, case: tuple[str, str, str, str]
) -> None:
    """To put it right: add the metric to messages/<language>/report_metrics.toml."""
    pages = {path.stem for path in paths.PAGES.glob("*/*.py")}
    for number in made(ask, snapshot, case).numbers():
        for language in ("zh", "en"):
            assert all(making.definition(language, number.metric).values())
        assert number.behind is not None, number
        assert number.behind.page in pages


def test_every_card_is_used_by_some_bulletin(ask: Ask, snapshot: Snapshot) -> None:
    used = {one.metric for case in CASES for one in made(ask, snapshot, case).numbers()}
    held = {
        key.split(".")[1]
        for key in everything("zh")
        if key.startswith(("metrics.", "report_metrics."))
    }

    assert held - used - {"type"} == set()


@pytest.mark.parametrize("case", [case for case in CASES if case[0] == "zh"])
def test_its_own_sentences_foot(
    ask: Ask, snapshot: Snapshot, case: tuple[str, str, str, str]
) -> None:
    said = "\n".join(
        plain(one.parts) for one in made(ask, snapshot, case).blocks if isinstance(one, Paragraph)
    )

    assert audit(said).findings == ()


def test_without_a_chinese_typeface_tables_stand_for_pictures(
    ask: Ask, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the reader is told why."""
    monkeypatch.setattr(drawing, "typeface", lambda: None)
    found = remade(ask, snapshot, CASES[1])
    names = [one.name for one in found.blocks if isinstance(one, Table)]

    assert not [one for one in found.blocks if isinstance(one, Picture)]
    assert "trend" in names
    assert any(
        "Noto Sans CJK" in plain(one.parts) for one in found.blocks if isinstance(one, Paragraph)
    )


def test_a_village_has_no_divisions_below_and_a_month_without_anybody_says_so(
    ask: Ask, snapshot: Snapshot
) -> None:
    rows = ask("briefing/areas", view="management", division="370402", month=date(2021, 11, 1),
               monitor_type="", main_risk="").rows  # fmt: skip
    empty = made(ask, snapshot, ("zh", "progress", rows["division_code"][0], "2021-11-01"))
    said = " ".join(plain(one.parts) for one in empty.blocks if isinstance(one, Paragraph))

    assert "没有识别过监测对象" in said
    assert "没有未消除的监测对象" in said


def test_outlines_below_a_prefecture_are_hexagons_where_none_are_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "LOCAL", tmp_path)
    shapes, is_schematic = pictures.outlines(2, "3704")

    assert is_schematic
    assert {"370402", "370403", "370481"} <= shapes.keys()
    assert pictures.outlines(4, "370403001") == ({}, True)


def test_every_group_of_checks_has_a_name() -> None:
    """To put it right: add findings.group_<letter> to messages/<language>/bulletin.toml."""
    letters = {check.id[0] for check in all_checks()}

    for language in ("zh", "en"):
        held = everything(language)
        assert [one for one in letters if f"bulletin.findings.group_{one}" not in held] == []


def test_sections_stand_in_the_official_order(ask: Ask, snapshot: Snapshot) -> None:
    heads = [
        one.text for one in made(ask, snapshot, CASES[0]).blocks
        if isinstance(one, Heading) and one.level != 2
    ]  # fmt: skip

    assert heads == [
        "一、总体进展", "二、结构分析", "三、各地情况", "四、存在问题", "五、下步要求",
        "附件1　监测帮扶对象进展情况表", "附件2　疑似问题分类汇总表", "主要指标口径",
    ]  # fmt: skip
