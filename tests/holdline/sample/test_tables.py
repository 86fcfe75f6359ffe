"""The shapes that frames and files keep."""

import polars as pl
import pyarrow as pa
import pytest

from holdline.sample.tables import Tables, arrow_schema, conformed, names, schema


def test_every_contract_table_has_its_columns_in_order(xuecheng: Tables) -> None:
    assert list(names()) == list(xuecheng)
    assert {name: schema(name) for name in names()} == {
        name: frame.schema for name, frame in xuecheng.items()
    }


def test_every_table_has_rows(xuecheng: Tables) -> None:
    assert [name for name, frame in xuecheng.items() if frame.is_empty()] == []


def test_files_keep_money_exact() -> None:
    assert pa.decimal128(12, 2) == arrow_schema("household").field("net_income_yuan").type


def test_a_column_the_contract_lacks_is_refused() -> None:
    with pytest.raises(KeyError, match=r"project\.colour"):
        conformed("project", {"project_id": ["P1"], "colour": ["red"]})


def test_missing_columns_are_missing_cells() -> None:
    frame = conformed("project", {"project_id": ["P1"], "planned_yuan": [1.005]})

    assert schema("project") == frame.schema
    assert frame["project_name"].to_list() == [None]
    assert pl.Float64 == frame.schema["planned_yuan"]
