"""From a size and a seed to a folder of import files, with the truth of the planted faults."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

import polars as pl

from holdline.geo.seeds import origin
from holdline.sample import making, territory
from holdline.sample.content import words
from holdline.sample.faults import plant
from holdline.sample.faults.truth import SCHEMA as TRUTH
from holdline.sample.plan import Quota, quotas
from holdline.sample.tables import Tables, empty, names
from holdline.sample.writing import ParquetSink, Sink, TextSink, WorkbookSink, clear

FORMATS = ("parquet", "csv", "xlsx")
NATION = "nation"
PART_DIGITS = {"small": 4, "city": 4, "province": 4, NATION: 2}
SHOWN_FROM = 2500
PROCESSES = 2
GENERATOR = "holdline.sample"


@dataclass(frozen=True)
class Order:
    """What is to be generated, and where to."""

    size: str
    seed: int
    folder: Path
    form: str = "parquet"
    has_faults: bool = True


@dataclass(frozen=True)
class Part:
    """Some cities of one order, written to files of their own; number None writes whole files.

    `showcase` is the county of the order that holds a fault for every check.
    """

    order: Order
    number: int | None
    quotas: tuple[Quota, ...]
    above: tuple[str, ...]
    showcase: str


Told: TypeAlias = Callable[[int, int, str], None]
Written: TypeAlias = tuple[dict[str, int], pl.DataFrame]


def generate(order: Order, told: Told) -> dict[str, int]:
    """Write the files of *order*, in place of an earlier sample's.

    Args:
        order: what to write, and where.
        told: hears how many counties are done, of how many, and the code last done.

    Returns:
        Rows by table.

    Raises:
        SampleFolderOccupied: the folder holds import files that are not a sample's.
    """
    clear(order.folder)
    (order.folder / "truth").mkdir(parents=True, exist_ok=True)
    _about(order)
    parts = _parts(order)
    written = dict(sorted(_run(parts, told)))
    if order.has_faults:
        _tell_truth(order, [truth for _, truth in written.values()])
    return {name: sum(rows[name] for rows, _ in written.values()) for name in names()}


def _parts(order: Order) -> list[Part]:
    """Whole files for small sizes, else one part a city, or a province of the nation."""
    found = quotas(order.size, order.seed)
    showcase = next((quota.county for quota in found if quota.policy >= SHOWN_FROM), "")
    grouped: dict[str, list[Quota]] = {}
    for quota in found:
        grouped.setdefault(quota.county[: PART_DIGITS[order.size]], []).append(quota)
    parts, told = [], set[str]()
    for number, some in enumerate(grouped.values(), start=1):
        above = {quota.county[:length] for quota in some for length in (2, 4)} - told
        told |= above
        part = None if len(grouped) == 1 else number
        parts.append(Part(order, part, tuple(some), tuple(sorted(above)), showcase))
    return parts


def _run(parts: list[Part], told: Told) -> Iterator[tuple[int, Written]]:
    """The parts by their place; one here, many in a few processes, the largest first."""
    total = sum(len(part.quotas) for part in parts)
    if len(parts) == 1:
        yield 0, write_part(parts[0], lambda done, code: told(done, total, code))
        return
    by_size = sorted(range(len(parts)), key=lambda row: -sum(q.policy for q in parts[row].quotas))
    os.environ["POLARS_MAX_THREADS"] = "1"
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(write_part, parts[index]): index for index in by_size}
        done = 0
        for ready in as_completed(waiting):
            index = waiting[ready]
            done += len(parts[index].quotas)
            told(done, total, parts[index].quotas[-1].county)
            yield index, ready.result()


def write_part(part: Part, told: Callable[[int, str], None] = lambda *_: None) -> Written:
    """Write one part; its rows by table, and the truth of its faults."""
    sink = _sink(part)
    counts = dict.fromkeys(names(), 0)
    truths = []
    for done, (code, tables, truth) in enumerate(_chunks(part)):
        sink.take(tables)
        truths.append(truth)
        for name, frame in tables.items():
            counts[name] += len(frame)
        told(done, code)
    sink.close()
    return counts, pl.concat(truths)


def _sink(part: Part) -> Sink:
    order = part.order
    if order.form == "csv":
        return TextSink(order.folder)
    if order.form == "xlsx":
        return WorkbookSink(order.folder)
    return ParquetSink(order.folder, part.number, is_plain=order.size == NATION)


def _chunks(part: Part) -> Iterator[tuple[str, Tables, pl.DataFrame]]:
    """The divisions above the part's counties, then each county."""
    upper = {name: empty(name) for name in names()}
    yield "", upper | {"division": territory.above(list(part.above))}, no_truth()
    for quota in part.quotas:
        yield quota.county, *make_county(quota, part)


def make_county(quota: Quota, part: Part) -> tuple[Tables, pl.DataFrame]:
    """The tables of one county as they are written, and the truth of the faults in them."""
    order = part.order
    clean = making.tables_of(quota, seed=order.seed, as_of=as_of())
    if not order.has_faults:
        return clean, no_truth()
    every = quota.county == part.showcase
    return plant(clean, seed=order.seed, chunk=quota.county, as_of=as_of(), every=every)


def as_of() -> date:
    """The day the sample describes."""
    day: date = words("figures")["as_of"]
    return day


def no_truth() -> pl.DataFrame:
    """The truth frame without rows."""
    return pl.DataFrame(schema=TRUTH)


def _about(order: Order) -> None:
    lines = (
        f"as_of = {as_of().isoformat()}",
        "is_sample = true",
        f'size = "{order.size}"',
        f"seed = {order.seed}",
        f'generator = "{GENERATOR} {words("figures")["version"]}"',
        f"has_faults = {str(order.has_faults).lower()}",
        f'geography = "{origin()}"',
    )
    (order.folder / "about.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _tell_truth(order: Order, truths: list[pl.DataFrame]) -> None:
    truth = pl.concat(truths)
    truth.write_parquet(order.folder / "truth" / "faults.parquet")
    counted = truth.group_by("check", "severity").agg(
        faults=pl.len(), households=pl.col("household_id").n_unique()
    )
    counted.sort("check", "severity").write_csv(order.folder / "truth" / "summary.csv")
