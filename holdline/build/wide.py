"""The national export's wide columns: one for each class of support, on the monitoring case."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import duckdb

from holdline.build import coding
from holdline.build.headers import bare
from holdline.build.loading import Loaded
from holdline.build.quoting import identifier, literal, literals
from holdline.reference import codes

CLASSES, KINDS, OTHER = "measure_class", "measure_kind", "99"
NUMBER = re.compile(r"100A[0-9]+")
MEASURES = """
create or replace temp table wide_measure as
select
    row.source_file, row.source_line, row.household_id, row.case_id,
    {code} as measure_class, {kinds} as measure_kinds, {shown} as shown
from {relation} as written
join source_monitor_case as row on row.source_file = {file} and row.source_line = written.source_line
where {shown} is not null and not list_contains([{none}]::varchar[], {shown});

insert into source_support_measure
    (measure_id, household_id, case_id, measure_class, measure_kinds, source_file, source_line)
select
    md5(concat_ws('/', case_id, household_id, measure_class)), household_id, case_id,
    measure_class, measure_kinds, source_file, source_line
from wide_measure;

insert into fault
select 'support_measure', source_file, source_line, 'started_on', {code}, 'start_unknown', null
from wide_measure
union all
select 'support_measure', source_file, source_line, 'measure_kinds', shown, 'label_unknown', null
from wide_measure where list_contains([{half_read}]::varchar[], shown)
"""


def class_of(header: str) -> str:
    """The class of support *header* is the wide column of; "" when of none.

    Its label, the number of its national table, or both together.
    """
    return _headers().get(bare(header), "")


def unpivot(db: duckdb.DuckDBPyConnection, loaded: Loaded) -> None:
    """Add to `source_support_measure` what the wide columns of accepted cases say.

    A cell names the kinds of measure, or says yes; the day a measure began is not told there,
    and is noted as missing.
    """
    for name, code in _columns(loaded):
        shown = f"cleaned(written.{identifier(name)}::varchar)"
        texts = db.execute(
            f"select distinct {shown} from {loaded.raw.relation} as written"
        ).fetchall()
        said = sorted(text for (text,) in texts if text is not None)
        known, none, half_read = _kinds(said)
        held = ", ".join(f"[{literals(kinds)}]" for kinds in known.values())
        kinds = f"map([{literals(known)}], [{held}])[{shown}]" if known else "null::varchar[]"
        db.execute(
            MEASURES.format(
                code=literal(code),
                kinds=kinds,
                shown=shown,
                relation=loaded.raw.relation,
                file=literal(loaded.name),
                none=literals(none),
                half_read=literals(half_read),
            )
        )


def _columns(loaded: Loaded) -> Iterator[tuple[str, str]]:
    """The raw name and the class of each wide column."""
    for header, name in zip(loaded.raw.headers, loaded.raw.names, strict=True):
        if header in loaded.wide:
            yield name, class_of(header)


def _kinds(texts: Sequence[str]) -> tuple[dict[str, list[str]], list[str], list[str]]:
    """What each text names, those that say no, and those not wholly understood."""
    known, none, half_read = {}, [], []
    for text in texts:
        truth = coding.truth_of(text)
        if truth is False:
            none.append(text)
        if truth is not None:
            continue
        kinds, rest = coding.codes_of(text, KINDS)
        if kinds:
            known[text] = kinds
        if rest:
            half_read.append(text)
    return known, none, half_read


@lru_cache(maxsize=1)
def _headers() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, one in codes.labels(CLASSES).items():
        numbers = NUMBER.findall(one.note)
        labels = [] if code == OTHER else [one.label_zh, *one.aliases]
        both = [f"{label}{number}" for label in labels for number in numbers]
        for name in (*numbers, *labels, *both):
            found.setdefault(bare(name), code)
    return found
