"""Sign the changes that an import made: whoever imported does not approve them."""

from collections.abc import Sequence

from holdline.access import audit
from holdline.access.identity import Person
from holdline.build import deciding
from holdline.errors import DivisionForbidden, ReviewedByImporter
from holdline.state import reviews
from holdline.state.reasons import said
from holdline.state.reviews import Cluster, Review, Verdict
from holdline.state.store import store

PERMISSION = "act.acknowledge"


def sign(
    person: Person, pair: tuple[str, str], cluster: Cluster, verdict: Verdict, reason: str = ""
) -> None:
    """Keep what *person* says of the changes of *cluster* between two snapshots, old then new.

    Raises:
        NotPermitted, DivisionForbidden: the role or the division does not allow it.
        ReasonWanted, ReasonNamesPeople: who questions or rejects says why.
        ReviewedByImporter: who imported the new snapshot approves it.
    """
    person.must(PERMISSION)
    if not person.scope().covers(cluster.division_code):
        raise DivisionForbidden(division=cluster.division_code)
    told = said(reason) if reason.strip() or verdict != "approved" else ""
    made = deciding.entry(pair[1])
    imported_by = made.account if made else ""
    if verdict == "approved" and imported_by == person.account:
        raise ReviewedByImporter(account=person.account)
    with store().writing() as db:
        reviews.add(
            db, pair, cluster, verdict, told, made_by=person.account, imported_by=imported_by
        )
        audit.within(
            db, person, f"change.{verdict}", pair[1], before=pair[0], reason=told,
            division=cluster.division_code, table=cluster.kind, change=cluster.change,
        )  # fmt: skip


def listed(pair: tuple[str, str]) -> Sequence[Review]:
    """Every signature over the changes of *pair*, the first first."""
    with store().reading() as db:
        return reviews.listed(db, pair)
