"""Meeting mode shows the briefing's own figures, and offers the file to take along."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.warehouse.snapshot import Snapshot


@pytest.mark.parametrize(("language", "label"), [("zh", "离线胶囊"), ("en", "Offline capsule")])
def test_the_page_runs_and_offers_the_capsule(
    snapshot: Snapshot, language: str, label: str
) -> None:
    del snapshot
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = language
    page = app.run().switch_page("pages/report/meeting.py").run()
    labels = [one.label for one in page.get("download_button")]

    assert not page.exception
    assert any(one.startswith(label) for one in labels)
