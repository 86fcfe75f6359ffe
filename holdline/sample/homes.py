"""The households of a county: how many in which village, of which type and size."""

import numpy as np
from numpy.random import Generator

from holdline.sample.content import figures
from holdline.sample.county import Bools, Columns, County, Ints, drawn, shared, spread
from holdline.sample.places import Places
from holdline.sample.plan import DETAILED, Quota

KEPT, ENDED, ORDINARY = 0, 1, 2
NO_TYPE, UNSTABLE, MARGINAL, SEVERE = -1, 0, 1, 2
NO_ROUND, ROUND_ENDED, ROUND_REFUSED, ROUND_PENDING = 0, 1, 2, 3
LARGEST_SHARE = 0.25


def settle(county: County, places: Places, quota: Quota) -> None:
    """Fill `homes` with village, group, monitor_type, round, size, number and household_id.

    group: KEPT, ENDED or ORDINARY. monitor_type: of a household ever monitored, else NO_TYPE.
    round: the part the household has in an annotation round. One row a household, by village.
    """
    chance = county.chance("homes")
    villages = len(places.villages)
    weight = places.facts["weight"]
    kept = chance.multinomial(quota.policy, weight / weight.sum())
    monitored = _monitored(chance, kept, quota.monitored)
    slots = np.floor(LARGEST_SHARE * kept).astype(int)
    rounds = _rounds(chance, slots, quota.policy)
    parts = [_kept(kept, monitored["on_policy"], rounds)]
    parts.append(_plain(np.repeat(np.arange(villages), rounds[ROUND_ENDED]), ENDED))
    parts[-1]["round"][:] = ROUND_ENDED
    for kind in (MARGINAL, SEVERE):
        at = np.repeat(np.arange(villages), monitored["ordinary"][kind])
        parts.append(_plain(at, ORDINARY) | {"monitor_type": np.full(len(at), kind)})
    screened = round(quota.monitored * figures("shares")["screened"])
    parts.append(_plain(np.sort(_placed(chance, kept, screened)), ORDINARY))
    homes = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.lexsort((chance.random(len(homes["village"])), homes["village"]))
    county.homes = {name: values[order] for name, values in homes.items()}
    _numbered(county, places)
    county.homes["size"] = _sizes(county)
    _lift(county)


def _monitored(chance: Generator, kept: Ints, total: int) -> dict[str, dict[int, Ints]]:
    """Monitored households by village: of those kept by type, of ordinary ones by type."""
    types = figures("types")
    on_policy = types["severe_on_policy"]
    split = [
        types["MT1_UNSTABLE"],
        types["MT3_SEVERE"] * on_policy,
        types["MT2_MARGINAL"],
        types["MT3_SEVERE"] * (1 - on_policy),
    ]
    unstable, severe, marginal, other = shared(chance, total, np.array(split))
    pool = kept.copy()
    first = _capped(chance, pool, int(unstable))
    second = _capped(chance, pool - first, int(severe))
    return {
        "on_policy": {UNSTABLE: first, SEVERE: second},
        "ordinary": {
            MARGINAL: _counted(_placed(chance, kept, int(marginal)), len(kept)),
            SEVERE: _counted(_placed(chance, kept, int(other)), len(kept)),
        },
    }


def _placed(chance: Generator, kept: Ints, count: int) -> Ints:
    """Villages of *count* households, crowding where the households lifted out are."""
    shape = figures("shares")["monitored_shape"]
    weight = (kept + 0.3) * chance.gamma(shape, 1 / shape, len(kept))
    return chance.choice(len(kept), size=count, p=weight / weight.sum())


def _counted(at: Ints, villages: int) -> Ints:
    return np.bincount(at, minlength=villages)


def _capped(chance: Generator, room: Ints, count: int) -> Ints:
    """*count* over villages with *room*, without exceeding it."""
    shape = figures("shares")["monitored_shape"]
    keys = chance.gamma(shape, 1 / shape, len(room)) + 0.05
    seat = np.repeat(np.arange(len(room)), room)
    rank = chance.exponential(size=len(seat)) / keys[seat]
    return _counted(seat[np.argsort(rank, kind="stable")[:count]], len(room))


def _rounds(chance: Generator, slots: Ints, policy: int) -> dict[int, Ints]:
    """Households of the annotation rounds by village, few enough in each."""
    shares = figures("shares")
    wanted = {
        ROUND_ENDED: round(policy * shares["ended"]),
        ROUND_REFUSED: round(policy * shares["refused"]),
        ROUND_PENDING: round(policy * shares["pending"]),
    }
    seats = chance.permutation(np.repeat(np.arange(len(slots)), slots))
    found, start = {}, 0
    for kind, count in wanted.items():
        found[kind] = _counted(seats[start : start + count], len(slots))
        start += count
    return found


def _plain(village: Ints, group: int) -> Columns:
    size = len(village)
    return {
        "village": village,
        "group": np.full(size, group),
        "monitor_type": np.full(size, NO_TYPE),
        "round": np.full(size, NO_ROUND),
    }


def _kept(kept: Ints, monitored: dict[int, Ints], rounds: dict[int, Ints]) -> Columns:
    """Households with policies kept; in each village some are monitored, others in a round."""
    homes = _plain(np.repeat(np.arange(len(kept)), kept), KEPT)
    start = np.cumsum(kept) - kept
    place = np.arange(len(homes["village"])) - start[homes["village"]]
    at = homes["village"]
    edge = np.zeros(len(kept), dtype=int)
    for kind, count in monitored.items():
        homes["monitor_type"][_between(place, edge[at], count[at])] = kind
        edge = edge + count
    for part in (ROUND_REFUSED, ROUND_PENDING):
        homes["round"][_between(place, edge[at], rounds[part][at])] = part
        edge = edge + rounds[part]

    return homes


def _between(place: Ints, start: Ints, count: Ints) -> Bools:
    return np.asarray((place >= start) & (place < start + count))


def _numbered(county: County, places: Places) -> None:
    """Number the households of each village from 1, and build their sixteen-digit numbers."""
    village = county.homes["village"]
    counts = np.bincount(village, minlength=len(places.villages))
    start = np.cumsum(counts) - counts
    county.homes["number"] = np.arange(len(village)) - start[village] + 1
    county.homes["household_id"] = places.number[village] * 10_000 + county.homes["number"]


def _lift(county: County) -> None:
    """The years a household lifted out was registered, and lifted out."""
    chance = county.chance("lifted")
    homes, size = county.homes, county.households
    homes["registered_year"] = 2014 + drawn(chance, size, [0.62, 0.12, 0.14, 0.07, 0.05])
    out = 2016 + drawn(chance, size, [0.34, 0.36, 0.22, 0.07, 0.01])
    homes["lifted_year"] = np.minimum(np.maximum(out, homes["registered_year"] + 1), 2020)


def _sizes(county: County) -> Ints:
    """People now on the register in each household, in near exact shares."""
    chance = county.chance("sizes")
    sizes = figures("sizes")
    is_here = county.code.startswith(DETAILED)
    monitored = county.homes["monitor_type"] != NO_TYPE
    found = np.empty(county.households, dtype=int)
    for mask, shares in ((monitored, sizes["monitored"]), (~monitored, sizes["policy"])):
        weights = shares if is_here else sizes["elsewhere"]
        found[mask] = spread(chance, int(mask.sum()), weights) + 1
    return found
