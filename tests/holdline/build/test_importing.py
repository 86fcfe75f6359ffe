"""The contract's table "Quarantine or accept", case by case, and its word on keys and owners."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from holdline.errors import AsOfUnknown, ImportTableMissing

VILLAGE = "370102001002"
TOWNSHIP = "370102001"
ONE, TWO = "3701020010020001", "3701020010020002"
Write = Callable[..., Path]
Reader = Callable[..., Any]


def test_a_plain_import_is_accepted_whole(write: Write, read: Reader) -> None:
    """Nothing is found and nothing set aside where nothing is wrong."""
    read = read(write())

    assert read.findings() == []
    assert read.reasons() == []
    assert (
        read.rows("select rows_read, rows_accepted, rows_quarantined from import_report")
        == [(1, 1, 0)] * 3
    )


def test_a_household_without_members_is_accepted(write: Write, read: Reader) -> None:
    """It counts as a household and is found, unless its case ended naturally."""
    ended = {"监测编号": "J2", "户编号": TWO, "风险是否已消除": "是", "风险消除方式": "自然消除"}
    read = read(write(household=[{}, {"户编号": TWO}, {"户编号": "3"}], monitor_case=[{}, ended]))

    assert read.rows("select household_id from source_household order by 1") == ["3", ONE, TWO]
    assert read.findings() == [("member_count", "1", "household_empty")]


def test_a_member_without_household_is_set_aside(write: Write, read: Reader) -> None:
    """It has no village, so no reader's scope could hold it."""
    read = read(write(member=[{}, {"人编号": "P9", "户编号": "nobody"}]))

    assert read.reasons() == [("member", "household_id", "nobody", "household_unknown")]
    assert len(read.rows("from source_member")) == 1


def test_an_unknown_village_is_placed_at_its_township(write: Write, read: Reader) -> None:
    """Its code stays as the file has it, with a finding."""
    read = read(write(household=[{"村代码": f"{TOWNSHIP}999"}]))

    placed = read.rows("select village_code, placed_code from source_household")
    assert [(f"{TOWNSHIP}999", TOWNSHIP)] == placed
    assert [("village_code", f"{TOWNSHIP}999", "village_unknown")] == read.findings()


def test_an_unknown_township_is_set_aside_with_members_and_cases(
    write: Write, read: Reader
) -> None:
    """The reason tells them from rows whose household is in no file."""
    read = read(write(household=[{"村代码": "370499101999"}]))

    assert read.reasons() == [
        ("household", "village_code", "370499101999", "division_unknown"),
        ("member", "household_id", ONE, "household_quarantined"),
        ("monitor_case", "household_id", ONE, "household_quarantined"),
    ]


def test_two_open_cases_are_both_accepted(write: Write, read: Reader) -> None:
    """Which of them counts is decided later."""
    read = read(write(monitor_case=[{}, {"监测编号": "J2", "识别监测时间": "2021-05"}]))

    assert len(read.rows("from source_monitor_case")) == 2
    assert [("case_id", one, "cases_open_together") for one in ("J1", "J2")] == read.findings()


def test_negative_amounts_stand_as_they_are(write: Write, read: Reader) -> None:
    """What is left after costs may be below zero; what is earned may not."""
    row = {"家庭纯收入": "-3,200.00", "工资性收入": "-50"}
    read = read(write(household=[row]))

    kept = read.rows("select net_income_yuan::int, wage_income_yuan::int from source_household")
    assert kept == [(-3200, -50)]
    assert read.findings() == [
        ("net_income_yuan", "-3200.00", "amount_unusual"),
        ("wage_income_yuan", "-50.00", "amount_negative"),
    ]


def test_swapped_coordinates_are_kept_with_the_swap_proposed(write: Write, read: Reader) -> None:
    """Nothing is repaired unasked; two zeros are missing."""
    read = read(
        write(household=[
            {"经度": "35.1", "纬度": "117.4"},
            {"户编号": TWO, "经度": "0", "纬度": "0"},
        ], member=[{}, {"人编号": "P2", "户编号": TWO}])
    )  # fmt: skip

    points = read.rows("select longitude, latitude from source_household order by household_id")
    assert points == [(35.1, 117.4), (None, None)]
    found = read.rows("select value, finding, proposed from import_finding")
    assert found == [("35.1, 117.4", "point_swapped", "117.4, 35.1")]


def test_an_old_number_is_kept_with_the_new_form_proposed(write: Write, read: Reader) -> None:
    """The check digit is worked out; the number is not used until confirmed."""
    read = read(write(member=[{"证件号码": "110105491231002"}]))

    assert read.rows("select id_number from source_member") == ["110105491231002"]
    found = read.rows("select column_name, finding, proposed from import_finding")
    assert found == [("id_number", "id_number_old", "11010519491231002X")]


@pytest.mark.parametrize("text", ["2021-02-30", "2021年2月30日", "20210230", "2021-13-01"])
def test_an_impossible_date_is_missing(write: Write, read: Reader, text: str) -> None:
    """It is never moved to a day near it."""
    read = read(write(monitor_case=[{"民主评议日期": text}]))

    assert read.rows("select appraised_on from source_monitor_case") == [None]
    assert [("appraised_on", text, "date_impossible")] == read.findings()


def test_of_equal_rows_one_is_accepted(write: Write, read: Reader) -> None:
    """The other is kept beside, and the one accepted bears a finding."""
    read = read(write(household=[{}, {}]))

    assert read.rows("select source_line from source_household") == [2]
    assert read.reasons() == [("household", "household_id", ONE, "row_repeated")]
    assert read.findings() == [("household_id", ONE, "row_repeated")]


def test_of_rows_that_contradict_the_first_is_accepted(write: Write, read: Reader) -> None:
    """The later ones are set aside, whole and under their own headers."""
    read = read(write(household=[{}, {"户主姓名": "示例乙"}]))

    assert read.rows("select head_name from source_household") == ["示例甲"]
    assert read.reasons() == [("household", "household_id", ONE, "key_repeated")]
    assert read.findings() == [("household_id", ONE, "key_repeated")]
    kept = read.rows("select row_json->>'户主姓名', source_line from quarantine")
    assert kept == [("示例乙", 3)]


def test_an_unknown_label_is_kept_and_has_no_code(write: Write, read: Reader) -> None:
    """It is never counted as other."""
    read = read(write(monitor_case=[{"致贫返贫风险1": "因疫情"}]))

    assert read.rows("select risk_1 from source_monitor_case") == [None]
    assert read.findings() == [("risk_1", "因疫情", "label_unknown")]
    kept = read.rows("select table_name, key, household_id, column_name, raw from unrecognised")
    assert kept == [("monitor_case", "J1", ONE, "risk_1", "因疫情")]


def test_an_unknown_label_in_a_key_sets_the_row_aside(write: Write, read: Reader) -> None:
    """Without it the row says nothing."""
    row = {"比对编号": "D1", "部门": "公安", "比对事项": "飞船", "比对结果": "有",
           "数据截止日期": "2022-12-01", "户编号": ONE}  # fmt: skip
    read = read(write(dept_match=[row]))

    assert read.reasons() == [("dept_match", "match_item", "飞船", "key_unreadable")]


def test_an_empty_key_sets_the_row_aside(write: Write, read: Reader) -> None:
    """Every word for an empty cell counts as one."""
    read = read(write(member=[{}, *({"人编号": word} for word in ("", "-", "/", "NULL", r"\N"))]))

    assert read.reasons() == [("member", "person_id", None, "key_empty")] * 5


def test_an_empty_cell_that_must_be_filled_is_found(write: Write, read: Reader) -> None:
    """The row is accepted."""
    read = read(write(household=[{"户主姓名": "/"}]))

    assert read.findings() == [("head_name", None, "required_empty")]


def test_blank_lines_are_no_rows(write: Write, read: Reader) -> None:
    """A sheet's trailing lines are neither read nor set aside."""
    folder = write()
    file = folder / "member.csv"
    file.write_text(file.read_text("utf-8") + ",,,,,,,\r\n,,,,,,,\r\n", "utf-8")
    read = read(folder)

    assert read.reasons() == []
    assert read.rows("select rows_read from import_report where table_name = 'member'") == [1]


def test_rows_of_the_wrong_shape_are_set_aside_with_their_line(write: Write, read: Reader) -> None:
    """The lines of the rows behind them stay those of the file."""
    folder = write(member=[{}, {"人编号": "P2"}])
    file = folder / "member.csv"
    header, first, second = file.read_text("utf-8").splitlines()
    file.write_text(
        "\n".join([header, "short,row", first, f"{first},more", second]) + "\n", "utf-8"
    )
    read = read(folder)

    aside = read.rows("select source_line, reason from quarantine order by 1")
    assert aside == [(2, "row_misshapen"), (4, "row_misshapen")]
    assert read.rows("select source_line from source_member order by 1") == [3, 5]


def test_a_row_that_nothing_places_is_set_aside(write: Write, read: Reader) -> None:
    """A household, a person or a division places it; a clue of a known village is accepted."""
    clue = {"识别来源": "部门筛查预警", "下发日期": "2022-01-01", "预警事项": "失业"}
    rows = [
        clue | {"预警编号": "W1", "户编号": "", "村代码": VILLAGE},
        clue | {"预警编号": "W2", "户编号": "nobody", "村代码": ""},
        clue | {"预警编号": "W3", "户编号": ONE, "村代码": ""},
    ]
    read = read(write(warning=rows))

    assert read.rows("select warning_id from source_warning order by 1") == ["W1", "W3"]
    assert read.reasons() == [("warning", "household_id", "nobody", "nowhere_placed")]


def test_a_reference_that_is_not_found_is_noted(write: Write, read: Reader) -> None:
    """The row is accepted, as something else places it."""
    read = read(write(monitor_case=[{"上次监测编号": "J0"}]))

    assert read.findings() == [("previous_case_id", "J0", "reference_unknown")]


def test_a_job_needs_its_member(write: Write, read: Reader) -> None:
    """Work is placed by the person, not by the household."""
    job = {"户编号": ONE, "是否已务工": "是"}
    jobs = [
        job | {"务工编号": "W1", "人编号": f"{ONE}001"},
        job | {"务工编号": "W2", "人编号": "P9"},
    ]
    read = read(write(work_monitor=jobs))

    assert read.reasons() == [("work_monitor", "person_id", "P9", "member_unknown")]


def test_a_project_needs_its_division(write: Write, read: Reader) -> None:
    """Any level will do, but it must be known."""
    project = {"项目名称": "示例", "项目类型": "产业发展", "项目年度": "2022"}
    read = read(
        write(project=[
            project | {"项目编号": "1", "区划代码": "3701"},
            project | {"项目编号": "2", "区划代码": "9999"},
        ])
    )  # fmt: skip

    assert read.reasons() == [("project", "division_code", "9999", "division_unknown")]


def test_numbers_are_made_up_from_the_row(write: Write, read: Reader) -> None:
    """Equal rows get one number, and rows that differ only in an unread label get two."""
    measure = {"户编号": ONE, "措施大类": "产业帮扶"}
    rows = [measure, measure, measure | {"措施大类": "甲"}, measure | {"措施大类": "乙"}]
    read = read(write(support_measure=rows))

    numbers = read.rows("select measure_id from source_support_measure")
    assert len(set(numbers)) == 3
    assert [len(number) for number in numbers] == [32] * 3
    assert [reason for *_, reason in read.reasons()] == ["row_repeated"]


def test_a_missing_case_number_is_the_household_and_month(write: Write, read: Reader) -> None:
    """No other key is made up."""
    folder = write()
    file = folder / "monitor_case.csv"
    lines = [line.split(",", 1)[1] for line in file.read_text("utf-8").splitlines()]
    file.write_text("\n".join(lines), "utf-8")

    assert [f"{ONE}-202110"] == read(folder).rows("select case_id from source_monitor_case")


def test_a_round_not_told_is_that_of_the_snapshot(write: Write, read: Reader) -> None:
    """Two rows of one household, one with the snapshot's year and one without, have one key."""
    row = {"户编码": ONE, "标注原因": "1", "备注": ""}
    read = read(write(annotation=[row | {"标注轮次": "2022"}, row | {"标注轮次": ""}]))

    assert read.reasons() == [("annotation", "household_id", ONE, "key_repeated")]


def test_monitor_case_may_hold_the_header_only(write: Write, read: Reader) -> None:
    """A county without monitored households is no fault."""
    read = read(write(monitor_case=[]))

    assert read.rows("from source_monitor_case") == []
    assert read.rows("select rows_read from import_report where table_name = 'monitor_case'") == [0]


def test_tables_without_files_are_there_and_empty(write: Write, read: Reader) -> None:
    """What reads them need not ask whether they were imported."""
    read = read(write())

    assert read.rows("select loan_yuan, source_line from source_micro_credit") == []


def test_a_required_table_is_asked_for(write: Write, read: Reader) -> None:
    """Both names of the table are told."""
    folder = write()
    (folder / "member.csv").unlink()

    with pytest.raises(ImportTableMissing, match=r"member \(家庭成员\)"):
        read(folder)


def test_divisions_of_the_file_replace_and_extend_the_shipped(write: Write, read: Reader) -> None:
    """Those of other provinces are left out; another system's code places a household too."""
    shared = {"层级": "村", "区划类型": "村委会", "上级代码": TOWNSHIP}
    rows = [
        shared | {"区划代码": VILLAGE, "名称": "甲村", "全国系统代码": ""},
        shared | {"区划代码": f"{TOWNSHIP}999", "名称": "乙村", "全国系统代码": "888888888888,9"},
    ]
    read = read(write(division=rows, household=[{"村代码": "888888888888"}]))

    names = f"select division_name from source_division where parent_code = '{TOWNSHIP}' order by 1"
    assert {"甲村", "乙村"} <= set(read.rows(names))
    assert read.rows("select distinct division_code[1:2] from source_division") == ["37"]
    assert [f"{TOWNSHIP}999"] == read.rows("select placed_code from source_household")


def division(code: str, **cells: str) -> dict[str, str]:
    """A village of the township, as a division file has it."""
    names = ("启用日期", "停用日期", "变更类型", "并入代码")
    row = {"区划代码": code, "名称": "村", "层级": "村", "区划类型": "村委会", "上级代码": TOWNSHIP}
    return row | dict.fromkeys(names, "") | cells


def test_a_merged_village_is_placed_where_it_went(write: Write, read: Reader) -> None:
    """Through every merger since; its code stays, with a finding."""
    ended = {"停用日期": "2022-06-01", "变更类型": "合并"}
    rows = [
        division(f"{TOWNSHIP}901", 并入代码=f"{TOWNSHIP}902", **ended),
        division(f"{TOWNSHIP}902", 并入代码=VILLAGE, **ended),
    ]
    read = read(write(division=rows, household=[{"村代码": f"{TOWNSHIP}901"}]))

    placed = read.rows("select village_code, placed_code from source_household")
    assert placed == [(f"{TOWNSHIP}901", VILLAGE)]
    assert read.findings() == [("village_code", f"{TOWNSHIP}901", "village_replaced")]


def test_a_village_not_ended_yet_stands(write: Write, read: Reader) -> None:
    """What happens after the day of the import has not happened."""
    later = {"停用日期": "2023-01-01", "变更类型": "合并", "并入代码": VILLAGE}
    rows = [division(f"{TOWNSHIP}901", **later), division(f"{TOWNSHIP}902", 启用日期="2023-01-01")]
    households = [{"村代码": f"{TOWNSHIP}901"}, {"村代码": f"{TOWNSHIP}902", "户编号": TWO}]
    read = read(write(division=rows, household=households))

    placed = read.rows("select placed_code from source_household order by household_id")
    assert placed == [f"{TOWNSHIP}901", TOWNSHIP]


def test_a_village_below_nothing_places_nobody(write: Write, read: Reader) -> None:
    """Its households would be in no figure of any division above; the township takes them."""
    rows = [division(f"{TOWNSHIP}901", 上级代码="370199")]
    read = read(write(division=rows, household=[{"村代码": f"{TOWNSHIP}901"}]))

    assert read.rows("select placed_code from source_household") == [TOWNSHIP]


def test_of_one_division_twice_on_a_day_the_latest_stands(write: Write, read: Reader) -> None:
    """Else its households would count twice."""
    rows = [division(VILLAGE), division(VILLAGE, 启用日期="2020-01-01", 名称="新村")]
    read = read(write(division=rows))

    names = f"select division_name from source_division where division_code = '{VILLAGE}'"
    assert read.rows(names) == ["新村"]
    assert read.reasons() == [("division", "division_code", VILLAGE, "division_overlaps")]


def test_wide_support_columns_become_measures(write: Write, read: Reader) -> None:
    """The national export's: one column a class, its cell the kinds or a yes; no day is told."""
    case = {
        "就业帮扶": "其他,技能培训",
        "产业帮扶(100A39)": "是",
        "综合保障（100A48）": "否",
        "100A45": "灵丹",
        "金融帮扶": "",
    }
    lost = case | {"监测编号": "J2", "户编号": "nobody"}
    read = read(write(monitor_case=[case, lost]))

    made = "select household_id, case_id, measure_class, measure_kinds from source_support_measure"
    assert read.rows(f"{made} order by measure_class") == [
        (ONE, "J1", "39", None),
        (ONE, "J1", "40", ["99", "4001"]),
        (ONE, "J1", "45", None),
    ]
    assert read.findings() == [
        ("measure_kinds", "灵丹", "label_unknown"),
        *[("started_on", None, "start_unknown")] * 3,
    ]
    assert read.rows("select column_name from import_column where status = 'unknown'") == []


def test_the_day_is_that_of_the_records(write: Write, read: Reader) -> None:
    """Told nothing, an import shows the last day its records were made."""
    read = read(
        write(household=[{"更新时间": "2022-11-30 08:00", "录入时间": "2021-01-01 08:00"}]), None
    )

    assert date(2022, 11, 30) == read.as_of


def test_the_day_may_be_that_of_the_last_case(write: Write, read: Reader) -> None:
    """Files without times of entry end with the month of their last case."""
    assert date(2021, 10, 31) == read(write(), None).as_of


def test_a_day_that_nothing_tells_is_asked_for(write: Write, read: Reader) -> None:
    """It is never today."""
    with pytest.raises(AsOfUnknown, match="--as-of"):
        read(write(monitor_case=[]), None)
