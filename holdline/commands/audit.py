"""`python -m holdline audit`: prove the access log, anchor it, or write it out."""

import argparse
import csv
import json
import sys

HELP = "Prove, anchor or export the access log."
FIELDS = ("number", "at", "account", "role", "action", "subject", "facts", "seal")
BROKEN = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with it."""
    parser.add_argument(
        "act",
        choices=("verify", "anchor", "export"),
        help="verify: prove every event (exit code 1 when one is wrong); "
        "anchor: write where the chain stands; export: CSV to standard output",
    )


def run(options: argparse.Namespace) -> int:
    """Do it."""
    acts = {"verify": verify, "anchor": anchor, "export": export}
    return acts[options.act]()


def verify() -> int:
    """Print what proving found; 1 when something is wrong."""
    from holdline.access import audit

    found = audit.verify()
    for fault in found.faults:
        print(f"event {fault.number}: {fault.kind}")
    state = "BROKEN" if found.faults else "intact"
    print(f"{state}: {found.events} events, {found.anchors} anchors, last seal {found.seal[:16]}")
    return BROKEN if found.faults else 0


def anchor() -> int:
    """Print the anchor that was written, to be kept elsewhere too."""
    from holdline.access import audit

    made = audit.anchor()
    print("nothing to anchor" if made is None else f"{made.day} {made.number} {made.seal}")
    return 0


def export() -> int:
    """Write every event as CSV, and that it was written out."""
    from holdline.access import audit
    from holdline.access.identity import operator
    from holdline.exports.csv import safe
    from holdline.state import audit as chain
    from holdline.state.store import store

    audit.record(operator(), "audit.exported")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(FIELDS)
    with store().reading() as db:
        for event in chain.events(db):
            facts = json.dumps(dict(event.facts), ensure_ascii=False, sort_keys=True)
            told = {**vars(event), "at": event.at.isoformat(), "facts": facts}
            writer.writerow([safe(told[name]) for name in FIELDS])
    return 0
