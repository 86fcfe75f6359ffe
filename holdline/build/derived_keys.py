"""Keys that a file may lack: each row's is then made of what else it says."""

DERIVED_KEYS = frozenset({
    "case_id", "measure_id", "report_id", "warning_id", "match_id", "link_id", "change_id",
    "loan_id", "work_id", "responsible_id", "issue_id",
})  # fmt: skip
