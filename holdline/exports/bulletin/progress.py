"""Part one of the progress bulletin: what the month brought, each figure with its base."""

from holdline.exports.blocks import (
    Behind,
    Block,
    Heading,
    Number,
    Paragraph,
    Parts,
    Term,
    joined,
    less,
)
from holdline.exports.reckoning import Reckoning
from holdline.reference.periods import shifted

HEADLINE = "briefing/headline"
EARLIER = {"month": ("month_before", -1), "year": ("year_before", -12)}
TYPES = ("MT1_UNSTABLE", "MT2_MARGINAL", "MT3_SEVERE", "UNKNOWN")
SUPPORT, RESPONSIBLE = "report/support", "modules/support"
REPORTS, COLLECTION, CLOSED = "queues/reports", "modules/collection", "report/closed"


def now(of: Reckoning, column: str, moment: str = "now", kind: str = "all") -> Term:
    """A column of the headline at a moment."""
    return of.term(HEADLINE, column, moment=moment, monitor_type=kind)


def counted(of: Reckoning, measure: str, base: str = "households", kind: str = "all") -> Number:
    """A headline figure; it opens its households."""
    chosen = "" if kind == "all" else kind
    behind = Behind("households", (("measure", measure), ("monitor_type", chosen)))
    return of.count(now(of, f"{measure}_{base}", kind=kind), metric=measure, behind=behind)


def rated(of: Reckoning, base: str = "households", moment: str = "now") -> Number:
    """The elimination rate on one base."""
    part, whole = (now(of, f"{one}_{base}", moment) for one in ("eliminated", "identified"))
    return of.rate([part], [whole], metric="rate")


def lead(of: Reckoning) -> Paragraph:
    """The opening sentence: everything ever identified, eliminated, and still open."""
    if not of.value(now(of, "identified_households")):
        return Paragraph(of.sentence("progress.nobody", day=of.day, scope=of.scope))
    lacking = of.count(of.term(SUPPORT, "lacking"), metric="support")
    people = of.count(of.term(SUPPORT, "lacking_people"), metric="support")
    support = (
        of.sentence("progress.lacking", lacking=lacking, lacking_people=people)
        if lacking.value or of.value(of.term(SUPPORT, "undated"))
        else of.sentence("progress.helped")
    )
    return Paragraph(
        of.sentence(
            "progress.lead", day=of.day, scope=of.scope, types=_types(of), support=support,
            rate=rated(of), rate_people=rated(of, "people"),
            **_both(of, "identified"), **_both(of, "eliminated"), **_both(of, "open"),
        )
    )  # fmt: skip


def blocks(of: Reckoning) -> list[Block]:
    """Inclusion, elimination, support, self-reports and collection, a paragraph each."""
    said = [
        ("included", _included(of)),
        ("eliminated", _eliminated(of)),
        ("measures", _measures(of)),
        ("reports", _reports(of)),
        ("collection", _collection(of)),
    ]
    found: list[Block] = [Heading(1, of.phrase("progress.section"))]
    for key, parts in said:
        found += [Heading(2, of.phrase(f"progress.{key}")), Paragraph(parts)]
    return found


def compared(of: Reckoning, column: str, ago: str) -> Parts:
    """How *column* of the headline has moved since a month or a year ago, and by what share."""
    moment, by = EARLIER[ago]
    if shifted(of.subject.month, by) < of.subject.first_month:
        return of.sentence(f"compare.{ago}_none")
    before = now(of, column, moment)
    terms = (now(of, column), less(before))
    change = of.count(*terms, metric="change", is_size=True)
    if not change.value:
        return of.sentence(f"compare.{ago}_level")
    way = "up" if change.value > 0 else "down"
    said = of.sentence(f"compare.{ago}_{way}", change=change)
    if not of.value(before):
        return said
    growth = of.rate(terms, [before], metric="change", is_size=True)
    return said + of.sentence(f"compare.{way}_by", growth=growth)


def _both(of: Reckoning, measure: str) -> dict[str, Number]:
    return {
        measure: counted(of, measure),
        f"{measure}_people": counted(of, measure, "people"),
    }


def _types(of: Reckoning) -> Parts:
    told = {row["monitor_type"] for row in of.rows(HEADLINE) if row["moment"] == "now"}
    pieces = [
        of.sentence(
            "progress.type",
            name=of.code("monitor_type", kind),
            households=counted(of, "identified", kind=kind),
            people=counted(of, "identified", "people", kind),
        )
        for kind in TYPES
        if kind in told
    ]
    return joined(pieces, of.phrase("head.comma"))


def _included(of: Reckoning) -> Parts:
    return of.sentence(
        "progress.included_said",
        month=of.month,
        month_compared=compared(of, "new_households", "month"),
        year_compared=compared(of, "new_households", "year"),
        open_compared=compared(of, "open_households", "month"),
        **_both(of, "new"),
        **_both(of, "open"),
    )


def _eliminated(of: Reckoning) -> Parts:
    ways = {
        f"{way}{'_people' if base == 'people' else ''}": of.count(
            of.term(CLOSED, f"{way}_{base}"), metric="closing"
        )
        for way in ("by_support", "natural", "untold")
        for base in ("households", "people")
    }
    untold, untold_people = ways.pop("untold"), ways.pop("untold_people")
    rest: Parts = (
        of.sentence("progress.untold", households=untold, people=untold_people)
        if untold.value
        else ()
    )
    return of.sentence(
        "progress.eliminated_said",
        month=of.month,
        month_compared=compared(of, "closed_households", "month"),
        untold=rest,
        rate=rated(of),
        rate_people=rated(of, "people"),
        points_compared=_points(of),
        **ways,
        **_both(of, "closed"),
        **_both(of, "identified"),
    )


def _points(of: Reckoning) -> Parts:
    moved = of.points(rated(of), rated(of, moment="month_before"))
    if moved.value is None or shifted(of.subject.month, -1) < of.subject.first_month:
        return of.sentence("compare.points_none")
    if moved.text.strip("0.") == "":
        return of.sentence("compare.points_level")
    way = "up" if moved.value > 0 else "down"
    return of.sentence(f"compare.points_{way}", points=moved)


def _measures(of: Reckoning) -> Parts:
    open_ = of.term(SUPPORT, "open")
    if not of.value(open_):
        return of.sentence("progress.measures_none")
    told = {
        one: of.count(of.term(SUPPORT, one), metric="support")
        for one in ("helped", "lacking", "late", "undated")
    }
    whole = of.term(RESPONSIBLE, "monitored", is_total=True)
    covered = of.term(RESPONSIBLE, "covered", is_total=True)
    return of.sentence(
        "progress.measures_said",
        open=counted(of, "open"),
        helped_rate=of.rate([of.term(SUPPORT, "helped")], [open_], metric="support"),
        covered=of.count(covered, metric="responsible"),
        covered_rate=of.rate([covered], [whole], metric="responsible"),
        visited=_visited(of, whole),
        **told,
    )


def _visited(of: Reckoning, whole: Term) -> Parts:
    """Who was visited lately; nothing of a past month, as only the latest visit is known."""
    if of.is_past:
        return ()
    visited = of.term(RESPONSIBLE, "visited", is_total=True)
    return of.sentence(
        "progress.visited",
        visited=of.count(visited, metric="responsible"),
        visited_rate=of.rate([visited], [whole], metric="responsible"),
    )


def _reports(of: Reckoning) -> Parts:
    names = ("reported", "closed", "in_time", "overdue", "included", "unexplained")
    terms = {one: of.term(REPORTS, one) for one in names}
    if not of.value(terms["reported"]):
        return of.sentence("progress.reports_none")
    return of.sentence(
        "progress.reports_said",
        closed_rate=of.rate([terms["closed"]], [terms["reported"]], metric="reports"),
        in_time_rate=of.rate([terms["in_time"]], [terms["closed"]], metric="reports"),
        **{one: of.count(term, metric="reports") for one, term in terms.items()},
    )


def _collection(of: Reckoning) -> Parts:
    def of_all(column: str) -> Term:
        return of.term(COLLECTION, column, is_total=True)

    whole = of_all("monitored")
    if not of.value(whole):
        return of.sentence("progress.measures_none")
    complete = [whole, less(of_all("incomplete"))]
    located = [whole, less(of_all("no_location"))]
    lacking = ("no_income", "no_guarantees", "no_contact")
    return of.sentence(
        "progress.collection_said",
        open=of.count(whole, metric="open"),
        complete=of.count(*complete, metric="collection"),
        complete_rate=of.rate(complete, [whole], metric="collection"),
        located=of.count(*located, metric="collection"),
        located_rate=of.rate(located, [whole], metric="collection"),
        **{one: of.count(of_all(one), metric="collection") for one in lacking},
    )
