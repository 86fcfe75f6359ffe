"""How each Chinese character sounds, as far as a name told aloud can be told apart.

From pypinyin's table: the first reading, without tones, and with the initials and finals that are
commonly confused made one (zh ch sh as z c s; ang eng ing as an en in).
"""

import polars as pl
from pypinyin import Style, pinyin_dict, slug

FIRST, LAST = 0x3400, 0x9FFF
INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
FINALS = ("ang", "eng", "ing")


def table() -> pl.DataFrame:
    """One row a character: character, sound."""
    points = [point for point in sorted(pinyin_dict.pinyin_dict) if FIRST <= point <= LAST]
    rows = [(chr(point), merged(slug(chr(point), style=Style.NORMAL))) for point in points]
    return pl.DataFrame(rows, schema=["character", "sound"], orient="row")


def merged(syllable: str) -> str:
    """*syllable* with what is commonly confused made one."""
    told = syllable.replace("\u00fc", "v")
    for wide, narrow in INITIALS:
        if told.startswith(wide):
            told = narrow + told.removeprefix(wide)
    return told[:-1] if told.endswith(FINALS) else told
