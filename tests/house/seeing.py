"""How colours are seen without one kind of cones, or in grey print, and how far they lie apart.

Sources: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically-based model for
simulation of color vision deficiency", IEEE TVCG 15 (2009), severity 1.0, applied to linear RGB;
IEC 61966-2-1 (sRGB); CIE 15 (L*a*b*, D65); G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000
color-difference formula", Color Research and Application 30 (2005); WCAG 2.2 (contrast).
"""

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

Triple = NDArray[np.float64]

VISIONS: dict[str, Triple] = {
    "all cones": np.eye(3),
    "no long cones (protanopia)": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "no middle cones (deuteranopia)": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
    "no short cones (tritanopia)": np.array([
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]),
}  # fmt: skip
TO_XYZ = np.array([
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
])  # fmt: skip
D65 = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> Triple:
    """*colour*, written as #RRGGBB, in linear light."""
    told = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(told <= 0.04045, told / 12.92, ((told + 0.055) / 1.055) ** 2.4)


def seen(colour: str, vision: str) -> Triple:
    """L*, a* and b* of *colour* as *vision* has it."""
    light = np.clip(VISIONS[vision] @ linear(colour), 0, 1)
    ratio = TO_XYZ @ light / D65
    held = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * held[1] - 16, 500 * (held[0] - held[1]), 200 * (held[1] - held[2])])


def grey(colour: str) -> float:
    """L* of *colour* on a printer without colours."""
    return float(seen(colour, "all cones")[0])


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours, 1 to 21."""
    light = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def apart(one: Triple, other: Triple) -> float:
    """CIEDE2000 of two L*a*b* colours; about 1 is just noticed side by side."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * sqrt(mean / (mean + 25.0**7))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = (degrees(atan2(b, a)) % 360 if a or b else 0.0 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    middle = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    tint = (
        1 - 0.17 * cos(radians(middle - 30)) + 0.24 * cos(radians(2 * middle))
        + 0.32 * cos(radians(3 * middle + 6)) - 0.20 * cos(radians(4 * middle - 63))
    )  # fmt: skip
    of_light = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    of_chroma, of_hue = 1 + 0.045 * chroma, 1 + 0.015 * chroma * tint
    twist = (
        -sin(radians(60 * exp(-(((middle - 275) / 25) ** 2))))
        * 2
        * sqrt(chroma**7 / (chroma**7 + 25.0**7))
    )
    parts = ((l2 - l1) / of_light, (c2 - c1) / of_chroma, hue / of_hue)
    return sqrt(sum(part**2 for part in parts) + twist * parts[1] * parts[2])


def least_apart(one: str, other: str) -> float:
    """How far two colours lie apart for whoever sees the least of it."""
    return min(apart(seen(one, vision), seen(other, vision)) for vision in VISIONS)
