"""The rule book, driven through app.py as its reader would."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.rules import ruleset

PAGE = "pages/policy/rulebook.py"


def page(**address: str) -> AppTest:
    """The page at an address."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = address.get("lang", "zh")
    app.run()
    for name, value in {"lang": "zh", **address}.items():
        app.query_params[name] = value
    return app.switch_page(PAGE).run()


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["policy_exit", "identification", "elimination"])
def test_every_clause_stands_beside_its_sentence(name: str, language: str) -> None:
    app = page(**{"x-rules": name, "lang": language})
    said = "\n".join(one.value for one in app.markdown)

    assert not app.exception
    for clause in ruleset.load(name).clauses:
        assert clause.source["sentence"] in said
        assert clause.words[language]["title"] in said


@pytest.mark.usefixtures("snapshot")
def test_another_pack_is_chosen_by_its_name() -> None:
    app = page(**{"x-pack": "example-2023"})
    said = "\n".join(one.value for one in app.markdown)

    assert not app.exception
    assert ruleset.load("policy_exit", "example-2023").clauses[1].words["zh"]["title"] in said
