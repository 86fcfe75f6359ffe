"""Ask a snapshot for a document outside a page: within a person's reach, each question once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from holdline.access.identity import Person
from holdline.errors import DivisionForbidden, NotPermitted
from holdline.exports.provenance import Provenance
from holdline.exports.reckoning import Ask
from holdline.queries.catalogue import query
from holdline.queries.published import answer
from holdline.queries.runner import Result
from holdline.warehouse import reach
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

REVEAL = "act.reveal"
BLIND = ("figures", "nobody")  # no document is made of published figures, or of none


@dataclass(frozen=True)
class Source:
    """A person and the snapshot they ask; *also* stands in the certificate of every file of it."""

    person: Person
    shot: Snapshot
    also: tuple[tuple[str, str], ...] = ()

    @contextmanager
    def asked(self, division: str = "", *, is_whole: bool = False) -> Iterator[Ask]:
        """A way to ask, while the block lasts.

        *is_whole* answers with names and numbers unmasked: to judge a batch by, the same for
        whoever asks. Who shows anything of it masks it first, or calls `reveals`.

        Raises:
            DivisionForbidden: *division* is outside the person's reach.
            NotPermitted: the person sees published figures only, or none.
        """
        scope = reach.scope_of(self.person, self.shot)
        if division and not scope.covers(division):
            raise DivisionForbidden(division=division)
        if scope.sight in BLIND:
            raise NotPermitted(role=self.person.role, act="view.records")
        if is_whole:
            scope = replace(scope, is_masked=False, sight="records")
        kept: dict[tuple[str, tuple[tuple[str, Any], ...]], Result] = {}
        with open_snapshot(self.shot).reading(scope) as cursor:

            def ask(name: str, /, **inputs: object) -> Result:
                key = (name, tuple(sorted(inputs.items())))
                if key not in kept:
                    kept[key] = answer(cursor, query(name), inputs, scope)
                return kept[key]

            yield ask

    def reveals(self) -> None:
        """Refuse who may not see names and numbers whole.

        Raises:
            NotPermitted: nothing is revealed to the person's role.
        """
        self.person.must(REVEAL)

    def provenance(
        self, title: str, language: str, filters: tuple[tuple[str, str], ...] = ()
    ) -> Provenance:
        """What stands behind a file of this snapshot."""
        stands = Provenance.of(
            self.shot.manifest, title=title, language=language, account=self.person.account
        )
        return replace(stands, filters=filters + self.also)
