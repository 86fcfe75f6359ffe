"""The explore page goes a step further in any order, and opens the households of a cell."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths

pytestmark = pytest.mark.usefixtures("snapshot")


def opened(**address: str) -> AppTest:
    """The page at *address*, run through app.py."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    told = {"lang": "zh", "measure": "identified", "division": "37", **address}
    for name, value in told.items():
        app.query_params[name] = value
    return app.run().switch_page("pages/monitor/explore.py").run()


def title(page: AppTest) -> str:
    """The sentence that counts what is left."""
    return next(one.value for one in page.markdown if "，按" in one.value)


def test_steps_in_either_order_leave_the_same_households() -> None:
    one = opened(**{"x-steps": "monitor_type=MT1_UNSTABLE|risk=01", "x-by": "people"})
    other = opened(**{"x-steps": "risk=01|monitor_type=MT1_UNSTABLE", "x-by": "people"})

    assert not one.exception
    assert title(one) == title(other)
    assert title(one) != title(opened(**{"x-steps": "risk=01", "x-by": "people"}))


def test_each_step_is_a_way_back_to_it() -> None:
    page = opened(**{"x-steps": "monitor_type=MT1_UNSTABLE|risk=01", "x-by": "people"})
    labels = [one.label for one in page.button if (one.key or "").startswith("step_")]
    page.button(key="step_1").click().run()

    assert labels == ["全部", "类别：脱贫不稳定户", "任一风险：因病"]
    assert page.query_params["x-steps"] == "monitor_type=MT1_UNSTABLE"


@pytest.mark.parametrize("by", ["division", "closing", "head_age", "measure", "income"])
def test_every_kind_of_dimension_is_drawn_and_opens(by: str) -> None:
    page = opened(**{"x-by": by, "x-over": "monitor_type", "x-open": "cell.all~MT1_UNSTABLE"})

    assert not page.exception
    assert page.selectbox(key="choice_by").value == by


def test_what_an_address_names_that_there_is_not_is_left_out() -> None:
    page = opened(**{"x-steps": "shoe_size=44|nonsense", "x-by": "shoe_size", "lang": "en"})

    assert not page.exception
    assert [one.label for one in page.button if (one.key or "").startswith("step_")] == ["All"]
