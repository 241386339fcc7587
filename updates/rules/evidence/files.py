"""What may be kept as evidence: files told apart by their content, and nothing that acts by itself.

A name says nothing about a file; only its bytes do. Every refusal is a Refusal in words
for the person who sent it (quality.md, section 5: uploads).
"""

import re
import unicodedata
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Final, TypedDict

from PIL import Image, UnidentifiedImageError

from documents.text import line
from guard.refusals import Refusal
from guard.rules.examination import Examination, refusals
from guard.rules.words import NOTHING_SAVED, brief
from updates.rules.evidence.packages import package_type
from updates.rules.evidence.pdf import check_pdf
from updates.rules.evidence.words import words

MEGABYTE: Final = 1024 * 1024
MOST_BYTES: Final = 10 * MEGABYTE
MOST_FILES: Final = 5
MOST_PIXELS: Final = 120_000_000
MOST_NAME: Final = 120
TAKEN: Final = (
    "Send a PDF, a picture (PNG or JPEG), a Word, Excel, PowerPoint or OpenDocument text file, "
    "or plain text (TXT or CSV)."
)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKED_UP: Final = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<script", b"<?php", b"{\\rtf")
_PLAIN: Final = frozenset("\t\n\r\f")

# what is kept: the end of its name, and the type that the browser is told
TYPES: Final = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
}
_SAME_ENDING: Final = {".jpeg": ".jpg", ".text": ".txt", ".log": ".txt"}


class IdentifierInFile(Refusal):
    """The name or the words of a file hold a number by which a child is known: `seen`."""

    def __init__(self, said: str, seen: Examination) -> None:
        super().__init__(said)
        self.seen = seen


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept: its clean name, its type by content, its bytes."""

    name: str
    content_type: str
    data: bytes


class Look(TypedDict):
    """What was found of a file, as plain words that come from another process; `refused` says why
    it is not kept when a number is in it, and `kinds` which."""

    name: str
    content_type: str
    refused: str
    kinds: list[str]


def look(name: str, data: bytes) -> Look:
    """`accept` for `guard.outside`: raises Refusal, but says of an identifier what kind it is."""
    try:
        taken = accept(name, data)
    except IdentifierInFile as refusal:
        kinds = [kind.value for kind in refusal.seen.kinds]
        return Look(name="", content_type="", refused=str(refusal), kinds=kinds)
    return Look(name=taken.name, content_type=taken.content_type, refused="", kinds=[])


def accept(name: str, data: bytes) -> Accepted:
    """Look a file over. Raises Refusal with one sentence that names it when it is refused.

    The ending of the name becomes that of the content, so that "notes.exe" holding a PDF is kept
    as "notes.pdf".
    """
    shown = clean_name(name)
    if (seen := refusals(line(name).text)).sightings:
        raise IdentifierInFile(f"The name of a file {brief(seen)}. {NOTHING_SAVED}", seen)
    if not data:
        raise Refusal(f"“{shown}” is empty.")
    if len(data) > MOST_BYTES:
        raise Refusal(
            f"“{shown}” is larger than {MOST_BYTES // MEGABYTE} MB. Send a smaller copy or a link."
        )
    try:
        ending = _ending(data, shown)
    except Refusal as refusal:
        raise Refusal(f"“{shown}” {refusal}") from refusal
    for text in words(data, ending):
        if (seen := refusals(text)).sightings:
            raise IdentifierInFile(f"“{shown}” holds what {brief(seen)}. {NOTHING_SAVED}", seen)
    return Accepted(_with_ending(shown, ending), TYPES[ending], data)


def clean_name(name: str) -> str:
    """A file's name as any text is kept, without its path or what a folder refuses, not too
    long."""
    last = re.split(r"[\\/]", line(name).text)[-1]
    tidy = re.sub(r"[<>:\"|?*]", "-", last).strip(". ")
    stem, dot, ending = tidy.rpartition(".")
    if not dot or len(ending) > 10:
        return tidy[:MOST_NAME] or "evidence"
    return f"{stem[: MOST_NAME - 11].rstrip('. ') or 'evidence'}.{ending}"


def _with_ending(name: str, ending: str) -> str:
    stem, dot, had = name.rpartition(".")
    own = f".{had.lower()}" if dot else ""
    if _SAME_ENDING.get(own, own) == ending:
        return name
    return f"{stem if dot and len(had) <= 5 else name}{ending}"


def _ending(data: bytes, name: str) -> str:
    """What the content is, as the ending of a name."""
    if data.startswith(b"%PDF-"):
        check_pdf(data)
        return ".pdf"
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _picture(data)
    if data.startswith(b"PK"):
        return package_type(data)
    if data.startswith(_OLD_OFFICE):
        raise Refusal(
            "is an old or protected Office file. Save it as .docx, .xlsx or .pptx without a "
            "password, or as a PDF, and send that."
        )
    return _text(data, name)


def _picture(data: bytes) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is looked at here, by our own limit
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
                width, height = image.size
                kind = image.format
                if width * height <= MOST_PIXELS:
                    image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refusal("is a damaged picture: it could not be opened.") from error
    except Image.DecompressionBombError as error:
        raise Refusal("is a picture with far too many points.") from error
    if width * height > MOST_PIXELS:
        raise Refusal("is a picture with far too many points. Send a smaller copy.")
    return ".png" if kind == "PNG" else ".jpg"


def _text(data: bytes, name: str) -> str:
    text = _decoded(data)
    start = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    acts = start.startswith(_MARKED_UP) or data.startswith((b"#!", b"MZ"))
    if text is None or acts or any(_unprintable(mark) for mark in set(text)):
        raise Refusal(f"is of a kind that is not taken. {TAKEN}")
    return ".csv" if name.lower().endswith(".csv") else ".txt"


def _decoded(data: bytes) -> str | None:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _unprintable(mark: str) -> bool:
    return unicodedata.category(mark) == "Cc" and mark not in _PLAIN
