"""The pictures of the progress bulletin; a table in their place where no typeface has Chinese."""

from collections.abc import Mapping
from functools import partial

import shapely

from holdline import paths
from holdline.exports import drawing
from holdline.exports.blocks import Block, Column, Paragraph, Picture, Row, Table
from holdline.exports.bulletin import structure
from holdline.exports.bulletin.areas import AREAS
from holdline.exports.reckoning import Reckoning
from holdline.geo.geofile import read_shapes
from holdline.geo.outlines import hexagons
from holdline.messages.dates import day_name, month_key

TREND = "briefing/trend"
MEASURES = ("open", "new", "closed")
FEW_MONTHS = 12
PROVINCE, PREFECTURE, COUNTY = 1, 2, 3
FILES = {
    PROVINCE: ("cities_37.parquet",),
    PREFECTURE: ("counties_37.parquet", "zones_37.parquet"),
    COUNTY: ("townships_37.parquet",),
}


def source(of: Reckoning, more: str = "") -> str:
    """Where a picture's figures come from."""
    manifest = of.subject.manifest
    kind = of.phrase("head.kind_sample" if manifest.is_sample else "head.kind_real")
    said = of.phrase(
        "head.source",
        kind=kind,
        day=day_name(manifest.as_of_on, of.language),
        snapshot=manifest.snapshot_id,
    )
    return of.phrase("head.semicolon").join([said, more] if more else [said])


def trend(of: Reckoning) -> list[Block]:
    """Two years of open, new and eliminated households."""
    rows = of.rows(TREND)
    if drawing.typeface() is None:
        return [Paragraph(of.sentence("head.no_typeface"), kind="note"), _trend_table(of)]
    columns = {one: [float(row[f"{one}_households"]) for row in rows] for one in MEASURES}
    drawn = partial(
        drawing.trend,
        [month_key(row["month"]) for row in rows],
        columns["open"],
        (columns["new"], columns["closed"]),
        names=[of.phrase(f"progress.trend_{one}") for one in MEASURES],
        source=source(of),
    )
    return [Picture("trend", of.phrase("progress.trend"), of.phrase("progress.trend_alt"), drawn)]


def risks(of: Reckoning) -> list[Block]:
    """The main risks as bars; their table stands beside it in any case."""
    rows = of.rows(structure.RISKS)
    if not rows or drawing.typeface() is None:
        return []
    values = [float(row["open_households"]) for row in rows]
    drawn = partial(
        drawing.bars,
        [structure.name(of, "main_risk", row["main_risk"]) for row in rows],
        values,
        written=[f"{value:,.0f}" for value in values],
        source=source(of),
    )
    caption, alt = of.phrase("structure.risks_picture"), of.phrase("structure.risks_alt")
    return [Picture("risks", caption, alt, drawn)]


def areas(of: Reckoning) -> list[Block]:
    """Open households of the divisions below on their outlines, when they have any."""
    shapes, is_schematic = outlines(of.subject.level, of.subject.division)
    rows = {row["division_code"]: row for row in of.rows(AREAS)}
    inside = {code: shape for code, shape in shapes.items() if code in rows}
    if not inside or drawing.typeface() is None:
        return []
    remark = of.phrase("areas.map_schematic" if is_schematic else "areas.map_internal")
    drawn = partial(
        drawing.choropleth,
        inside,
        {code: float(rows[code]["open_households"]) for code in inside},
        {code: rows[code]["short_name"] for code in inside},
        title=of.phrase("areas.map_scale"),
        source=source(of, remark),
    )
    return [Picture("areas", of.phrase("areas.map"), of.phrase("areas.map_alt"), drawn)]


def outlines(level: int, division: str) -> tuple[Mapping[str, shapely.Geometry], bool]:
    """Shapes below a division by code, and whether they are invented.

    None below a township. Hexagons stand for counties that have not been built.
    """
    held: dict[str, shapely.Geometry] = {}
    for name in FILES.get(level, ()):
        file = paths.LOCAL / name
        if file.exists():
            table, shapes = read_shapes(file)
            held |= dict(zip(table["code"].to_pylist(), shapes, strict=True))
    if not held and level == PREFECTURE:
        held = dict(hexagons())
        return {code: held[code] for code in held if code.startswith(division)}, True
    inside = {code: shape for code, shape in held.items() if code.startswith(division)}
    return inside, level >= COUNTY


def _trend_table(of: Reckoning) -> Table:
    columns = [
        Column(of.phrase("progress.trend_month"), is_number=False),
        *(Column(of.phrase(f"progress.trend_{one}")) for one in MEASURES),
    ]
    rows = [
        Row(
            month_key(row["month"]),
            [
                month_key(row["month"]),
                *(
                    of.count(of.term(TREND, f"{one}_households", month=row["month"]), metric=one)
                    for one in MEASURES
                ),
            ],
        )
        for row in of.rows(TREND)[-FEW_MONTHS:]
    ]
    return Table("trend", of.phrase("progress.trend"), columns, rows)
