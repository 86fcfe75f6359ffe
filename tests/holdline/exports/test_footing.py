"""The audit of figures: true texts raise nothing, planted errors are caught and pointed at."""

import random
import re
from collections.abc import Iterator

import pytest

from holdline import paths
from holdline.errors import TextUnreadable
from holdline.exports.footing.auditing import audit, told
from holdline.exports.footing.mentions import mentions, spelt
from holdline.exports.footing.sources import text_of

BAOSHAN = (paths.ROOT / "tests" / "golden" / "baoshan_2021.txt").read_text("utf-8")
TRUE = (paths.ROOT / "tests" / "golden" / "true_texts.txt").read_text("utf-8").splitlines()
FIGURE = re.compile(r"[\d,]*\d(?:\.\d+)?(?=户|人|%)")


def mutated() -> Iterator[str]:
    """Fifty texts, each with one figure of the true one changed: digits turned, added, taken."""
    places = [
        place for place in FIGURE.finditer(BAOSHAN) if place[0][:2] != "20" or "," in place[0]
    ]
    lot = random.Random(1)  # noqa: S311
    seen = {BAOSHAN}
    while len(seen) <= 50:
        place = lot.choice(places)
        changed = _changed(place[0], lot)
        said = BAOSHAN[: place.start()] + changed + BAOSHAN[place.end() :]
        if said not in seen and changed:
            seen.add(said)
            yield said


def _changed(figure: str, lot: random.Random) -> str:
    digits = [at for at, char in enumerate(figure) if char.isdigit()]
    at = lot.choice(digits)
    other = str((int(figure[at]) + lot.randint(1, 9)) % 10)
    return lot.choice(
        (figure[:at] + other + figure[at + 1 :], figure + "7", figure[1:].lstrip(",."))
    )


def kinds(text: str) -> list[str]:
    """The kinds of what an audit of *text* finds."""
    return [one.kind for one in audit(text).findings]


def test_the_text_of_baoshan_raises_nothing_and_is_wholly_checked() -> None:
    """27,256 of 54,851 people are 49.69 %, 7,282 of 16,369 households 44.49 %: both bases foot."""
    found = audit(BAOSHAN)

    assert found.findings == ()
    assert (found.figures, found.unchecked) == (10, 0)


@pytest.mark.parametrize("text", list(mutated()))
def test_every_changed_figure_of_it_is_caught(text: str) -> None:
    assert kinds(text), text


@pytest.mark.parametrize("text", TRUE)
def test_true_texts_of_many_forms_raise_nothing(text: str) -> None:
    """Shares of what is outside the text, "respectively", lists that are not all, and more."""
    assert kinds(text) == []


def test_a_finding_points_at_the_words_and_says_what_would_be_right() -> None:
    text = BAOSHAN.replace("49.69%", "49.96%")
    (one,) = audit(text).findings

    assert (one.kind, text[one.start : one.end], one.expected) == ("share", "49.96%", "49.69%")
    assert {"27,256人", "54,851人"} == {text[start:end] for start, end in one.related}
    assert "27,256 ÷ 54,851" in told(one, "zh")


def test_a_share_of_people_called_one_of_households_is_a_mixed_base() -> None:
    text = "累计识别监测对象16,369户54,851人，已消除风险7,282户27,256人，占累计识别户数的49.69%。"

    assert kinds(text) == ["base"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("本月新增纳入12户30人，比上月增加2户（增长20.00%）。", ""),
        ("本月新增纳入12户30人，比上月增加2户（增长16.67%）。", "growth"),
        ("未消除户由120户减少到100户，减少20户。", ""),
        ("未消除户由120户减少到100户，减少30户。", "difference"),
        ("全市新识别100户260人，其中甲县40户100人、乙县35户90人、丙县25户70人。", ""),
        ("全市新识别100户260人，其中甲县40户100人、乙县35户90人、丙县26户70人。", "sum"),
        ("全市新识别100户，其中甲县140户。", "sum"),
        ("累计收到农户自主申报20件，已办结15件，办结率75.00%。", ""),
        ("累计收到农户自主申报20件，已办结15件，办结率57.00%。", "share"),
        ("本月新增纳入31户12人。", "persons"),
        ("甲乡36户、乙乡28户、丙乡19户，三乡合计83户。", ""),
        ("甲乡36户、乙乡28户、丙乡19户，三乡合计84户。", "sum"),
        ("新纳入100户，其中甲类40户、乙类60户，分别占40.00%、60.00%。", ""),
        ("新纳入100户，其中甲类40户、乙类60户，分别占60.00%、40.00%。", "share share"),
        ("因病383户，占48.06%；因残125户，占15.68%；因学81户，占10.16%；其他20户，占2.51%。", ""),
        (
            "因病383户，占48.06%；因残125户，占15.68%；因学81户，占11.06%；其他20户，占2.51%。",
            "alike",
        ),
        ("累计识别监测对象1,63,69户。", "grouping"),
        ("累计识别监测对象120户300人。月末未消除80户200人。全市累计识别121户。", "repeat"),
    ],
)
def test_each_claim_is_checked_by_its_own_rule(text: str, kind: str) -> None:
    assert kind.split() == kinds(text)


def test_rounded_ten_thousands_agree_with_what_they_may_stand_for() -> None:
    """2.98万 may be anything from 29,750 to 29,850."""
    assert (
        kinds("全市脱贫人口2.98万户6.79万人，其中甲类1.50万户3万人、乙类1.48万户3.79万人。") == []
    )
    assert kinds("全市识别2.98万户6.79万人，其中甲类1.50万户3万人、乙类1.44万户3.79万人。") == [
        "sum"
    ]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十二", 12),
        ("一百零三", 103),
        ("两千三百", 2300),
        ("三万六千", 36000),
        ("一亿零五", 100000005),
    ],
)
def test_spelt_numbers_are_read(written: str, number: int) -> None:
    assert number == spelt(written)


def test_what_is_no_count_is_not_read_as_one() -> None:
    """Dates, numbering, sayings and durations."""
    text = "2021年11月15日，第一批、附件2，做到一户一档、发现一户帮扶一户，满12个月，公示5天。"

    assert mentions(text) == []


def test_a_share_of_something_outside_the_text_is_left_unchecked() -> None:
    found = audit("我市未消除9,087户，占全省的3.60%。")

    assert (found.findings, found.unchecked) == ((), 1)


def test_figures_are_held_against_a_snapshot() -> None:
    known = {("identified", "household"): 16369, ("identified", "person"): 54850}
    found = audit(BAOSHAN, known)

    assert [(one.kind, one.written, one.expected) for one in found.findings] == [
        ("snapshot", "54,851人", "54,850")
    ]


def test_plain_files_are_read_in_both_encodings_and_others_refused() -> None:
    assert text_of("a.txt", BAOSHAN.encode("gb18030")) == BAOSHAN
    assert text_of("a.txt", b"\xef\xbb\xbf" + BAOSHAN.encode()) == BAOSHAN
    with pytest.raises(TextUnreadable):
        text_of("a.docx", b"PK\x03\x04 nothing")
