"""Write the invented rain layers of data/reference/hazards: a grid, a zone and a list.

None of it fell: three bell-shaped cells over Shandong, the heaviest near Zaozhuang, so that the
hazard layer can be tried. Run: python tools/synthetic_rain.py
"""

import csv
import json
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "data" / "reference" / "hazards"
CELLS = (
    (117.18, 34.95, 0.42, 0.22, 330.0),
    (118.0, 37.3, 0.9, 0.35, 240.0),
    (120.6, 36.4, 0.6, 0.4, 130.0),
)
WEST, SOUTH, EAST, NORTH, STEP = 114.8, 34.3, 122.8, 38.5, 0.1


def millimetres(lon: float, lat: float) -> float:
    """Rain at a place, in mm."""
    fallen = [
        high * np.exp(-(((lon - x) / wide) ** 2 + ((lat - y) / tall) ** 2) / 2)
        for x, y, wide, tall, high in CELLS
    ]
    return round(float(20 + max(fallen)), 1)


def ring(cell: tuple[float, ...], share: float) -> list[list[float]]:
    """The line round a cell within which more than *share* of its height falls."""
    x, y, wide, tall, _ = cell
    reach = np.sqrt(-2 * np.log(share))
    turns = np.linspace(0, 2 * np.pi, 49)
    points = [[x + wide * reach * np.cos(t), y + tall * reach * np.sin(t)] for t in turns]
    return [[round(float(lon), 4), round(float(lat), 4)] for lon, lat in points]


def main() -> None:
    """Write the three files."""
    with (FOLDER / "synthetic_rain_2021-10_grid.csv").open(
        "w", encoding="utf-8", newline=""
    ) as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["lon", "lat", "mm"])
        for lat in np.round(np.arange(SOUTH, NORTH + STEP / 2, STEP), 1):
            for lon in np.round(np.arange(WEST, EAST + STEP / 2, STEP), 1):
                rows.writerow([lon, lat, millimetres(float(lon), float(lat))])
    zones = [
        {
            "type": "Feature",
            "properties": {"mm_min": least, "synthetic": True},
            "geometry": {"type": "Polygon", "coordinates": [ring(CELLS[0], share)]},
        }
        for least, share in ((200, 180 / 330), (250, 230 / 330))
    ]
    held = {"type": "FeatureCollection", "features": zones}
    (FOLDER / "synthetic_rain_2021-10_zone.geojson").write_text(json.dumps(held) + "\n", "utf-8")
    listed = [
        ("370403", 268.4),
        ("370471", 231.0),
        ("370402", 244.9),
        ("370481", 251.3),
        ("370404", 162.2),
    ]
    with (FOLDER / "synthetic_rain_2021-10_list.csv").open(
        "w", encoding="utf-8", newline=""
    ) as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["code", "mm"])
        rows.writerows(listed)


if __name__ == "__main__":
    main()
