"""Makes any colour readable without losing its hue. Pure.

Contrast is WCAG 2.2's ratio of relative luminances, 1 to 21; text needs 4.5 (success criterion
1.4.3). Colours are "#rrggbb".
"""

from __future__ import annotations

import colorsys
from functools import lru_cache
from typing import NamedTuple

WHITE = "#ffffff"
READABLE = 4.5
TINT = 0.93  # lightness
STEPS = 200


class Shades(NamedTuple):
    """A colour as it is printed: `ink` for words on `tint` or white, `solid` under white words."""

    ink: str
    tint: str
    solid: str


@lru_cache(maxsize=1024)
def shades(colour: str) -> Shades:
    """The three shades of `colour`; itself where it is dark enough."""
    tint = _of_lightness(colour, TINT)
    return Shades(readable(colour, on=tint), tint, readable(colour, on=WHITE))


def readable(colour: str, *, on: str) -> str:
    """`colour`, or the lightest darker one of its hue that has contrast enough on a light `on`."""
    if contrast(colour, on) >= READABLE:
        return colour.lower()
    lightness = colorsys.rgb_to_hls(*_channels(colour))[1]
    darker = (_of_lightness(colour, lightness * (1 - n / STEPS)) for n in range(1, STEPS + 1))
    return next(shade for shade in darker if contrast(shade, on) >= READABLE)


def contrast(one: str, other: str) -> float:
    """1 for the same colour, 21 for black on white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _of_lightness(colour: str, lightness: float) -> str:
    hue, _, saturation = colorsys.rgb_to_hls(*_channels(colour))
    mixed = colorsys.hls_to_rgb(hue, lightness, saturation)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in mixed)


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
