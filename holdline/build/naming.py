"""Put what identity is told by into tables: county codes of all years, and how names sound."""

import duckdb

from holdline import paths
from holdline.reference.areas import areas

SOUNDS = """
create table character_sound as
select character, sound, false as is_surname from read_csv($characters, header = true)
union all
select character, sound, true as is_surname from read_csv($surnames, header = true)
"""
AREAS = "create table area_code as select unnest($codes) as area_code, unnest($names) as area_name"
CHARACTERS, SURNAMES = "character_sounds.csv", "surname_sounds.csv"


def load(db: duckdb.DuckDBPyConnection) -> None:
    """Make the tables area_code and character_sound (is_surname: its reading as a surname)."""
    db.execute(AREAS, {"codes": list(areas()), "names": list(areas().values())})
    files = {"characters": CHARACTERS, "surnames": SURNAMES}
    db.execute(SOUNDS, {name: str(paths.REFERENCE / file) for name, file in files.items()})
