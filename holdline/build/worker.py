"""The process that checks or builds one import: `python -m holdline.build.worker NUMBER`."""

import json
import sys

from holdline.access.identity import Person
from holdline.build import batches, intake
from holdline.build.batches import Batch
from holdline.build.receiving import refusal
from holdline.build.working import ORDER
from holdline.errors import HoldlineError


def main(number: str) -> int:
    """Do what the order in the folder of the import says; a fault is kept there."""
    batch = batches.batch(number)
    order = json.loads((batch.folder / ORDER).read_text("utf-8"))
    person = Person(**order["person"] | {"divisions": tuple(order["person"]["divisions"])})
    try:
        _work(batch, person, order["act"], order["acknowledged"])
    except HoldlineError as fault:
        batches.batch(number).kept(state="failed", failure=refusal(number, fault))
        return 2
    return 0


def _work(batch: Batch, person: Person, act: str, acknowledged: str) -> None:
    if act == "check":
        intake.checked(batch, progress=lambda far: intake.note_progress(batch.folder, far))
        return
    intake.built(
        batch,
        person,
        acknowledged=acknowledged,
        progress=lambda far: intake.note_progress(batch.folder, far),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
