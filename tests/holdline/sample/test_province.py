"""Folders of import files."""

import hashlib
import tomllib
from pathlib import Path

import polars as pl
import pytest

from holdline.errors import SampleFolderOccupied
from holdline.sample import making
from holdline.sample.plan import quotas
from holdline.sample.province import Order, as_of, generate
from holdline.sample.tables import names
from holdline.sample.writing import labelled


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def written(folder: Path, **choice: object) -> Path:
    generate(Order(size="small", seed=7, folder=folder, **choice), lambda *_: None)
    return folder


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_equal_seeds_give_equal_bytes(tmp_path: Path, form: str) -> None:
    first, second = (written(tmp_path / name, form=form) for name in ("one", "two"))

    assert digests(first) == digests(second)
    assert {f"{name}.{form}" for name in names()} <= set(digests(first))


def test_another_seed_gives_other_people(tmp_path: Path) -> None:
    (quota,) = quotas("small", 8)
    other = making.tables_of(quota, seed=8, as_of=as_of())
    mine = pl.read_parquet(written(tmp_path, has_faults=False) / "member.parquet")

    assert not set(other["member"]["id_number"]) >= set(mine["id_number"])


def test_about_says_what_the_files_are(tmp_path: Path) -> None:
    about = tomllib.loads((written(tmp_path) / "about.toml").read_text(encoding="utf-8"))

    assert about["is_sample"]
    assert (about["size"], about["seed"]) == ("small", 7)
    assert as_of() == about["as_of"]


def test_the_truth_tells_of_the_faults(tmp_path: Path) -> None:
    folder = written(tmp_path)
    truth = pl.read_parquet(folder / "truth" / "faults.parquet")
    summary = pl.read_csv(folder / "truth" / "summary.csv")

    assert truth.height == summary["faults"].sum()
    assert summary["check"].n_unique() > 150


def test_a_clean_sample_has_no_truth(tmp_path: Path) -> None:
    folder = written(tmp_path, has_faults=False)

    assert list((folder / "truth").iterdir()) == []


def test_text_has_the_chinese_headers_and_labels() -> None:
    (quota,) = quotas("small", 7)
    household = making.tables_of(quota, seed=7, as_of=as_of())["household"]
    text = labelled("household", household)

    assert text.columns[:2] == ["户编号", "村代码"]
    assert {"脱贫享受政策户", "脱贫不享受政策户", "一般农户"} == set(text["户类型"])
    assert {"是", "否"} == set(text["是否脱贫户"])


def test_a_sample_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    (tmp_path / "about.toml").write_text("is_sample = true\n")
    (tmp_path / "household-3.parquet").write_bytes(b"an earlier part")
    written(tmp_path)

    assert not (tmp_path / "household-3.parquet").exists()


def test_real_data_are_never_mixed_with_a_sample(tmp_path: Path) -> None:
    (tmp_path / "户信息.csv").write_text("户编号\n")

    with pytest.raises(SampleFolderOccupied, match="户信息"):
        written(tmp_path)
