"""The two apps that are compared, and how each is asked for the same three things."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.driving.reader import Reader
from tools.driving.serving import HOLDLINE

SENTENCE = (
    "[...document.querySelectorAll('[data-testid=stMain] p')]"
    ".some((one) => one.textContent.includes({words!r}))"
)


@dataclass(frozen=True)
class Rival:
    """One way of building the briefing.

    Attributes:
        name: what it is called in the table.
        command: arguments of Python that serve it; the port is appended.
        drill: go down to a division of this code and short name by one click.
        choose: open the list of months and point at the month of this key; the click is the
            caller's.
        area: JavaScript telling whether the area table or chart shows a division below, by its
            code and short name.
        month: JavaScript telling whether the figures are those of a month, by its key.
    """

    name: str
    command: tuple[str, ...]
    drill: Callable[[Reader, str, str], None]
    choose: Callable[[Reader, str], None]
    area: Callable[[str, str], str]
    month: Callable[[str], str]

    def shown_month(self, key: str) -> str:
        """JavaScript: the figures of the month *key* stand on the page."""
        return f"() => {self.month(key)}"

    def shown(self, words: str, below: tuple[str, str]) -> str:
        """JavaScript: the sentence says *words*, and the division *below* stands in the areas."""
        sentence = SENTENCE.format(words=words)
        return f"() => {sentence} && {self.area(*below)}"


def _drill_table(reader: Reader, code: str, _: str) -> None:
    reader.page.locator(f".st-key-areas tr[data-key='{code}'] td:first-child button").click()


def _drill_list(reader: Reader, _: str, name: str) -> None:
    _choose(reader, "down", name)


def _choose(reader: Reader, key: str, written: str) -> None:
    box = reader.page.locator(f"[class*=st-key-{key}] input").first
    box.click()
    box.fill(written)
    reader.page.get_by_role("option", name=written, exact=True).click()


def _chinese_month(key: str) -> str:
    year, month = key.split("-")
    return f"{year}\u5e74{int(month)}\u6708"


HOLD = Rival(
    name="holdline",
    command=HOLDLINE,
    drill=_drill_table,
    choose=lambda reader, key: _choose(reader, "choose_month", _chinese_month(key)),
    area=lambda code, _: f"window.bench_deep('tr[data-key=\"{code}\"]').length > 0",
    month=lambda key: (
        f"window.bench_deep('.card dd').some((one) => one.textContent === {_chinese_month(key)!r})"
    ),
)
NAIVE = Rival(
    name="naive",
    command=("-m", "streamlit", "run", "bench/naive_app.py", "--server.port"),
    drill=_drill_list,
    choose=lambda reader, key: _choose(reader, "month", key),
    area=lambda _, name: (
        "[...document.querySelectorAll('.st-key-areas .ytick text')]"
        f".some((one) => one.textContent.includes({name!r}))"
    ),
    month=lambda key: SENTENCE.format(words=key),
)
RIVALS = (HOLD, NAIVE)
