"""The national export's wide columns: one for each class of support, on the monitoring case."""

from collections.abc import Iterator, Sequence

import duckdb

from holdline.build import coding
from holdline.build.quoting import identifier, literal, literals
from holdline.build.raw import Raw
from holdline.build.wide_headers import class_of, is_wide

KINDS = "measure_kind"
MEASURES = """
create or replace temp table wide_measure as
select
    md5(concat_ws('/', row.case_id, row.household_id, {code})) as measure_id,
    row.household_id, row.case_id, {code} as measure_class, {kinds} as measure_kinds,
    row.source_file, row.source_line, {shown} as shown
from {relation} as written
join source_monitor_case as row
    on row.source_file = written.source_file and row.source_line = written.source_line
where {shown} is not null and not list_contains([{none}]::varchar[], {shown});

insert into source_support_measure by name select * exclude (shown) from wide_measure;

insert into import_finding
select 'support_measure', measure_id, household_id, 'started_on', null, 'start_unknown', null
from wide_measure
union all
select 'support_measure', measure_id, household_id, 'measure_kinds', shown, 'label_unknown', null
from wide_measure where list_contains([{half_read}]::varchar[], shown)
"""


def unpivot(db: duckdb.DuckDBPyConnection, raw: Raw) -> None:
    """Add to `source_support_measure` what the wide columns of accepted cases say.

    A cell names the kinds of measure, or says yes; the day a measure began is not told there,
    and is noted as missing.
    """
    for name, code in _columns(raw):
        shown = f"cleaned(written.{identifier(name)}::varchar)"
        texts = db.execute(f"select distinct {shown} from {raw.relation} as written").fetchall()
        said = sorted(text for (text,) in texts if text is not None)
        known, none, half_read = _kinds(said)
        held = ", ".join(f"[{literals(kinds)}]" for kinds in known.values())
        kinds = f"map([{literals(known)}], [{held}])[{shown}]" if known else "null::varchar[]"
        db.execute(
            MEASURES.format(
                code=literal(code),
                kinds=kinds,
                shown=shown,
                relation=raw.relation,
                none=literals(none),
                half_read=literals(half_read),
            )
        )


def _columns(raw: Raw) -> Iterator[tuple[str, str]]:
    """The raw name and the class of each wide column."""
    for header, name in zip(raw.headers, raw.names, strict=True):
        if is_wide(header, raw.table):
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
