"""The words inside a file of evidence, as the guard reads them; how they look is lost.

What a person would not see is read too: comments, hidden sheets, notes, links, properties.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from updates.rules.evidence.pdf_words import pdf_words

# what ends a paragraph, a row, a cell: between two of them a number is not one number
_LINE: Final = re.compile(
    r"</(?:\w+:)?(?:p|row|tr|si|h|comment|title|subject|description|keywords|creator)>"
    r"|<(?:\w+:)?(?:br|cr|line-break)\b[^<>]*/>"
)
_CELL: Final = re.compile(
    r"</(?:\w+:)?(?:c|tc|table-cell|lpwstr)>|<(?:\w+:)?(?:tab|s)(?:\s[^<>]*)?/>"
)
_SHARED: Final = re.compile(r'(<c\b[^<>]*\bt="s"[^<>]*>)\s*<v>\d*</v>')
_TAG: Final = re.compile(r"<[^<>]*>")
_TARGET: Final = re.compile(r'Target="([^"]*)"[^<>]*TargetMode="External"')
_LINKED: Final = re.compile(r'\bxlink:href="([^"]*)"')
_SETTINGS: Final = re.compile(
    r"(?:^|/)(?:styles?|theme\d*|fontTable|settings|webSettings|numbering|app)\.xml$|^_rels/"
)


def words(data: bytes, ending: str) -> Iterator[str]:
    """The texts of a file that was accepted, each a part of it that stands by itself."""
    if ending == ".pdf":
        yield from pdf_words(data)
    elif ending in (".docx", ".xlsx", ".pptx", ".odt"):
        yield from _package(data)
    elif ending in (".txt", ".csv"):
        yield _decoded(data)


def _package(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".docx", ".xlsx", ".pptx")):
                yield from _package(package.read(name))
            elif name.endswith(".rels"):
                yield "\n".join(_TARGET.findall(_decoded(package.read(name))))
            elif name.endswith(".xml") and not _SETTINGS.search(name):
                text = _decoded(package.read(name))
                yield _shown(text)
                yield "\n".join(_LINKED.findall(text))


def _shown(part: str) -> str:
    """The text of one part of XML; an index into shared strings is no number of anybody."""
    lines = _LINE.sub("\n", _CELL.sub("\t", _SHARED.sub(r"\1", part)))
    return html.unescape(_TAG.sub("", lines))


def _decoded(data: bytes) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
