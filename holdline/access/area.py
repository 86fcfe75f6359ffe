"""A drawn area as a short text for the address, and back: corners, each told from the one before.

The text is Google's encoded polyline with an alphabet that needs no escaping in an address: five
decimals (a metre), five bits a letter, the sixth saying that more follow.
"""

from collections.abc import Iterator, Sequence

Corner = tuple[float, float]
Outline = tuple[Corner, ...]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SCALE = 100_000
BITS = 5
FEWEST, MOST = 3, 200
WORLD = (180.0, 90.0)


def written(corners: Sequence[Corner]) -> str:
    """*corners* (longitude, latitude) as text; fewer than three are no area and an empty text."""
    if len(corners) < FEWEST:
        return ""
    before = (0, 0)
    letters = []
    for corner in corners:
        now = (round(corner[0] * SCALE), round(corner[1] * SCALE))
        letters += [_number(one - other) for one, other in zip(now, before, strict=True)]
        before = now
    return "".join(letters)


def read(text: str) -> Outline:
    """The corners of *text*; none when damaged, too short, too long or off the world."""
    try:
        numbers = list(_numbers(text))
    except ValueError:
        return ()
    if len(numbers) % 2 or not FEWEST <= len(numbers) // 2 <= MOST:
        return ()
    corners, x, y = [], 0, 0
    for across, up in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + across, y + up
        corners.append((x / SCALE, y / SCALE))
    is_here = all(abs(lon) <= WORLD[0] and abs(lat) <= WORLD[1] for lon, lat in corners)
    return tuple(corners) if is_here else ()


def _number(value: int) -> str:
    left = (-value * 2 - 1) if value < 0 else value * 2
    letters = []
    while left >= 1 << BITS:
        letters.append(LETTERS[left % (1 << BITS) + (1 << BITS)])
        left >>= BITS
    return "".join([*letters, LETTERS[left]])


def _numbers(text: str) -> Iterator[int]:
    value = shift = 0
    for letter in text:
        bits = LETTERS.index(letter)
        value += (bits % (1 << BITS)) << shift
        shift += BITS
        if bits < 1 << BITS:
            yield -(value + 1) // 2 if value % 2 else value // 2
            value = shift = 0
    if shift:
        raise ValueError(text)
