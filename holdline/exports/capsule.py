"""A division's figures as one file that opens without a network: drill, trend and risks inside.

It holds published figures only (the rule for small cells), no row of anybody; its own policy
forbids it to fetch or send anything. A seal over its data tells whether they were changed.
"""

import base64
import hashlib
import hmac
import html
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from string import Template
from typing import Any

import polars as pl

from holdline.access import suppression
from holdline.access.keys import key
from holdline.errors import DivisionUnknown, LeakFound
from holdline.exports.leaks import scan
from holdline.exports.provenance import Batch, Provenance
from holdline.messages.catalogue import text, words
from holdline.messages.dates import month_key
from holdline.reference import codes

HERE = Path(__file__).parent
KEY = "capsule"
MEASURES = ("open", "identified", "eliminated", "new", "closed")
# Levels below the chosen division that go along.
DEPTH = 2
DATA = re.compile(r'<script id="data" type="application/json">(.*?)</script>', re.DOTALL)
Ask = Callable[..., pl.DataFrame]
Level = dict[str, dict[str, Any]]


def gathered(ask: Ask, *, division: str, month: date, tree: str, language: str) -> dict[str, Any]:
    """The figures of *division* and DEPTH levels below it, as published.

    Args:
        ask: answers a query by name and inputs, for a reader of published figures only.
        division: code.
        month: the last shown.
        tree: management or legal.
        language: of the words.

    Raises:
        DivisionUnknown: it is not in the tree.
    """
    path = ask("shared/ancestors", view=tree, division=division)
    if path.is_empty():
        raise DivisionUnknown(division=division)
    chosen = {"view": tree, "month": month, "monitor_type": "", "main_risk": ""}
    now = pl.col("moment").eq("now") & pl.col("monitor_type").eq("all")
    figures = ask("briefing/headline", **chosen, division=division)
    whole = figures.row(by_predicate=now, named=True)
    nodes: dict[str, Any] = {}
    level: Level = {division: {**whole, "short_name": path["short_name"][-1], "above": ""}}
    for depth in range(DEPTH + 1):
        deeper: Level = {}
        for code, told in level.items():
            nodes[code] = _node(ask, chosen, code, told, language)
            if depth < DEPTH:
                found = ask("briefing/areas", **chosen, division=code).iter_rows(named=True)
                deeper |= {one["division_code"]: {**one, "above": code} for one in found}
        level = deeper
    said = words(language, "exports.capsule.words")
    measures = {one: said.pop(f"measures.{one}") for one in MEASURES}
    return {
        "root": division,
        "measures": list(MEASURES),
        "nodes": nodes,
        "words": {**said, "measures": measures},
    }


def _node(
    ask: Ask,
    chosen: Mapping[str, object],
    code: str,
    told: Mapping[str, Any],
    language: str,
) -> dict[str, Any]:
    trend = ask("briefing/trend", **chosen, division=code)
    asked = {name: value for name, value in chosen.items() if name != "main_risk"}
    risks = ask("briefing/risks", **asked, division=code)
    return {
        "name": told["short_name"],
        "parent": told["above"],
        "figures": {one: [told[f"{one}_households"], told[f"{one}_people"]] for one in MEASURES},
        "trend": [
            {"month": month_key(month), "open": count}
            for month, count in trend.select("month", "open_households").iter_rows()
        ],
        "risks": [
            {"name": codes.label("risk_type", risk, language) or risk, "open": [count, people]}
            for risk, count, people in risks.select(
                "main_risk", "open_households", "open_people"
            ).iter_rows()
        ],
    }


def capsule(provenance: Provenance, batch: Batch, data: Mapping[str, Any]) -> bytes:
    """The file.

    Raises:
        LeakFound: something in it looks like a personal number; nothing is made then.
    """
    told = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    found = scan(node["name"] for node in data["nodes"].values())
    if found:
        kinds = ", ".join(sorted({one.kind for one in found}))
        raise LeakFound(file=provenance.title, kinds=kinds, count=len(found))
    script = (HERE / "capsule.js").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    facts = {
        "title": provenance.title,
        "watermark": provenance.watermark(batch),
        "rounding": text(
            provenance.language, "exports.capsule.rounding", least=suppression.least()
        ),
        "source": text(provenance.language, "exports.page.joint").join(
            f"{name} {value}" for name, value in provenance.rows(batch)
        ),
        "seal": text(provenance.language, "exports.capsule.seal", seal=sealed(told)),
    }
    page = Template((HERE / "capsule.html").read_text("utf-8")).substitute(
        **{name: html.escape(fact) for name, fact in facts.items()},
        lang="zh-CN" if provenance.language == "zh" else "en",
        script_digest=digest,
        script=script,
        data=told.replace("<", "\\u003c"),
    )
    return page.encode()


def sealed(told: str) -> str:
    """The seal over a capsule's data, by this installation's key."""
    return hmac.new(key(KEY), told.encode(), hashlib.sha256).hexdigest()


def is_whole(page: str) -> bool:
    """Whether a capsule's data are those it was sealed with here."""
    found = DATA.search(page)
    if found is None:
        return False
    told = found[1].replace("\\u003c", "<")
    return sealed(told) in page
