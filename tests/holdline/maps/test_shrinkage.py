"""Rates on small bases are drawn in; limits hold what chance explains."""

import numpy as np
import pytest
from scipy import stats

from holdline.maps.shrinkage import limits, shrunk


def test_a_small_base_is_drawn_in_further_than_a_large_one() -> None:
    found = shrunk([9, 900, 100], [10, 1000, 1000], is_share=True)

    assert found.common == pytest.approx(1009 / 2010)
    assert found.common < found.rates[0] < found.rates[1] < 0.9


def test_when_chance_explains_all_every_area_has_the_common_rate() -> None:
    found = shrunk([5, 10, 20], [10, 20, 40], is_share=True)

    assert found.variance == 0.0
    assert found.rates.tolist() == [0.5, 0.5, 0.5]


def test_no_base_has_no_rate_and_moves_nobody() -> None:
    without = shrunk([9, 900], [10, 1000], is_share=True).rates
    found = shrunk([9, 900, 0, 3], [10, 1000, 0, float("nan")], is_share=True).rates

    assert np.isnan(found[2:]).all()
    assert without.tolist() == found[:2].tolist()


def test_shrunk_rates_are_nearer_the_truth_than_raw_ones() -> None:
    """136 areas whose true rates are known: the mean square error falls."""
    chance = np.random.default_rng(8)
    true = chance.beta(30, 20, 136)
    base = chance.integers(3, 60, 136)
    events = chance.binomial(base, true)
    found = shrunk(events, base, is_share=True)
    raw = ((events / base - true) ** 2).mean()

    assert ((found.rates - true) ** 2).mean() < 0.5 * raw
    assert found.variance == pytest.approx(true.var(), rel=0.6)


def test_marshall_by_hand() -> None:
    """Two areas, Poisson: mean 0.03, spread 0.0001, chance 0.03 / 100."""
    found = shrunk([2, 4], [100, 100], is_share=False)

    assert found.common == pytest.approx(0.03)
    assert found.variance == pytest.approx(max(0.0, 0.0001 - 0.03 / 100))


@pytest.mark.parametrize("tail", [0.025, 0.001])
@pytest.mark.parametrize("base", [7, 40, 900])
def test_limits_are_the_exact_quantiles_between_which_they_interpolate(
    base: int, tail: float
) -> None:
    """A count beyond a limit, with all beyond it, is as unlikely as the tail; one within is not."""
    low, high = limits(0.6, base, tail, is_share=True)
    exact = stats.binom.ppf([tail, 1 - tail], base, 0.6)

    assert max(0, exact[0] - 1) <= low * base <= exact[0]
    assert exact[1] <= high * base <= min(base, exact[1] + 1)


def test_limits_narrow_as_the_base_grows() -> None:
    widths = [np.ptp(limits(0.001, base, 0.025, is_share=False)) for base in (900, 9_000, 90_000)]

    assert widths == sorted(widths, reverse=True)


def test_large_and_small_bases_meet_smoothly() -> None:
    """The exact and the normal limits differ by less than 2 % of the limit where they meet."""
    exact, normal = (limits(0.4, base, 0.001, is_share=True)[1] for base in (4000, 4001))

    assert exact == pytest.approx(normal, rel=0.02)
