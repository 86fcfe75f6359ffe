"""A home of its own for what exports write down, and a certificate to put into files."""

from datetime import date
from pathlib import Path

import pytest

from holdline.exports.provenance import Batch, Provenance


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home."""
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def stands() -> Provenance:
    """The certificate of a file of the sample."""
    return Provenance(
        title="Households monitored",
        language="zh",
        account="zhang",
        snapshot="20221231-abcd",
        as_of_on=date(2022, 12, 31),
        rule_pack="shandong-2021",
        data_hash="d" * 64,
        code_version="0.1.0",
        is_sample=True,
        filters=(("month", "2022-12"),),
        definitions=(("monitored", "open spells"),),
    )


@pytest.fixture
def batch() -> Batch:
    """One release."""
    return Batch("20261125-160500-7f3a9c1e", "2026-11-25 16:05")
