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


class Packed(pydyf.PDF):
    """A file of which the lists that are made last are packed like all that was there before."""

    def add_object(self, object_: pydyf.Object) -> None:
        if isinstance(object_, pydyf.Stream):
            _pack(object_)
        super().add_object(object_)


def set_down(pdf: pydyf.PDF) -> None:
    """Put in the place of every object what is written of it. Nothing can be changed after it."""
    pdf.__class__ = Packed
    for place, thing in enumerate(pdf.objects):
        if thing.free != "f":
            if isinstance(thing, pydyf.Stream):
                _pack(thing)
            pdf.objects[place] = Written(thing.number, thing.data, compressible=thing.compressible)


def _pack(stream: pydyf.Stream) -> None:
    if stream.compress:
        plain = b"\n".join(map(pydyf._to_bytes, stream.stream))
        stream.stream = [zlib.compress(plain, TIGHT)]
        stream.extra = {**stream.extra, "Filter": "/FlateDecode"}
        stream.compress = False
