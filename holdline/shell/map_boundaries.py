"""A user's own boundary files, checked before anything is drawn with them."""

from pathlib import Path

import streamlit as st

from holdline import paths
from holdline.errors import BoundaryFileUnfit
from holdline.geo import boundary_report
from holdline.geo.boundary_report import Outside, Report
from holdline.geo.coverage import Overlap
from holdline.geo.outlines import county_outlines
from holdline.shell import figure as figures
from holdline.shell import going, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

SUFFIXES = (".geojson", ".json", ".gpkg", ".shp", ".parquet")
DATUMS = ("wgs84", "gcj02", "bd09")
SAID = 5
COUNTED = ("unknown", "missing", "repeated", "repaired", "overlaps", "gaps", "outside")


def draw(view: View) -> None:
    """A switch, when the folder holds files; when on, what is wrong with each of them."""
    folder = paths.boundaries()
    files = sorted(one for one in folder.glob("*") if one.suffix.lower() in SUFFIXES)
    if not files:
        return
    st.session_state["map_boundaries"] = bool(view.selection.extra("boundaries"))
    is_shown = st.toggle(
        view.say("boundaries.show", files=len(files)),
        key="map_boundaries",
        help=view.say("boundaries.how", folder=str(folder)),
        on_change=lambda: going.more(
            view, boundaries="1" if st.session_state["map_boundaries"] else ""
        ),
    )
    if is_shown:
        for file in files:
            _report(view, file)


@st.cache_resource(max_entries=16, show_spinner=False)
def _checked(path: str, _changed: int, datum: str) -> Report | str:
    """The report of a file, or what is wrong with it altogether."""
    outlines = county_outlines()
    known = {} if outlines.is_schematic else outlines.polygons
    try:
        return boundary_report.checked(Path(path), datum, known)
    except BoundaryFileUnfit as fault:
        return str(fault.facts["problem"])


def _report(view: View, file: Path) -> None:
    parts = file.name.split(".")
    datum = parts[-2] if len(parts) > 2 and parts[-2] in DATUMS else DATUMS[0]  # noqa: PLR2004
    found = _checked(str(file), file.stat().st_mtime_ns, datum)
    if isinstance(found, str):
        st.warning(view.say("boundaries.unreadable", file=file.name, problem=found))
        return
    levels = view.common("values.joint").join(
        view.say("boundaries.of_level", level=view.say(f"boundaries.levels.{level}"), count=count)
        for level, count in found.levels.items()
    )
    crs = found.crs or view.common("values.missing")
    facts = {"rows": found.rows, "levels": levels or "0", "crs": crs}
    fit = view.say("boundaries.fit" if found.is_fit else "boundaries.unfit")
    figures.title(
        view.say("boundaries.title", file=found.file, **facts, datum=view.say(f"datums.{datum}"))
        + fit
    )
    table = Listing(
        name=f"boundaries-{found.file}",
        caption=found.file,
        headings=[
            Heading("fault", view.say("boundaries.fault"), is_unbroken=True),
            Heading("count", view.say("boundaries.count"), kind="number"),
            Heading("which", view.say("boundaries.which")),
        ],
        lines=[_line(view, found, name) for name in COUNTED],
    )
    listing.draw(view, table, key=f"map_boundary_{file.stem}")


def _line(view: View, found: Report, name: str) -> Line:
    held = getattr(found, name)
    some = view.common("values.joint").join(_told(view, name, one) for one in held[:SAID])
    return Line(
        name,
        {
            "fault": Cell(view.say(f"boundaries.faults.{name}")),
            "count": Cell(view.count(len(held)), len(held)),
            "which": Cell(some + ("…" if len(held) > SAID else "")),
        },
    )


def _told(view: View, name: str, one: object) -> str:
    if isinstance(one, Overlap):
        return view.say("boundaries.overlap", one=one.one, other=one.other, km2=f"{one.km2:,.2f}")
    if isinstance(one, Outside):
        return view.say("boundaries.away", code=one.code, km=f"{one.km:,.1f}")
    return view.say("boundaries.km2", km2=f"{one:,.2f}") if name == "gaps" else str(one)
