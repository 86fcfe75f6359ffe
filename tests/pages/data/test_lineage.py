"""The page of divisions over time lists what ended, and both readings of a month."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.scope import Scope
from holdline.messages.catalogue import text
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_the_divisions_that_ended(snapshot: Snapshot, language: str) -> None:
    """As many as the snapshot holds."""
    with open_snapshot(snapshot).reading(Scope()) as cursor:
        ended = run(cursor, query("lineage/changes"), {"division": "3704"}).rows.height
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = language
    app.query_params["division"] = "3704"
    page = app.run().switch_page("pages/data/lineage.py").run()
    told = text(language, "pages.lineage.changes", count=str(ended))

    assert not page.exception
    assert ended > 0
    assert any(told in one.value.replace("\\", "") for one in page.markdown)
