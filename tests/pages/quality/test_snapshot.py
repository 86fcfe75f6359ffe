"""The snapshot page tells which data stand behind the figures."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.warehouse.snapshot import Snapshot


@pytest.mark.parametrize(("language", "badge"), [("zh", "虚构样本"), ("en", "invented sample")])
def test_names_the_snapshot_and_says_it_is_invented(
    snapshot: Snapshot, language: str, badge: str
) -> None:
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = language
    page = app.run().switch_page("pages/quality/snapshot.py").run()

    assert not page.exception
    assert any(snapshot.id in one.value for one in page.caption)
    assert any(badge in one.value for one in page.markdown)
