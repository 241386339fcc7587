"""A logo for a committee that does not exist, drawn when it is loaded: no picture lies in the
project."""

from PIL import Image, ImageDraw, ImageFont

from charts.picture import encoded
from documents.files.pdf import font_file

WIDE, HIGH, FINER = 720, 200, 3  # drawn so many times as large, then made smaller: edges are smooth
DEEP, SEA, SUN = "#12495a", "#5aa3b0", "#e0a030"


def drawn(first: str, second: str) -> bytes:
    """A strath between two hills in a disc, and two lines of words beside it, as PNG."""
    image = Image.new("RGBA", (WIDE * FINER, HIGH * FINER))  # nothing behind it
    emblem = Image.new("RGBA", (HIGH * FINER, HIGH * FINER), SEA)
    side = HIGH * FINER
    pen = ImageDraw.Draw(emblem)
    pen.ellipse([side * 0.38, side * 0.18, side * 0.62, side * 0.42], SUN)
    for hill in ((-0.2, 0.28, 0.6), (0.5, 1.2, 0.5)):
        left, right, top = (side * part for part in hill)
        peak = ((left + right) / 2, top * 0.7)
        pen.polygon([(left, side), peak, (right + side * 0.2, side)], DEEP)
    pen.rectangle([0, side * 0.82, side, side], DEEP)
    disc = Image.new("L", emblem.size)
    ImageDraw.Draw(disc).ellipse([0, 0, side - 1, side - 1], 255)
    image.paste(emblem, (0, 0), disc)
    words = ImageDraw.Draw(image)
    for text, family, size, top in ((first, "SourceSans3-Bold", 76, 30),
                                    (second, "SourceSans3-Regular", 40, 112)):  # fmt: skip
        font = ImageFont.truetype(str(font_file(family)), size * FINER)
        words.text(((HIGH + 24) * FINER, top * FINER), text, DEEP, font)
    return encoded(image.resize((WIDE, HIGH)))
