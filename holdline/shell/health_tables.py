"""The tables of the health page: signs, times of pages and queries, versions."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from holdline.build import health
from holdline.build import versions as made_by
from holdline.build.health import Mark, Sign
from holdline.messages.catalogue import everything, text
from holdline.messages.dates import day_name
from holdline.shell import timing
from holdline.shell.timing import Timed
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

# China has one time zone, and this is read there.
CHINA = timezone(timedelta(hours=8))
WORSE: tuple[Mark, ...] = ("good", "watch", "bad")
SLOWEST = 30
# What a page may take of the server, and a query of it: a click is whole within 300 ms.
PAGE_MS, QUERY_MS = 300, 100


def worst(found: Sequence[Sign]) -> Mark:
    """The mark of what stands worst."""
    return max((one.mark for one in found), key=WORSE.index)


def signs(view: View, found: Sequence[Sign]) -> Listing:
    """Each thing looked at: how it stands, what was seen, what to do; the worst first."""
    names = ("sign", "mark", "seen", "remedy")
    lines = [
        Line(
            one.name,
            {
                "sign": Cell(view.say(f"signs.{one.name}")),
                "mark": Cell(view.say(f"marks.{one.mark}"), WORSE.index(one.mark)),
                "seen": Cell(_seen(view, one)),
                "remedy": Cell("" if one.mark == "good" else view.say(f"remedies.{one.name}")),
            },
            is_chosen=one.mark == "bad",
        )
        for one in sorted(found, key=lambda one: -WORSE.index(one.mark))
    ]
    heads = [Heading(name, view.say(f"heads.{name}")) for name in names]
    return Listing("signs", view.say("title"), heads, lines, is_sortable=False)


def pages(view: View) -> Listing:
    """How long each page took in this process, the slowest first."""
    named = {one.name: text(view.language, f"pages.{one.name}.title") for one in timing.pages()}
    return _times(view, "pages", timing.pages(), named, PAGE_MS)


def queries(view: View) -> Listing:
    """How long each query took whose answer was not kept, the slowest first."""
    slowest = timing.queries()[:SLOWEST]
    return _times(view, "queries", slowest, {one.name: one.name for one in slowest}, QUERY_MS)


def versions(view: View) -> Listing:
    """What runs."""
    told = [
        (view.say("code"), made_by.code_version()),
        (view.say("rules"), made_by.rule_pack()),
        *health.versions(),
    ]
    lines = [Line(name, {"what": Cell(name), "which": Cell(which)}) for name, which in told]
    heads = [Heading(name, view.say(f"heads.{name}")) for name in ("what", "which")]
    return Listing("versions", view.say("versions"), heads, lines, is_sortable=False)


def moment(view: View, at: datetime) -> str:
    """A moment as it is read where the language is."""
    return f"{at.astimezone(CHINA if view.language == 'zh' else UTC):%Y-%m-%d %H:%M}"


def _times(
    view: View, name: str, told: Sequence[Timed], named: dict[str, str], most: int
) -> Listing:
    lines = [
        Line(
            one.name,
            {
                "what": Cell(named[one.name], one.name),
                "count": Cell(view.count(one.count), one.count),
                **{
                    part: Cell(f"{getattr(one, part):,.0f}", getattr(one, part))
                    for part in ("middle", "late", "most")
                },
            },
            is_chosen=one.late > most,
        )
        for one in told
    ]
    heads = [Heading("what", view.say("heads.what"))]
    heads += [
        Heading(part, view.say(f"heads.{part}"), kind="number")
        for part in ("count", "middle", "late", "most")
    ]
    return Listing(name, view.say(name), heads, lines, empty=view.say("no_times"))


def _seen(view: View, one: Sign) -> str:
    key = f"seen.{one.name}_{one.case}" if one.case else f"seen.{one.name}"
    if f"pages.{view.page}.{key}" not in everything(view.language):
        key = f"seen.{one.case}"
    return view.say(key, **{name: _told(view, fact) for name, fact in one.facts.items()})


def _told(view: View, fact: object) -> str:
    if isinstance(fact, datetime):
        return moment(view, fact)
    if isinstance(fact, date):
        return day_name(fact, view.language)
    if isinstance(fact, float):
        return f"{fact:,.1f}"
    return view.count(fact) if isinstance(fact, int) else str(fact)
