"""Which words do not belong to the language a page is in."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

import polars as pl

ROOT = Path(__file__).parents[2]
# What is the same in every language: names of files and columns, versions and digests, codes.
NEUTRAL = re.compile(
    r"""
    \b\w+(?:[/.]\w+)*\.(?:sql|toml|parquet|csv|xlsx)\b  # files
    | \b\d{8}-[0-9a-f]{8}\b                             # snapshots
    | \b[0-9a-f]{12,64}\b                               # digests
    | \bshandong-2021(?:\+[0-9a-f]+)?                   # rule packs
    | \b\d+\.\d+\.\d+(?:\+[0-9a-z.]+)?                  # versions
    | \bKaplan–Meier\b | \bAalen–Johansen\b | \bWald\b | \bStreamlit\b | \bcnmaps-data\b  # names
    | \bSHA-256\b | \bSQL\b | \bAPP\b | \bID\b | \bWGS-84\b | \bGCJ-02\b
    | \bJ?\d{16,}[0-9X]*\b                              # households, people, cases
    | \b(?:XLSX?|XLSM|CSV|TSV|DOCX|TXT|ZIP|HTML|PNG|SVG|PARQUET|Parquet|ET|TOML|Excel|Word)\b
    | \bUTF-8\b | \bGBK\b | \d+(?:KB|MB|GB|km)\b        # kinds of files, sizes, lengths
    | \broot\b | \bCtrl\b | \byyyy\b | \bmm\b | \bdd\b   # the account of the tests, a date's form
    """,
    re.VERBOSE | re.ASCII,
)
ENGLISH = re.compile(r"[A-Za-z]{2,}")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
MASKED = re.compile(r"[\u3400-\u9fff]{1,2}\*+")
TITLES = re.compile(
    r"《[^》]*》|[\u3400-\u9fff]+〔\d{4}〕\d+号(?: 附件\d+)?(?: [\u3400-\u9fff]+\d+)?"
)
# Groups of a village, and what a merged village's name is marked by.
GROUPS = re.compile(r"[一二三四五六七八九十]+组|（原）")
SWITCHES = ("English", "中文")


def english(texts: list[str]) -> list[str]:
    """Texts with English words that are neither codes nor the language's own name."""
    kept = [text for text in texts if text not in (*SWITCHES, *_views()) and not _is_sql(text)]
    left = {text: NEUTRAL.sub("", text) for text in kept}
    return sorted(text for text, rest in left.items() if ENGLISH.search(rest))


def chinese(texts: list[str]) -> list[str]:
    """Texts with Chinese that is no place, masked person, document's title or quoted clause."""
    found = set()
    for text in texts:
        left = GROUPS.sub("", MASKED.sub("", _places().sub("", TITLES.sub("", text))))
        if text not in (*SWITCHES, *_clauses()) and CHINESE.search(left):
            found.add(text)
    return sorted(found)


def foreign(texts: list[str], language: str) -> list[str]:
    """Texts that do not belong to *language*."""
    return english(texts) if language == "zh" else chinese(texts)


@lru_cache(maxsize=1)
def _places() -> re.Pattern[str]:
    """Names of divisions, longest first, which no language translates."""
    rows = pl.read_parquet(ROOT / "data" / "reference" / "divisions_37.parquet")
    found = {*rows["division_name"], *rows["division_short_name"]} - {None, ""}
    return re.compile("|".join(sorted(map(re.escape, found), key=len, reverse=True)))


@lru_cache(maxsize=1)
def _views() -> frozenset[str]:
    """What a query calls the views it may ask."""
    return frozenset(path.stem for path in ROOT.glob("queries/views/*.sql"))


def _is_sql(text: str) -> bool:
    return text.startswith("select ")


@lru_cache(maxsize=1)
def _clauses() -> frozenset[str]:
    """The sentences of the notice as the rule book quotes them."""
    rules = [tomllib.loads(path.read_text("utf-8")) for path in ROOT.glob("rules/*/*/*.toml")]
    return frozenset(str(rule.get("source", {}).get("sentence", "")) for rule in rules)
