"""An image that was sent to be a logo, made anew, so that nothing else of its file is kept. Pure.

A file is what its bytes say, whatever its name. What is kept is drawn from its points alone: no
note, no place where a photograph was taken, nothing behind its end.
"""

from __future__ import annotations

import warnings
from base64 import b64encode
from io import BytesIO
from typing import Final, TypedDict

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from charts.picture import encoded
from guard.refusals import Refusal

MEGABYTES: Final = 4
MOST_BYTES: Final = MEGABYTES * 1024 * 1024
MOST_POINTS: Final = 4000  # on a side
LEAST_POINTS: Final = 120  # on the longer side: fewer are blurred in print
MOST_NARROW: Final = 8  # times as long as it is high, or as high as it is long
# at most so many are kept: 60 by 24 millimetres at 300 points to an inch
KEPT: Final = (720, 288)
PALE: Final = 235  # of 255: where no point is darker, white paper shows nothing
WHITE: Final = (255, 255, 255)

SHAPES: Final = f"between {LEAST_POINTS} and {MOST_POINTS:,} points on its longer side"
NO_PICTURE: Final = (
    "This file is no PNG or JPEG picture, whatever its name says. Have the logo saved as PNG or "
    "JPEG, and choose that file."
)
DAMAGED: Final = "This picture is damaged: it ends too early, or cannot be drawn. Save it anew."
TOO_LARGE: Final = (
    f"This picture has more than {MOST_POINTS:,} points on a side. Save a smaller copy: a logo is "
    f"printed from {KEPT[0]} points across."
)
TOO_SMALL: Final = f"This picture is too small to be printed sharply. Choose one that has {SHAPES}."
TOO_NARROW: Final = (
    f"This picture is more than {MOST_NARROW} times as long as it is high, or as high as it is "
    "long, and could not be read at the head of a paper. Choose another shape of the logo."
)
MOVES: Final = "This picture moves: it holds several. Save one of them by itself, and choose that."
NOT_SEEN: Final = (
    "On white paper nothing of this picture would be seen: it is drawn in white, for dark grounds. "
    "Choose the logo that is made for white paper."
)


class LogoImage(TypedDict):
    """A logo as it is kept; `image` is in base64, for it comes from another process as JSON."""

    image: str
    width: int
    height: int


def logo_in(name: str, data: bytes) -> LogoImage:
    """The logo in a file that was sent, for `guard.outside`; `name` counts for nothing.

    Transparent places become white, as the paper is; a photograph is turned as its camera says;
    colours for the press become those of a screen. Raises Refusal with a sentence for whatever is
    no logo: it is looked at before anything is unpacked.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as sent:
                _look_over(sent)
                flat = _on_white(_turned(sent))
                photograph = sent.format != "PNG"
        except UnidentifiedImageError as error:
            raise Refusal(NO_PICTURE) from error
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Refusal(TOO_LARGE) from error
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise Refusal(DAMAGED) from error
    if flat.convert("L").getextrema()[0] > PALE:  # type: ignore[operator]
        raise Refusal(NOT_SEEN)
    return LogoImage(
        image=b64encode(encoded(flat, photograph=photograph)).decode(),
        width=flat.width,
        height=flat.height,
    )


def _look_over(sent: Image.Image) -> None:
    """What is seen before it is unpacked."""
    longer, shorter = max(sent.size), min(sent.size)
    if longer > MOST_POINTS:
        raise Refusal(TOO_LARGE)
    if longer < LEAST_POINTS:
        raise Refusal(TOO_SMALL)
    if longer > MOST_NARROW * shorter:
        raise Refusal(TOO_NARROW)
    if sent.format == "PNG" and getattr(sent, "is_animated", False):
        raise Refusal(MOVES)


def _turned(sent: Image.Image) -> Image.Image:
    """Upright, in the colours of a screen, no larger than it is kept."""
    sent.load()
    image = ImageOps.exif_transpose(sent)
    if image.mode.startswith(("I", "F")):  # sixteen bits to a point
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    image = _screen_colours(image, sent.info.get("icc_profile")).convert("RGBA")
    image.thumbnail(KEPT, Image.Resampling.LANCZOS)
    return image


def _screen_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """By the picture's own account of its colours, where it has a good one."""
    if image.mode in ("RGB", "CMYK") and profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(image, own, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            return image.convert("RGB")
        return changed or image
    return image.convert("RGB") if image.mode == "CMYK" else image


def _on_white(image: Image.Image) -> Image.Image:
    """A new picture with the points of another and nothing of what was noted beside them."""
    flat = Image.new("RGB", image.size, WHITE)
    flat.paste(image, mask=image.getchannel("A"))
    return flat
