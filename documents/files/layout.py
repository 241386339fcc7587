"""What is set otherwise because of what stands in it: lines that run from right to left, headings
over a single line. On the HTML, once for every paper.

The library knows no `dir="auto"`, and no style sheet can count lines.
"""

from __future__ import annotations

import re
from typing import Final

from charts.letters.scripts import RIGHT_TO_LEFT, has_turned

BLOCK: Final = r"p|li|td|th|h[1-4]|caption|figcaption|dd|dt|div"
# a block whose first letter, whatever tags and signs stand before it, runs from right to left
TURNED: Final = re.compile(
    rf"<({BLOCK}|span)\b((?:(?!\bdir=)[^>])*)>(?=(?:<(?!/?(?:{BLOCK})\b)[^>]*>|&[a-z#0-9]+;|[^<\w]|[\d_])*[{RIGHT_TO_LEFT}])"
)
# lines of their own in a cell that runs from right to left, which begin in other letters
AGAIN: Final = re.compile(r'(<span class="(?:small|above)[^"]*")>')
CELL: Final = re.compile(r'<t[dh]\b[^>]* dir="rtl">.*?</t[dh]>', re.S)
BLOCKS: Final = {"small", "above"}
HEADING: Final = re.compile(
    r"<h2([^>]*)>((?:(?!</h2>).)*)</h2>\s*"
    r"(<p(?:(?!</?p\b|<h\d|<table|<ul|<ol).)*</p>)?\s*"
    r"(?=<h2|</main>|</section>|</div>)",
    re.S,
)
TAG: Final = re.compile(r"<[^>]*>")
SINGLE: Final = 110  # signs that stand on one line of the text
CLASS: Final = re.compile(r'class="([^"]*)"')


def as_set(markup: str) -> str:
    """A paper with the directions of its lines, and headings no larger than what they are over."""
    if has_turned(markup):
        turned = TURNED.sub(_turned, markup)
        markup = CELL.sub(lambda cell: AGAIN.sub(r'\1 dir="ltr">', cell.group()), turned)
    return HEADING.sub(_slight, markup)


def _turned(tag: re.Match[str]) -> str:
    name, rest = tag.groups()
    said = CLASS.search(rest)
    if name == "span" and not (said and set(said[1].split()) & BLOCKS):
        return tag.group()
    return f'<{name}{rest} dir="rtl">'


def _slight(part: re.Match[str]) -> str:
    rest, _, line = part.groups()
    words = TAG.sub("", line or "").strip()
    if len(words) > SINGLE or "opens" in rest:
        return part.group()
    if said := CLASS.search(rest):
        rest = rest.replace(said.group(), f'class="{said[1]} slight"')
    else:
        rest = f'{rest} class="slight"'
    return f"<h2{rest}>{part.group()[part.group().index('>') + 1 :]}"
