"""A manifest is written and read back the same."""

import json
from datetime import date

import pytest

from holdline.warehouse.manifest import Manifest

MANIFEST = Manifest(
    snapshot_id="s1",
    created_at="2026-01-01T00:00:00Z",
    as_of_on=date(2022, 12, 31),
    is_sample=True,
    code_version="0.1.0",
    rule_pack="shandong-2021",
    data_hash="a" * 64,
    files={"warehouse.duckdb": "b" * 64},
    tables={"household": 3},
    sources={"户信息.csv": "c" * 64},
    quarantined=1,
    findings=2,
)


def test_what_is_written_is_read_back() -> None:
    assert Manifest.from_json(MANIFEST.to_json()) == MANIFEST


def test_it_is_written_the_same_each_time_and_readably() -> None:
    written = MANIFEST.to_json()

    assert written == MANIFEST.to_json()
    assert "户信息.csv" in written
    assert list(json.loads(written)) == sorted(json.loads(written))


def test_keys_of_a_later_version_are_ignored() -> None:
    later = json.dumps(json.loads(MANIFEST.to_json()) | {"signature": "x"})

    assert Manifest.from_json(later) == MANIFEST


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Expecting value"),
        ("[]", "has no snapshot_id"),
        ("{}", "has no snapshot_id"),
        (MANIFEST.to_json().replace("2022-12-31", "2022-13-31"), "month"),
        (MANIFEST.to_json().replace('"findings"', '"finding"'), "has no findings"),
    ],
)
def test_what_is_no_manifest_is_refused(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Manifest.from_json(text)
