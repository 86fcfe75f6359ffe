"""The outbox: what was found at publishing, as a file that whoever may fetch it takes from there.

No mail server is needed or spoken to. The file holds figures of divisions past a threshold, down to
the township, in both languages; no household.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from holdline import paths
from holdline.access.scope import Scope
from holdline.messages.catalogue import languages
from holdline.messages.dates import month_key
from holdline.quality import signals
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.warehouse.connection import Warehouse
from holdline.warehouse.snapshot import Snapshot

TREE = "management"
OWNERS = 0o640


def write(shot: Snapshot) -> Path:
    """Write the signals of the last month of *shot*; the file, which is written anew each time."""
    warehouse = Warehouse(shot)
    try:
        with warehouse.reading(Scope()) as cursor:
            month = run(cursor, query("shared/period")).rows["last_month"][0]
            tops = run(cursor, query("shared/siblings"), {"view": TREE, "parent": ""}).rows
            found = []
            for top in tops["division_code"]:
                chosen = {"view": TREE, "division": top, "month": month}
                rows = run(cursor, query(signals.FIGURES), chosen).rows
                found += signals.found(rows.iter_rows(named=True), month)
    finally:
        warehouse.close()
    place = paths.outbox() / "signals.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_suffix(".tmp")
    draft.write_text(json.dumps(_told(shot, month, found), ensure_ascii=False, indent=2), "utf-8")
    draft.chmod(OWNERS)
    draft.replace(place)
    return place


def _told(shot: Snapshot, month: date, found: list[signals.Signal]) -> dict[str, Any]:
    return {
        "snapshot": shot.id,
        "as_of": str(shot.manifest.as_of_on),
        "is_sample": shot.manifest.is_sample,
        "month": month_key(month),
        "signals": [
            {
                "kind": one.kind,
                "division": one.division_code,
                "place": one.place,
                "value": one.value,
                "threshold": one.limit,
                "title": {spoken: one.title(spoken) for spoken in languages()},
                "reason": {spoken: one.reason(spoken) for spoken in languages()},
            }
            for one in found
        ],
    }
