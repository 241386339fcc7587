"""Writes each object of a PDF once.

Whoever names a file himself is asked by pydyf for every object twice: for the file, and for the
sum of what is in it. So each is made before, and packed as tight as costs little: at the tightest,
which is the library's own, a long paper is a thirtieth smaller and its packing takes four times as
long.
"""

from __future__ import annotations

import zlib
from typing import Final

import pydyf

TIGHT: Final = 6


class Written(pydyf.Object):
    """An object as it stands in the file."""

    data = b""
    compressible = False

    def __init__(self, number: int, data: bytes, *, compressible: bool) -> None:
        super().__init__()
        self.number = number
        self.data = data
        self.compressible = compressible


def set_down(pdf: pydyf.PDF) -> None:
    """Put in the place of every object what is written of it. Nothing can be changed after it."""
    for place, thing in enumerate(pdf.objects):
        if thing.free != "f":
            data = _packed(thing) if isinstance(thing, pydyf.Stream) else thing.data
            written = Written(thing.number, data, compressible=thing.compressible)
            pdf.objects[place] = written


def _packed(stream: pydyf.Stream) -> bytes:
    if not stream.compress:
        return stream.data
    plain = b"\n".join(map(pydyf._to_bytes, stream.stream))
    extra = {**stream.extra, "Filter": "/FlateDecode"}
    return pydyf.Stream([zlib.compress(plain, TIGHT)], extra).data
