"""Write tests/golden/hazard_reference.json: what statsmodels fits to an invented table.

Run in an environment of its own, as nothing else here needs it:
    python3 -m venv /tmp/reference && /tmp/reference/bin/pip install statsmodels==0.15.0
    /tmp/reference/bin/python tools/hazard_reference.py
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels
import statsmodels.api as sm

OUT = Path(__file__).parents[1] / "tests" / "golden" / "hazard_reference.json"
RISKS, TYPES = {"01": 0.0, "03": -0.7, "07": 0.9}, {"A": 0.0, "B": 0.25}


def main() -> None:
    """Draw the table, fit it, write both."""
    chance = np.random.default_rng(371501)
    rows = []
    for months in range(12, 24):
        for risk, pull in RISKS.items():
            for kind, push in TYPES.items():
                at_risk = int(chance.integers(20, 400)) + 300 * (risk == "01") + 100 * (kind == "A")
                rate = np.exp(-2.6 + 0.04 * (months - 12) + pull + push)
                events = int(chance.binomial(at_risk, -np.expm1(-rate)))
                rows.append((months, risk, kind, at_risk, events))
    names = ["months", "risk", "kind", "at_risk", "events"]
    table = pd.DataFrame(rows, columns=names)
    month = pd.get_dummies(table["months"], prefix="months", dtype=float)
    others = pd.get_dummies(table[["risk", "kind"]], dtype=float).drop(
        columns=["risk_01", "kind_A"]
    )
    design = pd.concat([month, others], axis=1)
    counts = np.column_stack([table["events"], table["at_risk"] - table["events"]])
    link = sm.families.links.CLogLog()
    fitted = sm.GLM(counts, design, family=sm.families.Binomial(link)).fit(tol=1e-12)
    ends = fitted.conf_int()
    told = {
        name: {
            "ratio": float(np.exp(fitted.params[name])),
            "low": float(np.exp(ends.loc[name, 0])),
            "high": float(np.exp(ends.loc[name, 1])),
        }
        for name in others.columns
    }
    risk = fitted.wald_test(np.eye(design.shape[1])[12:14], scalar=True)
    written = {
        "by": f"statsmodels {statsmodels.__version__}, GLM, Binomial, CLogLog",
        "cells": [dict(zip(names, row, strict=True)) for row in rows],
        "ratios": told,
        "wald_of_risk": {"square": float(risk.statistic), "p": float(risk.pvalue)},
    }
    OUT.write_text(json.dumps(written, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
