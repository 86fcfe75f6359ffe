"""The briefing as it is usually built: pandas, plotly.express, one query a chart, nothing kept.

The rival of `python -m bench`: the same figures of the same snapshot, without cubes and caches.
Run by `streamlit run bench/naive_app.py`.
"""

import os
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import plotly.express as px
import streamlit as st

HOME = Path(os.environ["HOLDLINE_HOME"]) / "snapshots"
TYPES = {"MT1_UNSTABLE": "Unstable", "MT2_MARGINAL": "Marginal", "MT3_SEVERE": "Severe"}
MONTHS = [date(year, month, 1) for year in range(2022, 2018, -1) for month in range(12, 0, -1)]
SPELLS = """
    select s.*
    from spell as s
    join division_path as p on p.leaf_code = s.village_code
    where p.view = 'management' and p.ancestor_code = $division
"""
IS_LATEST = (
    "s.identified_month <= m.month "
    "and coalesce(s.next_identified_month, date '9999-12-01') > m.month"
)
IS_OPEN = "(s.closed_month is null or s.closed_month > m.month)"
STATES = {
    "Identified": IS_LATEST,
    "Open": f"{IS_LATEST} and {IS_OPEN}",
    "Eliminated": f"{IS_LATEST} and not {IS_OPEN}",
    "New": "s.identified_month = m.month and not s.is_continued",
    "Closed": "s.closed_month = m.month and s.closing <> 'superseded'",
}
MOMENTS = (
    "(values ($month::date), ($month::date - interval 1 month), ($month::date - interval 1 year)) "
    "as m (month)"
)


def asked(statement: str, **inputs: Any) -> pd.DataFrame:
    """One query, one connection."""
    warehouse = HOME / (HOME / "CURRENT").read_text().strip() / "warehouse.duckdb"
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        named = {name: value for name, value in inputs.items() if f"${name}" in statement}
        return connection.execute(statement, named).df()


def main() -> None:
    """The page."""
    st.set_page_config(layout="wide", page_title="Briefing")
    division = st.query_params.get("division", "37")
    month = st.selectbox("Month", MONTHS, format_func=lambda one: f"{one:%Y-%m}", key="month")
    chosen = {"division": division, "month": month}
    name = asked(
        "select division_name from division_tree "
        "where view = 'management' and division_code = $division",
        **chosen,
    )["division_name"][0]
    for column, (title, state) in zip(st.columns(len(STATES)), STATES.items(), strict=True):
        with column:
            card(title, state, chosen)
    st.markdown(f"{name} {month:%Y-%m}")
    left, middle, right = st.columns([10, 8, 8])
    with left:
        areas(chosen)
    with middle:
        trend(chosen)
        risks(chosen)
    with right:
        deadlines(chosen)


def card(title: str, state: str, chosen: dict[str, Any]) -> None:
    """Households and people now, the change since last month and last year, and the three types."""
    rows = asked(
        f"with s as ({SPELLS}) select m.month, s.monitor_type, count(*) as households, "
        f"sum(s.people) as people from s, {MOMENTS} where {state} group by all",
        **chosen,
    )
    months = pd.to_datetime(rows["month"])
    now = rows[months == pd.Timestamp(chosen["month"])]
    before = rows[months == pd.Timestamp(chosen["month"]) - pd.DateOffset(months=1)]
    year = rows[months == pd.Timestamp(chosen["month"]) - pd.DateOffset(years=1)]
    count = int(now["households"].sum())
    st.metric(title, f"{count:,}", f"{count - int(before['households'].sum()):+,}")
    people, since = int(now["people"].sum()), count - int(year["households"].sum())
    st.caption(f"{people:,} people, {since:+,} in a year")
    for code, label in TYPES.items():
        some = now[now["monitor_type"] == code]
        households, people = int(some["households"].sum()), int(some["people"].sum())
        st.caption(f"{label} {households:,} ({people:,})")


def areas(chosen: dict[str, Any]) -> None:
    """Bars of the divisions below, and a list to go down by."""
    rows = asked(
        "select c.division_code, c.short_name, count(s.case_id) as households "
        "from division_tree as c left join division_path as p "
        "on p.view = 'management' and p.ancestor_code = c.division_code "
        "cross join (select $month::date as month) as m "
        f"left join spell as s on s.village_code = p.leaf_code and {IS_LATEST} and {IS_OPEN} "
        "where c.view = 'management' and c.parent_code = $division "
        "group by all order by households",
        **chosen,
    )
    names = dict(zip(rows["division_code"], rows["short_name"], strict=True))
    chart = px.bar(rows, x="households", y="short_name", height=max(330, 24 * len(rows)))
    st.plotly_chart(chart, key="areas")
    with st.container(key="down"):
        key = f"to_{chosen['division']}"
        to = st.selectbox(
            "Go to", [None, *names], format_func=lambda one: names.get(one, ""), key=key
        )
    if to:
        st.query_params["division"] = to
        st.rerun()


def trend(chosen: dict[str, Any]) -> None:
    """The stock of two years, month by month, and what came and went."""
    rows = asked(
        f"with s as ({SPELLS}), m as (select unnest(generate_series("
        "$month::date - interval 23 month, $month::date, interval 1 month))::date as month) "
        f"select m.month, count(*) filter ({IS_LATEST} and {IS_OPEN}) as open, "
        f"count(*) filter ({STATES['New']}) as came, "
        f"-count(*) filter ({STATES['Closed']}) as went "
        "from m, s group by m.month order by m.month",
        **chosen,
    )
    st.plotly_chart(px.line(rows, x="month", y="open", height=150, markers=True), key="trend")
    st.plotly_chart(px.bar(rows, x="month", y=["came", "went"], height=150), key="flows")


def risks(chosen: dict[str, Any]) -> None:
    """Bars of the main risks of open households."""
    rows = asked(
        f"with s as ({SPELLS}), m as (select $month::date as month) select s.main_risk, "
        f"count(*) as households from s, m where {IS_LATEST} and {IS_OPEN} "
        "group by s.main_risk order by households",
        **chosen,
    )
    st.plotly_chart(px.bar(rows, x="households", y="main_risk", height=200), key="risks")


def deadlines(chosen: dict[str, Any]) -> None:
    """What is due, and how far it is."""
    rows = asked(
        "select d.due_on, d.title_zh, count(i.duty) as items, "
        "count(i.duty) filter (i.done_on <= $month::date + interval 1 month) as done "
        "from deadline as d left join deadline_item as i on i.duty = d.duty "
        "and i.village_code in (select leaf_code from division_path "
        "where view = 'management' and ancestor_code = $division) group by all order by d.due_on",
        **chosen,
    )
    st.dataframe(rows, height=330)


main()
