"""Which status a colour may stand for, by its hue."""

import colorsys

_HUES = ((18, "red"), (68, "amber"), (165, "green"), (255, "blue"), (320, "purple"))


def colour_name(rgb: str) -> str:
    """ "green" of "92D050"; nothing for greys and for what is nearly white or black."""
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < 0.4 or not 0.15 < lightness < 0.92:
        return ""
    return next((name for limit, name in _HUES if hue * 360 <= limit), "red")
