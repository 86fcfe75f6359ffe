"""Say Streamlit's own few words in the reader's language."""

from functools import lru_cache

from holdline.messages.catalogue import words
from holdline.shell.components import component


def install(language: str) -> None:
    """Replace the framework's built-in texts on the page; English puts them back."""
    component("words")(key="framework_words", data=_dictionary(language), height=1)


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
