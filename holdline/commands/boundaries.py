"""`python -m holdline boundaries`: county outlines, and what is drawn inside them."""

import argparse
from pathlib import Path

from holdline import paths

SAID = 10
HELP = "Build the outlines of maps from the boundary package, your own file or hexagons; check one."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write, what to build, and from which file if not from the package."""
    parser.add_argument("--out", type=Path, default=paths.LOCAL, help="default: data/local")
    parser.add_argument(
        "--maps", type=Path, help="GeoJSON for the browser; default: static/geo, or OUT/geojson"
    )
    parser.add_argument(
        "--territories", action="store_true", help="also invent townships and villages, 20 s"
    )
    parser.add_argument(
        "--from",
        dest="file",
        type=Path,
        help="your own outlines of counties, townships or villages: GeoJSON, GeoPackage, "
        "shapefile or GeoParquet",
    )
    parser.add_argument(
        "--check", type=Path, metavar="FILE", help="say what is wrong with such a file; build none"
    )
    parser.add_argument(
        "--datum",
        choices=("wgs84", "gcj02", "bd09"),
        default="wgs84",
        help="of the official file; CGCS2000 counts as wgs84",
    )
    parser.add_argument(
        "--review-number", default="", help="of the approved map the official file is taken from"
    )
    parser.add_argument("--force", action="store_true", help="build even what is current")


def run(options: argparse.Namespace) -> int:
    """Build what is not current and say what was done."""
    from holdline.geo import boundaries, geojson, territory_files

    out: Path = options.out
    is_forced: bool = options.force
    if options.check:
        return _check(options.check, options.datum, out)
    if options.file and not _holds_counties(options.file, options.datum):
        _supply(options, out)
        options.file = None
    source = boundaries.source_at_hand(options.file, options.datum, options.review_number)
    if is_forced or not boundaries.is_current(out, source):
        boundaries.build(out, source)
        print(f"Outlines built from {boundaries.words(source.kind)['origin']}.")
        _say_uncovered(out)
    else:
        print(f"Outlines in {out} are current.")
    if options.territories:
        if is_forced or not territory_files.is_current(out):
            territory_files.build(out)
            print("Synthetic townships, villages and zones built; their places are fictitious.")
        else:
            print("Synthetic territories are current.")
    elif (out / territory_files.ABOUT).exists() and not territory_files.is_current(out):
        print("Synthetic territories are older than the outlines: add --territories.")
    maps = options.maps or (paths.STATIC / "geo" if out == paths.LOCAL else out / "geojson")
    if is_forced or not geojson.is_current(out, maps):
        print(f"{geojson.build(out, maps)} maps written to {maps}.")
    else:
        print(f"Maps in {maps} are current.")
    return 0


def _check(file: Path, datum: str, out: Path) -> int:
    """Print the report of *file*; 1 when it is not fit to be drawn with."""
    from holdline.geo.boundary_report import checked
    from holdline.geo.outlines import county_outlines

    outlines = county_outlines(out)
    report = checked(file, datum, {} if outlines.is_schematic else outlines.polygons)
    print(f"{report.file}: {report.rows} rows; coordinates {report.crs or 'untold'}, as {datum}.")
    print(f"Known divisions by level: {dict(report.levels)}.")
    for name in ("unknown", "missing", "repeated", "repaired"):
        codes = getattr(report, name)
        if codes:
            print(f"{name}: {len(codes)}: {', '.join(codes[:SAID])}")
    for overlap in report.overlaps[:SAID]:
        print(f"{overlap.one} and {overlap.other} overlap by {overlap.km2} km2.")
    if report.gaps:
        print(f"{len(report.gaps)} gaps, km2: {list(report.gaps[:SAID])}")
    for one in report.outside[:SAID]:
        print(f"{one.code} stands {one.km} km off its county.")
    print("Fit to be drawn with." if report.is_fit else "Not fit: other codes, datum or axes?")
    return 0 if report.is_fit else 1


def _holds_counties(file: Path, datum: str) -> bool:
    from holdline.geo import official

    return bool(official.read(file, datum).at(official.COUNTY)[0])


def _supply(options: argparse.Namespace, out: Path) -> None:
    from holdline.geo import supplied

    made = supplied.build(out, options.file, options.datum, options.review_number)
    for level, count in made.items():
        print(f"{count} {level} taken from {options.file.name}; invented ones give way to them.")


def _say_uncovered(out: Path) -> None:
    from holdline.geo.coverage import gaps, matched, overlaps
    from holdline.geo.geofile import read_shapes
    from holdline.geo.outlines import COUNTIES, hexagons

    table, shapes = read_shapes(out / COUNTIES)
    drawn = table["code"].to_pylist()
    cover = matched(hexagons(), drawn)
    for code in cover.without_shape:
        print(f"No outline for county {code}.")
    for overlap in overlaps(drawn, shapes):
        print(f"{overlap.one} and {overlap.other} overlap by {overlap.km2} km2.")
    print(f"{len(drawn)} counties; holes in the province, km2: {list(gaps(shapes))}.")
