"""The map as it is usually built: outlines as GeoJSON inside the figure, one query, nothing kept.

The rival of `python -m bench.maps`: the same counts and the same outlines, drawn by the same
Plotly. Run by `streamlit run bench/naive_map.py`.
"""

import json
import os
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import plotly.express as px
import streamlit as st

HOME = Path(os.environ["HOLDLINE_HOME"]) / "snapshots"
GEO = Path(__file__).parents[1] / "static" / "geo"
LEVELS = {2: "cities", 4: "counties", 6: "townships", 9: "villages"}
MONTHS = [f"{year}-{month:02d}" for year in range(2022, 2018, -1) for month in range(12, 0, -1)]
AREAS = """
    select c.division_code, c.short_name, count(s.case_id) as households
    from division_tree as c
    left join division_path as p on p.view = 'management' and p.ancestor_code = c.division_code
    left join spell as s on s.village_code = p.leaf_code
        and s.identified_month <= $month
        and coalesce(s.next_identified_month, date '9999-12-01') > $month
        and (s.closed_month is null or s.closed_month > $month)
    where c.view = 'management' and c.parent_code = $division
    group by all
"""


def asked(statement: str, **inputs: Any) -> pd.DataFrame:
    """One query, one connection."""
    warehouse = HOME / (HOME / "CURRENT").read_text().strip() / "warehouse.duckdb"
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(statement, inputs).df()


def main() -> None:
    """A month, a map whose areas lead down, and a table."""
    st.set_page_config(layout="wide", page_title="Map")
    division = st.query_params.get("division", "37")
    month = st.selectbox("Month", MONTHS, key="month")
    rows = asked(AREAS, division=division, month=f"{month}-01")
    file = GEO / f"{division[:6]}-{LEVELS[len(division)]}.geojson"
    outlines = json.loads(file.read_text("utf-8"))
    chart = px.choropleth(
        rows,
        geojson=outlines,
        locations="division_code",
        featureidkey="properties.code",
        color="households",
        hover_name="short_name",
        fitbounds="locations",
        basemap_visible=False,
        height=460,
    )
    st.markdown(f"{division} {month}")
    left, right = st.columns([3, 2])
    with left:
        told = st.plotly_chart(
            chart,
            key=f"map_{division}",
            on_select="rerun",
            selection_mode="points",
            config={"topojsonURL": "/app/static/topojson/"},
        )
    with right:
        st.dataframe(rows.sort_values("households", ascending=False), height=460)
    if told["selection"]["points"]:
        st.query_params["division"] = told["selection"]["points"][0]["location"]
        st.rerun()


main()
