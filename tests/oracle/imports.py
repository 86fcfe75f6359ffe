"""Import files as the contract accepts them, read with Polars alone."""

import tomllib
from datetime import date
from pathlib import Path

import polars as pl

SHIPPED = Path(__file__).parents[2] / "data" / "reference" / "divisions_37.parquet"
KEYS = {
    "household": ("household_id", "village_code"),
    "member": ("person_id", "household_id"),
    "monitor_case": ("case_id", "household_id"),
    "member_change": ("change_id", "household_id"),
    "micro_credit": ("loan_id", "household_id"),
    "work_monitor": ("work_id", "household_id"),
    "responsible": ("responsible_id", "household_id"),
    "self_report": ("report_id",),
    "suspected": ("issue_id",),
    "warning": ("warning_id",),
    "annotation": ("household_id", "annotation_year"),
    "annotation_file": ("household_id", "annotation_year", "file_item"),
    "support_measure": ("measure_id", "household_id"),
    "project": ("project_id", "division_code"),
}
MORE = {
    "self_report": ("household_id",), "suspected": ("household_id",), "warning": ("household_id",),
}  # fmt: skip
# Tables whose rows are told apart by all their keys together, not by the first alone.
TOGETHER = ("annotation", "annotation_file")


def as_of(folder: Path) -> date:
    """The day whose state the files hold."""
    day: date = tomllib.loads((folder / "about.toml").read_text())["as_of"]
    return day


def accepted(folder: Path, table: str, columns: tuple[str, ...]) -> pl.DataFrame:
    """Rows with both keys filled, the first of each number; columns the file lacks are missing."""
    parts = sorted(
        [*folder.glob(f"{table}.parquet"), *folder.glob(f"{table}-*.parquet")],
        key=lambda path: (len(path.name), path.name),
    )
    wanted = dict.fromkeys((*KEYS[table], *MORE.get(table, ()), *columns))
    if not parts:
        return pl.DataFrame(schema=dict.fromkeys(wanted, pl.String))
    rows = pl.concat(
        [_only(pl.read_parquet(part), wanted) for part in parts], how="vertical_relaxed"
    )
    texts = [key for key in KEYS[table] if rows.schema[key] == pl.String]
    rows = rows.with_columns(pl.col(texts).str.strip_chars().replace("", None))
    apart = KEYS[table] if table in TOGETHER else KEYS[table][:1]
    return rows.drop_nulls(KEYS[table]).unique(apart, keep="first", maintain_order=True)


def divisions(folder: Path) -> pl.DataFrame:
    """The shipped divisions and those the import adds: code, level, parent, host, manager."""
    columns = ["division_code", "level", "parent_code", "host_code", "manager_code"]
    cast = [pl.col("level").cast(pl.Int32)]
    rows = pl.read_parquet(SHIPPED).select(columns).with_columns(cast)
    if (folder / "division.parquet").exists():
        added = _only(pl.read_parquet(folder / "division.parquet"), dict.fromkeys(columns))
        added = added.with_columns(*cast, pl.col("host_code", "manager_code").cast(pl.String))
        rows = pl.concat([added, rows]).unique("division_code", keep="first", maintain_order=True)
    return rows


def _only(rows: pl.DataFrame, columns: dict[str, None]) -> pl.DataFrame:
    return rows.select(
        pl.col(name) if name in rows.columns else pl.lit(None).alias(name) for name in columns
    )
