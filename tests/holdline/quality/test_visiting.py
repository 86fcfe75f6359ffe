"""Visits find most of the errors and still tell the truth of everybody."""

import numpy as np
import polars as pl
import pytest

from holdline.quality.visiting import CLASSES, allocated, drawn, estimated, seed_of

VISITS, DRAWS = 200, 1000
# Households of each class of a county, and how many of a hundred are wrong.
COUNTIES = {
    "errors here and there": ((120, 160, 60, 4660), (0.9, 0.5, 0.2, 0.03)),
    "few that nobody suspects": ((60, 90, 30, 4820), (0.9, 0.5, 0.2, 0.02)),
}


def county(sizes: tuple[int, ...]) -> pl.DataFrame:
    """Households of a county by class."""
    kinds = np.repeat(CLASSES, sizes).tolist()
    names = [f"{number:06d}" for number in range(sum(sizes))]
    return pl.DataFrame({"household_id": names, "village_code": "v", "class": kinds})


@pytest.mark.parametrize("name", COUNTIES)
def test_finds_three_times_what_a_random_walk_does_and_stays_honest(name: str) -> None:
    """The proof of the planner: yield, bias, and how often the interval holds the truth."""
    sizes, rates = COUNTIES[name]
    chance = np.random.default_rng(11)
    homes, wrong_rate = county(sizes), np.repeat(rates, sizes)
    held = found = expected = 0.0
    errors = []
    for number in range(DRAWS):
        is_wrong = chance.random(len(wrong_rate)) < wrong_rate
        plan = drawn(homes, VISITS, number)
        at = plan["household_id"].cast(pl.Int64).to_list()
        told = estimated(list(zip(plan["class"], plan["size"], is_wrong[at].tolist(), strict=True)))
        assert told is not None
        truth = is_wrong.mean()
        held += told.low <= truth <= told.high
        found += told.wrong
        expected += VISITS * truth
        errors.append(told.rate - truth)
    standard_error = np.std(errors) / np.sqrt(DRAWS)

    assert found / expected >= 3
    assert 0.93 <= held / DRAWS <= 0.97
    assert abs(np.mean(errors)) < 3 * standard_error


def test_every_household_has_the_chance_the_plan_says() -> None:
    """Counted over many draws, in each class."""
    homes = county((10, 20, 0, 170))
    seen = np.zeros(200)
    for seed in range(400):
        plan = drawn(homes, 40, seed)
        seen[plan["household_id"].cast(pl.Int64).to_numpy()] += 1
    stated = dict(plan.group_by("class").agg(pl.col("chance").first()).iter_rows())

    assert stated["error"] == pytest.approx(seen[:10].mean() / 400)
    assert stated["none"] == pytest.approx(seen[30:].mean() / 400)
    spread = ((seen[30:] - 40) ** 2).sum() / (40 * 0.9)
    assert 120 < spread < 230, "170 households with the chance of one in ten each"


@pytest.mark.parametrize(
    ("sizes", "visits", "given"),
    [
        ((100, 100, 0, 800), 100, (55, 5, 0, 40)),
        ((5, 5, 0, 0), 100, (5, 5, 0, 0)),
        ((0, 0, 0, 0), 10, (0, 0, 0, 0)),
        ((0, 0, 0, 50), 10, (0, 0, 0, 10)),
        ((3, 3, 3, 1000), 4, (2, 2, 0, 0)),
    ],
)
def test_the_floor_first_then_the_likeliest(
    sizes: tuple[int, ...], visits: int, given: tuple[int, ...]
) -> None:
    """Never more than there are, never more than asked for."""
    told = allocated(dict(zip(CLASSES, sizes, strict=True)), visits)

    assert tuple(told.values()) == given


def test_equal_seeds_draw_equal_households_whatever_the_order() -> None:
    homes = county((5, 5, 5, 85))
    seed = seed_of("snapshot", "370403", "2026-W48", "20")

    assert drawn(homes, 20, seed).equals(drawn(homes.reverse(), 20, seed))
    assert not drawn(homes, 20, seed).equals(drawn(homes, 20, seed + 1))


def test_nobody_to_visit_is_an_empty_list() -> None:
    assert drawn(county((0, 0, 0, 0)), 10, 1).height == 0


def test_says_nothing_when_a_class_was_hardly_seen() -> None:
    """One household tells nothing about a hundred."""
    assert estimated([("error", 100, True)]) is None
    assert estimated([]) is None


def test_a_class_seen_whole_is_known() -> None:
    told = estimated([("error", 2, True), ("error", 2, False)])

    assert told is not None
    assert (told.rate, told.low, told.high, told.wrong) == (0.5, 0.5, 0.5, 1)
