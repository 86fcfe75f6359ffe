"""`python -m holdline boundaries`: county outlines, and what is drawn inside them."""

import argparse
from pathlib import Path

from holdline import paths

HELP = "Build the outlines of maps from the boundary package, an official file or hexagons."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write, what to build, and from which file if not from the package."""
    parser.add_argument("--out", type=Path, default=paths.LOCAL, help="default: data/local")
    parser.add_argument(
        "--maps", type=Path, help="GeoJSON for the browser; default: static/geo, or OUT/geojson"
    )
    parser.add_argument(
        "--territories", action="store_true", help="also invent townships and villages, 20 s"
    )
    parser.add_argument("--from", dest="file", type=Path, help="official county outlines")
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
