"""What a PDF may not hold: scripts, actions that start something, files inside the file."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf

from guard.refusals import Refusal

MOST_OBJECTS: Final = 300_000
MOST_DEPTH: Final = 40
# object and reference streams are unpacked when the file is opened: looked at before that
MOST_UNPACKED: Final = 64 * 1024 * 1024
CHUNK: Final = 16 * 1024
_PACKED: Final = re.compile(rb"/(?:ObjStm|XRef)\b")

_ACTING: Final = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMedia"}
)
_ACTING_KEYS: Final = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent"})
# Done by themselves (on opening, on turning to a page, after another action) they may only move
# about inside the file. A link that a person has to press may lead elsewhere (ISO 32000-2, 12.6).
_HARMLESS: Final = frozenset({"/GoTo", "/Named", "/GoToDp"}) | _ACTING  # those are refused anyway
_CARRYING: Final = frozenset({"/EmbeddedFile", "/FileAttachment", "/GoToE"})
_CARRYING_KEYS: Final = frozenset({"/EmbeddedFiles", "/EF"})
SCRIPT: Final = (
    "holds a script or starts another program. Print it to a new PDF and send that, or send it "
    "in another form."
)
ELSEWHERE: Final = (
    "opens an address or takes something from another place when it is opened. Print it to a new "
    "PDF and send that."
)
CARRIES: Final = "has other files inside it. Send those files by themselves."
DAMAGED: Final = "is a damaged PDF: it could not be opened."


def check_pdf(data: bytes) -> None:
    """Raises Refusal when a PDF is damaged, protected, or holds what may act or hide."""
    _refuse_swollen(data)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if len(pdf.objects) > MOST_OBJECTS:
                raise Refusal("is a PDF of too many parts. Print it to a new PDF first.")
            if not len(pdf.pages):
                raise Refusal(DAMAGED)
            for row in pdf.objects:
                _check(row)
            _check(pdf.trailer)
    except pikepdf.PasswordError as error:
        raise Refusal(
            "is protected by a password. Save a copy without one and send that."
        ) from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise Refusal(DAMAGED) from error


def _refuse_swollen(data: bytes) -> None:
    left = MOST_UNPACKED
    for packed in _PACKED.finditer(data):
        head = data[packed.start() : packed.start() + 2000]
        at = head.find(b"stream")
        if at < 0:
            continue
        if head[:at].count(b"Decode") > 3:  # packed several times over
            raise Refusal(DAMAGED)
        begin = packed.start() + at + len(b"stream")
        begin += 2 if data[begin : begin + 2] == b"\r\n" else 1
        left -= _unpacked(data, begin, left)
        if left <= 0:
            raise Refusal("is far too large once unpacked. Print it to a new PDF first.")


def _unpacked(data: bytes, begin: int, most: int) -> int:
    """How large a packed stream becomes; no more than `most` is ever unpacked."""
    reader, size = zlib.decompressobj(), 0
    try:
        while begin < len(data) and size < most and not reader.eof:
            size += len(reader.decompress(data[begin : begin + CHUNK], most - size))
            begin += CHUNK
    except zlib.error:
        return size
    return size


def _check(row: Any) -> None:
    """One object with all that stands in it directly; what it refers to is looked at by itself."""
    for part in _dictionaries(row, 0):
        keys = set(part.keys())
        named = {str(part.get(key)) for key in ("/S", "/Type", "/Subtype") if key in keys}
        if keys & _ACTING_KEYS or named & _ACTING:
            raise Refusal(SCRIPT)
        if keys & _CARRYING_KEYS or named & _CARRYING:
            raise Refusal(CARRIES)
        if _fetches(part, keys):
            raise Refusal(ELSEWHERE)


def _fetches(part: Any, keys: set[str]) -> bool:
    """Whether something of it is brought from elsewhere, or an address opened, by itself."""
    if isinstance(part, pikepdf.Stream) and "/F" in keys:  # its content lies in another file
        return True
    if str(part.get("/FS", "")) == "/URL":
        return True
    return any(str(action.get("/S")) not in _HARMLESS for action in _begun(part, keys))


def _begun(part: Any, keys: set[str]) -> Iterator[Any]:
    """The actions that `part` starts by itself; a place to open at is none."""
    begun = [part[key] for key in ("/OpenAction", "/AA") if key in keys]
    if {"/S", "/Next"} <= keys:  # an action that goes on; bookmarks have a /Next too
        begun.append(part["/Next"])
    for given in begun:
        rows = [given, *_rows(given)]
        yield from (row for row in rows if isinstance(row, pikepdf.Dictionary) and "/S" in row)


def _rows(given: Any) -> list[Any]:
    """What stands in a list of actions, or in a table of them by what begins each."""
    if isinstance(given, pikepdf.Array):
        return list(given.as_list())
    return list(given.values()) if isinstance(given, pikepdf.Dictionary) else []


def _dictionaries(row: Any, depth: int) -> Iterator[Any]:
    if depth > MOST_DEPTH:
        raise Refusal(DAMAGED)
    if isinstance(row, pikepdf.Array):
        for item in row.as_list():
            yield from _below(item, depth)
    elif isinstance(row, pikepdf.Dictionary | pikepdf.Stream):
        yield row
        for item in row.values():
            yield from _below(item, depth)


def _below(item: Any, depth: int) -> Iterator[Any]:
    if isinstance(item, pikepdf.Object) and not item.is_indirect:
        yield from _dictionaries(item, depth + 1)
