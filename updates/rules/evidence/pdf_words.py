"""The words of a PDF: what its pages show, its notes, links and properties.

Letters are read by the table that a font brings for copying (ToUnicode), else as Latin ones. A PDF
of pictures alone holds no words that can be read.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf

MOST_BYTES: Final = 24 * 1024 * 1024  # of what draws pages; more is a drawing, no text
MOST_DEPTH: Final = 4
WIDE_GAP: Final = -180  # thousandths of the letter's size: a space
_SHOWN: Final = frozenset({"Tj", "'", '"'})
_MOVES: Final = frozenset({"Td", "TD", "T*", "Tm", "'", '"', "ET"})
_SPAN: Final = re.compile(
    rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[([^\]]*)\])"
)
_PAIR: Final = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>")
_BLOCK: Final = re.compile(rb"beginbf(char|range)(.*?)endbf", re.S)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]+)>")
_SAID: Final = ("/Contents", "/TU", "/V", "/RC", "/T", "/Title")


class Font:
    """How the bytes of one font are read."""

    def __init__(self, font: Any) -> None:
        self.table: dict[int, str] = {}
        self.width = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
        if isinstance(stream := font.get("/ToUnicode"), pikepdf.Stream):
            self.table = _table(stream.read_bytes())

    def read(self, data: bytes) -> str:
        codes = [
            int.from_bytes(data[at : at + self.width], "big")
            for at in range(0, len(data), self.width)
        ]
        return "".join(self.table.get(code, chr(code) if code < 0x10000 else "") for code in codes)


def pdf_words(data: bytes) -> Iterator[str]:
    """The text of each page, then what stands beside the pages. What cannot be read is left out:
    the file was looked at already (`pdf.check_pdf`)."""
    with pikepdf.open(BytesIO(data)) as pdf:
        left = MOST_BYTES
        for page in pdf.pages:
            parts = _drawn(page, page.obj.get("/Resources"), 0)
            for size, text in parts:
                left -= size
                yield text
            if left < 0:
                break
        yield "\n".join(_beside(pdf))


def _drawn(source: Any, resources: Any, depth: int) -> Iterator[tuple[int, str]]:
    """How large a drawing is, and its text; then those that it draws in turn."""
    resources = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
    try:
        steps = pikepdf.parse_content_stream(source)
    except (pikepdf.PdfError, ValueError, TypeError):
        return
    fonts = _fonts(resources)
    yield len(steps) * 16, "".join(_letters(steps, fonts))
    for form in _forms(resources) if depth < MOST_DEPTH else ():
        yield from _drawn(form, form.get("/Resources", resources), depth + 1)


def _fonts(resources: Any) -> dict[str, Font]:
    rows = resources.get("/Font")
    if not isinstance(rows, pikepdf.Dictionary):
        return {}
    return {name: Font(font) for name, font in rows.items() if isinstance(font, pikepdf.Dictionary)}


def _forms(resources: Any) -> list[Any]:
    rows = resources.get("/XObject")
    if not isinstance(rows, pikepdf.Dictionary):
        return []
    return [form for form in rows.values() if str(form.get("/Subtype", "")) == "/Form"]


def _letters(steps: Any, fonts: dict[str, Font]) -> Iterator[str]:
    plain = Font(pikepdf.Dictionary())
    font = plain
    for step in steps:
        sign, given = str(step.operator), step.operands
        if sign in _MOVES:
            yield "\n"
        if sign == "Tf" and len(given):
            font = fonts.get(str(given[0]), plain)
        elif sign in _SHOWN and len(given):
            yield font.read(bytes(given[-1]))
        elif sign == "TJ" and len(given):
            yield from _spaced(given[0], font)


def _spaced(pieces: Any, font: Font) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            yield font.read(bytes(piece))
        elif _number(piece) < WIDE_GAP:
            yield " "


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def _table(program: bytes) -> dict[int, str]:
    """What a font's codes mean: the two lists of a ToUnicode table (ISO 32000, 9.10.3)."""
    table: dict[int, str] = {}
    for kind, body in _BLOCK.findall(program):
        if kind == b"char":
            for code, meant in _PAIR.findall(body):
                table[_code(code)] = _meant(meant)
        else:
            for first, last, meant, listed in _SPAN.findall(body):
                table |= _range(_code(first), _code(last), meant, listed)
    return table


def _range(first: int, last: int, meant: bytes, listed: bytes) -> dict[int, str]:
    last = min(last, first + 0xFFFF)
    if listed:
        return dict(zip(range(first, last + 1), map(_meant, _HEX.findall(listed)), strict=False))
    start = _meant(meant)
    if not start:
        return {}
    return {
        code: start[:-1] + chr(min(ord(start[-1]) + code - first, 0x10FFFF))
        for code in range(first, last + 1)
    }


def _code(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _meant(digits: bytes) -> str:
    joined = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(joined[: len(joined) // 2 * 2]).decode("utf-16-be", "ignore")


def _beside(pdf: Any) -> Iterator[str]:
    """Properties, notes, fields, links, bookmarks: every text of an object that is no drawing."""
    for row in pdf.objects:
        if isinstance(row, pikepdf.Dictionary):
            for key, value in row.items():
                if key in _SAID and isinstance(value, pikepdf.String):
                    yield str(value)
                elif key == "/A" and isinstance(value, pikepdf.Dictionary):
                    yield str(value.get("/URI", ""))
    for value in pdf.docinfo.values():
        yield str(value)
