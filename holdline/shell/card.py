"""One household: who lives there, what it earns, its risks and what is done, and its timeline."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from holdline.charts.waterfall import waterfall
from holdline.errors import HouseholdUnknown
from holdline.messages import figures
from holdline.messages.dates import day_name
from holdline.shell import (
    card_tables,
    decision_card,
    figure,
    findings_card,
    going,
    listing,
    reveal,
    timelines_guards,
)
from holdline.shell.view import View

INCOMES = (
    ("wage_income_yuan", 1),
    ("business_income_yuan", 1),
    ("property_income_yuan", 1),
    ("transfer_income_yuan", 1),
    ("business_cost_yuan", -1),
)
GUARANTEES = ("dropout", "house_problem", "uninsured", "water_problem")


def draw(view: View) -> None:
    """Draw the card of the chosen household.

    Raises:
        PageClosed: the reader's role sees no single household.
        HouseholdUnknown: it does not exist, or lies outside the reader's scope.
    """
    number = view.selection.household
    reveal.open_card(view)
    found = view.query("household/facts", view=view.selection.tree, household_id=number).rows
    reveal.seen(view, number, is_there=not found.is_empty())
    if found.is_empty():
        raise HouseholdUnknown(household=number)
    facts = found.row(0, named=True)
    cases = view.query("household/cases", household_id=number).rows
    _heading(view, facts, cases)
    reveal.draw(view, number)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        figure.title(view.say("card.members"))
        listing.draw(view, card_tables.members(view, number), key="members")
        figure.title(view.say("card.cases"), view.say("card.cases_note"))
        listing.draw(view, card_tables.cases(view, cases), key="cases")
        figure.title(view.say("card.measures"))
        listing.draw(view, card_tables.measures(view, number), key="measures_done")
        figure.title(view.say("card.timeline"), view.say("card.timeline_note"))
        orders = view.query("household/orders", household_id=number).rows
        timelines_guards.draw_faults(view, orders)
        listing.draw(view, card_tables.events(view, number, orders), key="events", height=320)
    with right:
        _incomes(view, facts)
        _guarantees(view, facts, cases)
        decision_card.draw(view, number)
        findings_card.draw(view, number)
        _findings(view, number)


def _heading(view: View, facts: Mapping[str, Any], cases: Any) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            view.say("card.back"),
            icon=":material/arrow_back:",
            on_click=going.change,
            args=(view,),
            kwargs={"household": "", "page": view.selection.page},
        )
        name = figure.escaped(facts["head_name"] or view.common("values.missing"))
        st.markdown(f"**{name}** · {figure.escaped(facts['household_id'])}")
        st.badge(view.code("household_type", facts["household_type"]), color="blue")
        for case in cases.head(1).iter_rows(named=True):
            state = "values.eliminated" if case["is_eliminated"] else "values.under_monitoring"
            st.badge(
                f"{view.code('monitor_type', case['monitor_type'])} · {view.common(state)}",
                color="gray",
            )
    parts = {
        "place": " · ".join(filter(None, [facts["village_name"], facts["hamlet"]])),
        "people": view.people(facts["people"]),
        "id_number": facts["head_id_number"] or view.common("values.missing"),
        "phone": facts["phone"] or view.common("values.missing"),
        "lifted_out": str(facts["lifted_out_year"] or view.common("values.none_or_missing")),
        "cause": view.code("poverty_cause", facts["main_cause"]),
        "visited": day_name(facts["last_visited_on"], view.language),
    }
    day = view.say("card.as_of", day=day_name(view.manifest.as_of_on, view.language))
    said = (view.say(f"card.facts.{name}", value=value) for name, value in parts.items())
    st.caption(figure.escaped("　".join([*said, day])))
    if facts["member_count"] is not None and facts["member_count"] != facts["people"]:
        st.caption(view.say("card.people_differ", stated=view.people(facts["member_count"])))


def _incomes(view: View, facts: Mapping[str, Any]) -> None:
    figure.title(
        view.say("card.incomes", year=facts["income_year"] or view.common("values.unknown_year")),
        view.say("card.incomes_note"),
    )
    if all(facts[name] is None for name, _ in INCOMES):
        st.caption(view.say("card.incomes_missing"))
        return
    names = [*(name for name, _ in INCOMES), "net_income_yuan"]
    amounts = [None if facts[n] is None else float(facts[n]) * sign for n, sign in INCOMES]
    drawn = waterfall(
        labels=[view.say(f"card.{name}") for name in names],
        amounts=amounts,
        written=[figures.yuan(amount, view.language) for amount in amounts],
        total=figures.yuan(sum(amount or 0.0 for amount in amounts), view.language),
        height=190,
    )
    figure.show(view, drawn, key="incomes", alt=view.say("card.incomes_alt"))
    per_head = {
        name: figures.yuan(facts[name], view.language)
        for name in (
            "net_income_per_head_yuan",
            "reference_income_per_head_yuan",
            "rigid_spending_yuan",
        )
    }
    st.caption("　".join(view.say(f"card.{name}", value=value) for name, value in per_head.items()))


def _guarantees(view: View, facts: Mapping[str, Any], cases: Any) -> None:
    figure.title(view.say("card.guarantees"), view.say("card.guarantees_note"))
    case = cases.row(0, named=True) if cases.height else {}
    listing.draw(view, card_tables.guarantees(view, facts, case, GUARANTEES), key="guarantees")


def _findings(view: View, number: str) -> None:
    found = view.query("household/findings", household_id=number).rows
    figure.title(
        view.say("card.findings", count=view.count(found.height)), view.say("card.findings_note")
    )
    if found.height:
        listing.draw(view, card_tables.findings(view, found), key="findings")
