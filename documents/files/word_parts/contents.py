"""The list of contents of a Word file: a field that Word works out, filled in before it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

LEVELS: Final = "1-1"
BEGIN: Final = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
NAMESPACES: Final = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
)
MIDDLE: Final = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@dataclass(frozen=True)
class Entry:
    words: str
    mark: str  # the bookmark at its heading


def field(code: str, shown: str = "", begin: str = BEGIN) -> str:
    """A field of Word with what stands in it until Word works it out."""
    words = f"<w:r><w:t>{escape(shown)}</w:t></w:r>" if shown else ""
    return f"{begin}{_code(code)}{MIDDLE}{words}{END}"


def _code(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'


def contents(entries: Sequence[Entry]) -> str:
    """The paragraphs of the list, one for each heading; "" where there are none."""
    if not entries:
        return ""
    code = f'<w:instrText xml:space="preserve"> TOC \\o "{LEVELS}" \\h \\z \\u </w:instrText>'
    opening = "".join(map(_by_word, (_mark("begin", ' w:dirty="true"'), code, _mark("separate"))))
    lines = [_line(entry) for entry in entries]
    lines[0] = lines[0].replace("</w:pPr>", f"</w:pPr>{opening}", 1)
    lines[-1] = f"{lines[-1].removesuffix('</w:p>')}{_by_word(_mark('end'))}</w:p>"
    return "".join(lines)


def _mark(kind: str, more: str = "") -> str:
    return f'<w:fldChar w:fldCharType="{kind}"{more}/>'


def _by_word(inside: str) -> str:
    """For Word alone, which works the list out anew. LibreOffice would take the field as it stands
    and work out no page number in it; without the field it works out each."""
    choice = f'<mc:Choice Requires="w16se">{inside}</mc:Choice>'
    return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback/></mc:AlternateContent></w:r>"


def _line(entry: Entry) -> str:
    page = field(f"PAGEREF {entry.mark} \\h")
    link = f"<w:r><w:t>{escape(entry.words)}</w:t></w:r><w:r><w:tab/></w:r>{page}"
    return (
        '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>'
        f'<w:hyperlink w:anchor="{entry.mark}" w:history="1">{link}</w:hyperlink></w:p>'
    )
