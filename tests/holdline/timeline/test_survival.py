"""The curve of timelines/curve against published tables, lifelines, and exact fractions."""

import math
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdline.queries import catalogue
from holdline.queries.runner import run
from holdline.timeline.survival import Quartiles, at_risk, quartiles

CLOSE = 1e-12
SINCE, LAST = date(2019, 1, 1), date(2026, 12, 1)
# A spell: months already passed when the window opens, months at its end, how it ended.
Spell = tuple[int, int, str]
CLOSINGS = ["open", "by_support", "natural", "untold", "superseded"]
# Remission of leukaemia under 6-mercaptopurine, weeks: Freireich et al. 1963, as tabled by
# Kalbfleisch and Prentice 2002, §1.1; + is censored.
FREIREICH = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
# lifelines 0.30.3 (log-log Greenwood), at each event: months, survival, low, high.
FREIREICH_CURVE = [
    (6, 0.857142857142857, 0.6197179552659838, 0.9515517476469969),
    (7, 0.8067226890756299, 0.5631465646222333, 0.9228090192028802),
    (10, 0.7529411764705878, 0.5031995107999564, 0.8893618351692651),
    (13, 0.6901960784313722, 0.4316102224861839, 0.8490659633494505),
    (16, 0.6274509803921566, 0.36751085598750194, 0.8049121894718411),
    (22, 0.5378151260504199, 0.26777893676713493, 0.7467907176353943),
    (23, 0.44817927170868327, 0.18805200595923233, 0.6801426284952412),
]
# Acute myelogenous leukaemia, weeks of remission, maintained and not: Miller 1997; data set `aml`
# of R's survival, whose summary(survfit(Surv(time, status) ~ x, aml)) prints the survival so.
MAINTAINED = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+"
NOT_MAINTAINED = "5 5 8 8 12 16+ 23 27 30 33 43 45"
R_PRINTS = {
    MAINTAINED: "0.909 0.818 0.716 0.614 0.491 0.368 0.184",
    NOT_MAINTAINED: "0.8333 0.6667 0.5833 0.4861 0.3889 0.2917 0.1944 0.0972 0.0000",
}
LATE: list[Spell] = [
    (0, 12, "by_support"), (0, 14, "superseded"), (3, 12, "by_support"), (5, 20, "by_support"),
    (6, 13, "superseded"), (10, 25, "by_support"), (0, 30, "superseded"), (12, 13, "by_support"),
    (2, 20, "by_support"), (7, 26, "superseded"),
]  # fmt: skip
# The same from lifelines with entry half a month earlier, so that none enters at an event.
LATE_CURVE = [
    (12, 0.7999999999999997, 0.40869078163340444, 0.9458726458389115),
    (13, 0.6999999999999998, 0.3287165932797348, 0.8919490412248441),
    (20, 0.41999999999999993, 0.10652124009749517, 0.7145863512475638),
    (25, 0.27999999999999997, 0.04346343403642296, 0.5964561254718223),
]
RIVALS: list[Spell] = [
    (0, 3, "by_support"), (0, 5, "natural"), (0, 6, "superseded"), (0, 8, "by_support"),
    (0, 9, "natural"), (0, 11, "by_support"), (0, 12, "superseded"), (0, 14, "by_support"),
    (0, 15, "natural"), (0, 20, "superseded"),
]  # fmt: skip
# lifelines 0.30.3, AalenJohansenFitter on the same, which has no ties for it to jitter.
RIVALS_CURVE = [
    (3, 0.1, 0.0),
    (5, 0.1, 0.1),
    (8, 0.21428571428571425, 0.1),
    (9, 0.21428571428571425, 0.21428571428571422),
    (11, 0.3285714285714285, 0.21428571428571422),
    (14, 0.4809523809523808, 0.21428571428571422),
    (15, 0.4809523809523808, 0.3666666666666665),
]

# Thirty-five people with acute leukaemia after a transplant: their disease, then months and how it
# ended (0 censored, 1 died of the transplant, 2 relapsed). Scrucca, Santucci and Aversa 2007,
# Bone Marrow Transplantation 40, 381-387 (doi:10.1038/sj.bmt.1705727), on R's cmprsk; its bmt.csv.
SCRUCCA = """
ALL 0 1 0 2 1 1 1 2 3 2 4 2 5 2 7 2 8 2 9 2 12 1 13 2 14 2 22 2 26 2 35 0 72 0
AML 2 0 2 2 3 1 3 1 3 1 4 0 4 1 4 1 7 0 7 2 8 0 8 1 10 2 32 0 35 0 67 0 68 0 70 0
"""
# Cumulative incidence of both, at every month with an event, to the eight digits that another
# implementation is held to: scikit-survival, tests/test_nonparametric.py at 0d71616.
SCRUCCA_SHARES = {
    "ALL AML": """
0 .02857143 .02857143, 1 .05714286 .05714286, 2 .05714286 .08571429, 3 .14581281 .11527094,
4 .20492611 .14482759, 5 .20492611 .17579170, 7 .20492611 .23771992, 8 .23771164 .27050544,
9 .23771164 .30563279, 10 .23771164 .34076015, 12 .27283899 .34076015, 13 .27283899 .37588750,
14 .27283899 .41101485, 22 .27283899 .44614220, 26 .27283899 .48126955""",
    "ALL": """
0 .05882353 .05882353, 1 .11764706 .11764706, 3 .11764706 .17647059, 4 .11764706 .23529412,
5 .11764706 .29411765, 7 .11764706 .35294118, 8 .11764706 .41176471, 9 .11764706 .47058824,
12 .17647059 .47058824, 13 .17647059 .52941176, 14 .17647059 .58823529, 22 .17647059 .64705882,
26 .17647059 .70588235""",
    "AML": """
2 .00000000 .05555556, 3 .17708333 .05555556, 4 .29513889 .05555556, 7 .29513889 .12048611,
8 .36818576 .12048611, 10 .36818576 .20570747""",
}
# Death of breast cancer (E) and of other causes (O) among 305 women, the first nine to leave; the
# others stay beyond. Satagopan et al. 2004, British Journal of Cancer 91, 1229-1235, table 2
# (doi:10.1038/sj.bjc.6602102): month, at risk, overall survival, and what is added to E, per cent.
SATAGOPAN = "7+ 10E 14+ 16E 18O 23E 24+ 26O 27E"
SATAGOPAN_TABLE = [
    (10, 304, "99.7", "0.3"), (16, 302, "99.3", "0.3"), (18, 301, "99.0", "0.0"),
    (23, 300, "98.7", "0.3"), (26, 298, "98.3", "0.0"), (27, 297, "98.0", "0.3"),
]  # fmt: skip


def number(month: date) -> int:
    """The month as the cube numbers it."""
    return month.year * 12 + month.month - 1


@pytest.fixture(scope="module")
def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with one division and no spells."""
    with duckdb.connect() as db:
        db.execute(
            "create table division_tree (view varchar, division_code varchar, parent_code varchar)"
        )
        db.execute("insert into division_tree values ('management', '37', null)")
        _make(db)
        yield db


def curve(cursor: duckdb.DuckDBPyConnection, spells: Sequence[Spell]) -> pl.DataFrame:
    """The curve of *spells*, by the product's own query."""
    cursor.execute("delete from survival_spell")
    for passed, ends, closing in spells:
        began = number(SINCE) - passed
        ended = number(date(9999, 12, 1)) if closing == "open" else began + ends
        row = (CLOSINGS.index(closing), "management", "37", began, ended, closing, True, 1)
        cursor.execute("insert into survival_spell values (?, ?, ?, ?, ?, ?, ?, ?)", row)
    inputs = {"view": "management", "division": "37", "places": "itself", "by": "all"}
    window = {"since": SINCE, "month": LAST, "monitor_type": "", "main_risk": ""}
    return run(cursor, catalogue.query("timelines/curve"), {**inputs, **window}).rows


def remissions(written: str) -> list[Spell]:
    """Published remissions as spells; those of longer than seven years as seven years."""
    return [
        (0, min(int(one.rstrip("+")), 84), "superseded" if one.endswith("+") else "by_support")
        for one in written.split()
    ]


def freireich() -> list[Spell]:
    """The published remissions as spells."""
    return remissions(FREIREICH)


def at_events(rows: pl.DataFrame) -> pl.DataFrame:
    """The months at which something was eliminated."""
    return rows.filter(pl.col("by_support") + pl.col("naturally") + pl.col("untold") > 0)


@pytest.mark.parametrize(
    ("spells", "told"),
    [(freireich(), FREIREICH_CURVE), (LATE, LATE_CURVE)],
    ids=["ties", "late entry"],
)
def test_agrees_with_lifelines(cursor, spells, told) -> None:
    """Ties, censoring at an event, and delayed entry, with the log-log Greenwood band."""
    rows = (
        at_events(curve(cursor, spells))
        .select("months", "survival", "survival_low", "survival_high")
        .rows()
    )

    assert [one[0] for one in rows] == [one[0] for one in told]
    worst = max(
        abs(a - b)
        for row, want in zip(rows, told, strict=True)
        for a, b in zip(row, want, strict=True)
    )
    assert worst <= CLOSE


def test_agrees_with_the_published_remissions(cursor) -> None:
    """The numbers at risk and the product as Kalbfleisch and Prentice table them, as fractions."""
    rows = at_events(curve(cursor, freireich()))
    numbers = [(21, 3), (17, 1), (15, 1), (12, 1), (11, 1), (7, 1), (6, 1)]
    expected = Fraction(1)
    for (standing, fell), told in zip(numbers, rows["survival"], strict=True):
        expected *= 1 - Fraction(fell, standing)
        assert abs(float(expected) - told) <= CLOSE

    assert [standing for standing, _ in numbers] == rows["at_risk"].to_list()
    assert Quartiles(13, 23, None, 13, None) == quartiles(rows)


@pytest.mark.parametrize("written", [MAINTAINED, NOT_MAINTAINED], ids=["maintained", "not"])
def test_agrees_with_what_r_prints_and_with_its_own_fractions(cursor, written) -> None:
    """The digits R prints, and Kaplan, Meier and Greenwood's formulas as fractions, to 1e-10."""
    spells = remissions(written)
    rows = at_events(curve(cursor, spells))
    digits = [(one, len(one.partition(".")[2])) for one in R_PRINTS[written].split()]

    assert [f"{s:.{places}f}" for s, (_, places) in zip(rows["survival"], digits, strict=True)] == [
        one for one, _ in digits
    ]
    expected, greenwood = Fraction(1), Fraction(0)
    for row in rows.iter_rows(named=True):
        standing = sum(ends >= row["months"] for _, ends, _ in spells)
        fell = sum(ends == row["months"] and how == "by_support" for _, ends, how in spells)
        expected *= 1 - Fraction(fell, standing)
        assert abs(row["survival"] - float(expected)) <= 1e-10
        if expected:
            greenwood += Fraction(fell, standing * (standing - fell))
            bend = 1.959963984540054 * math.sqrt(greenwood) / math.log(expected)
            assert abs(row["survival_low"] - float(expected) ** math.exp(-bend)) <= 1e-10
            assert abs(row["survival_high"] - float(expected) ** math.exp(bend)) <= 1e-10


def test_competing_ways_out_agree_with_lifelines(cursor) -> None:
    rows = (
        at_events(curve(cursor, RIVALS))
        .select("months", "by_support_share", "naturally_share")
        .rows()
    )

    worst = max(
        abs(a - b)
        for row, want in zip(rows, RIVALS_CURVE, strict=True)
        for a, b in zip(row, want, strict=True)
    )
    assert worst <= CLOSE


@pytest.mark.parametrize("diseases", SCRUCCA_SHARES)
def test_ties_of_competing_ways_out_agree_with_published_data(cursor, diseases) -> None:
    """Ties of both kinds, ends at month nought, and censoring at an event; nothing is jittered."""
    hows = ["superseded", "by_support", "natural"]
    spells: list[Spell] = []
    for disease, *numbers in (line.split() for line in SCRUCCA.split("\n") if line):
        if disease in diseases.split():
            told = [int(one) for one in numbers]
            spells += [(0, at, hows[how]) for at, how in zip(told[::2], told[1::2], strict=True)]
    rows = at_events(curve(cursor, spells))
    found = rows.select("months", "by_support_share", "naturally_share").rows()

    expected = [one.split() for one in SCRUCCA_SHARES[diseases].split(",")]
    assert [
        (month, f"{first:.8f}"[-9:], f"{second:.8f}"[-9:]) for month, first, second in found
    ] == [(int(month), first, second) for month, first, second in expected]


def test_competing_ways_out_agree_with_a_published_table(cursor) -> None:
    """Who dies of something else is no longer at risk, and is not thought to be merely censored."""
    ways = {"+": "superseded", "E": "by_support", "O": "natural"}
    told = [(int(one[:-1]), ways[one[-1]]) for one in SATAGOPAN.split()]
    spells = [(0, *one) for one in told] + [(0, 60, "superseded")] * (305 - len(told))
    rows = at_events(curve(cursor, spells))
    added = pl.col("by_support_share").diff().fill_null(pl.col("by_support_share"))
    found = rows.select("months", "at_risk", "survival", added).rows()

    assert [(at, many, f"{s:.1%}"[:-1], f"{e:.1%}"[:-1]) for at, many, s, e in found] == (
        SATAGOPAN_TABLE
    )


SPELLS = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.integers(0, 30),
        st.sampled_from(["by_support", "natural", "untold", "superseded"]),
    ).map(lambda one: (one[0], one[0] + one[1], one[2])),
    min_size=1,
    max_size=30,
)


@settings(deadline=None, max_examples=60)
@given(SPELLS)
def test_agrees_with_exact_fractions(spells: list[Spell]) -> None:
    """Any mixture of ties, late entry, same-month ends and ways out, cell by cell."""
    with duckdb.connect() as db:
        rows = list(curve(_filled(db), spells).iter_rows(named=True))
    still, shares = Fraction(1), dict.fromkeys(("by_support", "natural", "untold"), Fraction(0))
    for row in rows:
        month = row["months"]
        standing = sum(1 for passed, ends, _ in spells if passed <= month <= ends)
        fell = {
            way: sum(1 for _, ends, how in spells if ends == month and how == way) for way in shares
        }
        assert row["at_risk"] == standing
        for way, number in fell.items():
            shares[way] += still * Fraction(number, standing)
        still *= 1 - Fraction(sum(fell.values()), standing)
        assert abs(row["survival"] - float(still)) <= CLOSE
        assert abs(row["by_support_share"] - float(shares["by_support"])) <= CLOSE
        assert abs(row["naturally_share"] - float(shares["natural"])) <= CLOSE
        assert abs(row["untold_share"] - float(shares["untold"])) <= CLOSE
        assert abs(float(still + sum(shares.values())) - 1) <= CLOSE
        if still:
            assert row["survival_low"] <= row["survival"] + CLOSE
            assert row["survival"] <= row["survival_high"] + CLOSE
        else:
            assert (row["survival_low"], row["survival_high"]) == (None, None)
    assert {ends for _, ends, _ in spells} <= {row["months"] for row in rows}


def _filled(db: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    db.execute(
        "create table division_tree as select 'management' as view, '37' as division_code,"
        " null::varchar as parent_code"
    )
    _make(db)
    return db


def _make(db: duckdb.DuckDBPyConnection) -> None:
    """The tables of spells: none, and a number for each way to end."""
    db.execute(
        "create table survival_spell (cell integer, view varchar, division_code varchar,"
        " began integer, closed integer, closing varchar, is_timed boolean, households bigint)"
    )
    db.execute(
        "create table survival_cell as select cast(numbered.number - 1 as integer) as cell,"
        " 'management' as view, '37' as division_code, 'T' as monitor_type, 'R' as main_risk,"
        " $closings[numbered.number] as closing, true as is_timed"
        " from range(1, len($closings) + 1) as numbered(number)",
        {"closings": CLOSINGS},
    )


def test_one_open_spell_is_never_eliminated(cursor) -> None:
    rows = curve(cursor, [(0, 0, "open")])

    assert rows.select(
        "at_risk", "leaving", "survival", "survival_low", "survival_high"
    ).rows() == [
        (1, 0, 1.0, 1.0, 1.0),
        (1, 1, 1.0, 1.0, 1.0),
    ]
    assert quartiles(rows) == Quartiles(None, None, None, None, None)


def test_all_censored_keeps_the_curve_at_one(cursor) -> None:
    rows = curve(cursor, [(0, month, "superseded") for month in (1, 1, 5)])

    assert set(rows["survival"]) == {1.0}


def test_an_end_in_the_month_it_began_counts_at_nought(cursor) -> None:
    rows = curve(cursor, [(0, 0, "natural"), (0, 4, "superseded")])

    assert rows.select("months", "at_risk", "naturally", "survival").rows()[0] == (0, 2, 1, 0.5)


def test_numbers_at_risk_stand_between_the_points(cursor) -> None:
    """Late ones count from the month they are first seen; those who left do not."""
    rows = curve(cursor, [(0, 3, "by_support"), (0, 8, "superseded"), (6, 9, "natural")])

    assert at_risk(rows, [0, 3, 4, 6, 9, 12]) == [2, 2, 1, 2, 1, 0]


def test_a_survival_of_exactly_one_half_is_the_median(cursor) -> None:
    """Six tenths of five sixths is a half, though not as doubles."""
    spells: list[Spell] = (
        [(0, 1, "by_support")] * 4 + [(0, 2, "by_support")] + [(0, 9, "superseded")] * 5
    )

    assert quartiles(curve(cursor, spells)).median == 2
