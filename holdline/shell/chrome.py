"""What surrounds the page: Streamlit's own words in the reader's language, and the address bar."""

from collections.abc import Mapping
from functools import lru_cache

from holdline.messages.catalogue import words
from holdline.shell.components import component


def draw(language: str, page: str, address: Mapping[str, str] | None) -> None:
    """Say the framework's words in *language*; show *address* in the bar, unless it is None."""
    component("words")(key=f"words_{language}", data=_dictionary(language), height=1)
    told = {"address": dict(address) if address else None, "page": page}
    component("address")(key="address", data=told, height=1)


@lru_cache(maxsize=4)
def _dictionary(language: str) -> dict[str, object]:
    if language == "en":
        return {"language": "en", "exact": {}, "patterns": []}
    said, meant = words("en", "framework.exact"), words(language, "framework.exact")
    form, filled = words("en", "framework.patterns"), words(language, "framework.patterns")
    return {
        "language": "zh-CN" if language == "zh" else language,
        "exact": {said[key]: meant[key] for key in said},
        "patterns": [[form[key], filled[key]] for key in form],
    }
