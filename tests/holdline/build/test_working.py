"""An import is worked on in a process of its own, which may die without taking anything along."""

import json
import time
from pathlib import Path

import pytest

from holdline.access.identity import Person
from holdline.build import batches, intake, rejected, working
from holdline.build.batches import Batch
from holdline.errors import ImportBatchUnknown

PERSON = Person("tester", "tester", "data_team")
NOBODY = 2**22 + 1  # beyond the highest process number
PATIENCE = 120


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """A household that cannot be placed, and empty tables of the others."""
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))
    files = {
        "户信息": "户编号,村代码,户主姓名,户主证件号码,户类型,家庭人口数\nH1,990302001002,甲,,,1",
        "家庭成员": "人编号,户编号,姓名,性别,证件号码,与户主关系,健康状况,劳动技能",
        "监测对象": "监测编号,户编号,监测对象类别,识别来源,识别监测时间,"
        "致贫返贫风险1,风险是否已消除",
    }
    for name, content in files.items():
        (tmp_path / f"{name}.csv").write_text(f"{content}\n", "utf-8")
    given = [tmp_path / f"{name}.csv" for name in files]
    return intake.taken_in(given, PERSON, as_of="2022-12-31")


def test_a_check_runs_beside_its_reader_and_tells_how_far_it_is(batch: Batch) -> None:
    """The rows are counted when it is done, and nothing is published."""
    under_way = working.start(batch, PERSON, "check")
    assert (under_way.state, working.is_under_way(under_way)) == ("checking", True)
    until = time.monotonic() + PATIENCE
    while (done := working.seen(batch)).state == "checking" and time.monotonic() < until:
        time.sleep(0.1)

    assert (done.state, done.failure) == ("checked", None)
    assert [(one.table, one.read, one.quarantined) for one in done.report] == [
        ("household", 1, 1), ("member", 0, 0), ("monitor_case", 0, 0),
    ]  # fmt: skip
    assert [one["reason"] for one in rejected.counted(done.folder)] == ["division_unknown"]
    assert working.far(done).total == len(done.report) + 1


def test_a_process_that_died_is_told(batch: Batch) -> None:
    """By whoever looks, in any process: the import can be started again."""
    under_way = batch.kept(state="building")
    (batch.folder / working.ORDER).write_text(json.dumps({"process": NOBODY}), "utf-8")
    seen = working.seen(under_way)

    assert seen.state == "failed"
    assert seen.failure
    assert seen.failure.error == "ImportProcessEnded"


def test_an_import_without_a_snapshot_can_be_discarded(batch: Batch) -> None:
    """With its files; one that a snapshot was made of stays."""
    kept = intake.taken_in([batch.folder / "raw"], PERSON).kept(snapshot_id="20221231-00000000")
    batches.discarded(batch.number)
    with pytest.raises(ImportBatchUnknown):
        batches.discarded(kept.number)

    assert [one.number for one in batches.batches()] == [kept.number]
