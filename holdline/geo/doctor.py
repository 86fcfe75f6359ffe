"""The coordinate doctor: what is wrong with a household's position, and where it likely belongs.

A datum is told by batch (one collector's points of one declared datum), never by a single point:
99 % of points left in GCJ-02 still lie in their county, and 82 % in their village.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from holdline.geo.metres import DEGREE
from holdline.geo.village_cores import turned

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

KINDS = (
    "zero",
    "swapped",
    "outside",
    "other_county",
    "datum_gcj02",
    "datum_bd09",
    "datum_wgs84",
    "office_copy",
    "copied",
    "other_village",
    "low_precision",
)
DATUMS = ("wgs84", "gcj02", "bd09")
CHINA = (73.0, 3.0, 136.0, 54.0)
FEWEST, SURE, OWN = 8, 2.0, 1.0
SPREAD_M, CAP_M, LEAST_SPREAD_M = 260.0, 1500.0, 60.0
NEAR_M, FAR_M, EDGE_M, OFFICE_M = 20_000.0, 5_000.0, 1_100.0, 12.0
COPIES = ("office_copy", "copied")
SHARED, DECIMALS, SAME = 3, 3, 1e-9


@dataclass(frozen=True)
class Places:
    """What positions are compared with, all in WGS-84 degrees.

    Attributes:
        cores: a row a village: village_code, lon, lat, is_office (told, not worked out).
        counties: outlines by county code; empty when none are built.
        county_of: the county whose ground a township's code (9 digits) stands on.
    """

    cores: pl.DataFrame
    counties: dict[str, shapely.Geometry]
    county_of: dict[str, str]


def examined(homes: pl.DataFrame, places: Places) -> pl.DataFrame:
    """What is wrong with the positions of *homes*; one row a household at fault, its worst fault.

    Args:
        homes: household_id, village_code (12 digits, or a township's 9), longitude, latitude (as
            collected), coordinate_system (as declared; null when not told), batch.
        places: what they are compared with.

    Returns:
        household_id, village_code, kind (of KINDS), batch, distance_m from the village's core
        (null without one), longitude, latitude (WGS-84 as declared, as collected where not
        told), proposed_longitude, proposed_latitude (WGS-84; null when only a visit helps) and
        together, how many households stand on the point (null unless that is the fault).
        A missing position is no row: there is nothing to examine.
    """
    held = homes.filter(pl.col("longitude").is_not_null() & pl.col("latitude").is_not_null())
    held = held.join(places.cores, on="village_code", how="left", maintain_order="left")
    if held.is_empty():
        return _empty()
    chart = _Chart(held, places)
    kinds = np.full(held.height, "", object)
    proposed = np.full((held.height, 2), np.nan)
    for kind, found, better in chart.findings():
        fresh = found & (kinds == "")
        kinds[fresh] = kind
        proposed[fresh] = better[fresh]
    at = kinds != ""
    told = np.isfinite(chart.distance)
    together = np.where(np.isin(kinds, COPIES), chart.same, 0)[at]
    return (
        held.filter(pl.Series(at))
        .select("household_id", "village_code", "batch")
        .with_columns(
            pl.Series("kind", kinds[at], pl.String),
            pl.Series("distance_m", np.where(told, chart.distance, np.nan)[at]).fill_nan(None),
            pl.Series("longitude", chart.lon[at]),
            pl.Series("latitude", chart.lat[at]),
            pl.Series("proposed_longitude", proposed[at, 0]).fill_nan(None).round(6),
            pl.Series("proposed_latitude", proposed[at, 1]).fill_nan(None).round(6),
            pl.Series("together", together, pl.Int64).replace(0, None),
        )
    )


class _Chart:
    """Positions and cores as arrays; each finding looks at all of them at once."""

    def __init__(self, held: pl.DataFrame, places: Places) -> None:
        self.held, self.places = held, places
        self.raw = held.select("longitude", "latitude").to_numpy()
        self.declared = held["coordinate_system"].fill_null("unknown").to_numpy()
        self.core = held.select("lon", "lat").to_numpy().astype(float)
        self.as_datum = {one: turned(one, self.raw) for one in DATUMS}
        self.lon, self.lat = self._as_declared().T
        self.distance = _apart(np.column_stack([self.lon, self.lat]), self.core)
        self.none = np.full_like(self.raw, np.nan)
        self.same = self._on_one_point()

    def findings(self) -> list[tuple[str, Bools, Floats]]:
        """Kind, who has it, and where they likely belong: the surest first."""
        zero = (self.raw == 0).all(axis=1)
        swapped, unswapped = self._swapped(zero)
        off = ~zero & ~swapped
        outside = off & ~_in_china(self.raw)
        inside = off & ~outside
        strange = inside & self._in_other_county()
        datums = self._datums(inside & ~strange)
        office, copied = self._copies(inside)
        far = inside & (self.distance > FAR_M)
        coarse = inside & (np.abs(self.raw - np.round(self.raw, DECIMALS)) < SAME).all(axis=1)
        return [
            ("zero", zero, self.none),
            ("swapped", swapped, unswapped),
            ("outside", outside, self.none),
            ("other_county", strange, self.none),
            ("office_copy", office, self.none),
            ("copied", copied, self.none),
            ("other_village", far, self.none),
            *datums,
            ("low_precision", coarse, self.none),
        ]

    def _as_declared(self) -> Floats:
        found = self.raw.copy()
        for name in ("gcj02", "bd09"):
            mine = self.declared == name
            found[mine] = self.as_datum[name][mine]
        return found

    def _swapped(self, zero: Bools) -> tuple[Bools, Floats]:
        """Axes exchanged: impossible as it stands, and the exchange lands near the village."""
        exchanged = self.raw[:, ::-1]
        impossible = ~zero & ~_in_china(self.raw) & _in_china(exchanged)
        near = ~np.isfinite(self.core[:, 0]) | (_apart(exchanged, self.core) < NEAR_M)
        better = exchanged.copy()
        for name in ("gcj02", "bd09"):
            mine = impossible & (self.declared == name)
            better[mine] = turned(name, exchanged[mine])
        return impossible & near, better

    def _in_other_county(self) -> Bools:
        """Outside the own county's outline by more than the outlines' and datums' tolerance."""
        found = np.zeros(len(self.raw), bool)
        towns = self.held["village_code"].str.slice(0, 9).to_list()
        owners = np.array([self.places.county_of.get(town, town[:6]) for town in towns], object)
        for county in sorted(set(owners.tolist())):
            outline = self.places.counties.get(county)
            mine = np.flatnonzero(owners == county)
            if outline is None:
                found[mine] = self.distance[mine] > 3 * NEAR_M
                continue
            shapely.prepare(outline)
            out = mine[~shapely.contains_xy(outline, self.lon[mine], self.lat[mine])]
            gap = shapely.distance(outline, shapely.points(self.lon[out], self.lat[out])) * DEGREE
            found[out[gap > EDGE_M]] = True
        return found

    def _datums(self, fit: Bools) -> list[tuple[str, Bools, Floats]]:
        """Batches whose points lie better about their villages in another datum than declared.

        A collector's points are a batch; those of collectors with few are judged by village,
        and what is left by township, as far as the collector's own points do not speak against.
        """
        known = fit & np.isfinite(self.core[:, 0]) & (self.distance < FAR_M)
        costs = {name: _cost(self.as_datum[name], self.core) for name in DATUMS}
        village = self.held["village_code"]
        rest = pl.DataFrame({"declared": self.declared, **costs}).with_row_index()
        rest = rest.with_columns(collector=self.held["batch"]).filter(pl.Series(known))
        found = {name: np.zeros(len(self.raw), bool) for name in DATUMS}
        for batch in (self.held["batch"], village, village.str.slice(0, 9)):
            judged = _judged(rest.with_columns(batch=batch.gather(rest["index"])))
            for name in DATUMS:
                found[name][judged.filter(better=name)["index"].to_numpy()] = True
            rest = rest.join(judged, on="index", how="anti")
        whole = {name: (f"datum_{name}", found[name], self.as_datum[name]) for name in DATUMS}
        return [whole["gcj02"], whole["bd09"], whole["wgs84"]]

    def _copies(self, inside: Bools) -> tuple[Bools, Bools]:
        """Several households on one point to the sixth decimal; of these, those on the office."""
        shared = inside & (self.same >= SHARED)
        office = self.held["is_office"].fill_null(value=False).to_numpy()
        on_office = shared & office & (self.distance < OFFICE_M)
        return on_office, shared & ~on_office

    def _on_one_point(self) -> NDArray[np.int64]:
        """How many households stand on each one's point."""
        spot = pl.DataFrame(np.round(self.raw, 6), schema=["x", "y"])
        counted = spot.select(pl.len().over("x", "y").cast(pl.Int64))
        return np.asarray(counted.to_series().to_numpy())


def _judged(points: pl.DataFrame) -> pl.DataFrame:
    """The datum that surely suits each batch of FEWEST points or more better than the declared.

    Returns:
        index and better, one row a point of such a batch; better is null where the declared
        datum stands, and the best one where none was declared.
    """
    sums = (
        points.filter(pl.col("batch").is_not_null())
        .group_by("batch", "declared")
        .agg(pl.len().alias("count"), *(pl.col(name).sum() for name in DATUMS))
        .filter(pl.col("count") >= FEWEST)
    )
    least = pl.min_horizontal(*DATUMS)
    now = pl.coalesce(
        *(pl.when(pl.col("declared") == name).then(pl.col(name)) for name in ("gcj02", "bd09")),
        pl.when(pl.col("declared").is_in(["wgs84", "cgcs2000"])).then(pl.col("wgs84")),
    )
    best = pl.coalesce(*(pl.when(pl.col(name) == least).then(pl.lit(name)) for name in DATUMS))
    is_other = now.is_null() | (now - least > SURE)
    told = sums.select("batch", "declared", better=pl.when(is_other).then(best))
    judged = points.join(told, on=["batch", "declared"])
    agrees = pl.coalesce(
        *(pl.when(pl.col("better") == name).then(now - pl.col(name)) for name in DATUMS)
    )
    own = agrees.sum().over("collector", "declared") > OWN
    return judged.select("index", better=pl.when(own | now.is_null()).then("better"))


def _apart(points: Floats, cores: Floats) -> Floats:
    """Metres between; NaN without a core."""
    scale = np.cos(np.radians(cores[:, 1]))
    east, north = (points - cores).T
    return np.asarray(np.hypot(east * scale, north) * DEGREE)


def _cost(points: Floats, cores: Floats) -> Floats:
    """Minus the logarithm of how likely a point is about its core; far ones count alike."""
    apart = np.minimum(_apart(points, cores), CAP_M)
    return np.asarray(apart**2 / (2 * SPREAD_M**2))


def _in_china(points: Floats) -> Bools:
    west, south, east, north = CHINA
    x, y = points.T
    return np.asarray((x >= west) & (x <= east) & (y >= south) & (y <= north))


def _empty() -> pl.DataFrame:
    texts = dict.fromkeys(("household_id", "village_code", "batch", "kind"), pl.String)
    numbers = ("distance_m", "longitude", "latitude", "proposed_longitude", "proposed_latitude")
    figures = {**dict.fromkeys(numbers, pl.Float64), "together": pl.Int64}
    return pl.DataFrame(schema={**texts, **figures})
