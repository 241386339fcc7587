"""What a PDF says to somebody who listens to it: its structure tree with the text of every element.

WeasyPrint writes text as glyph numbers with a ToUnicode map for each font; pikepdf reads the rest.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

HEX = re.compile(r"<([0-9a-fA-F]+)>")
Cell = tuple[str, str]  # tag and text without white space


@dataclass
class Node:
    """One element of the structure tree: its tag, its own text and its children."""

    tag: str
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def words(self) -> str:
        """All text below, figures left out: their words are the title of the drawing."""
        if self.tag == "Figure":
            return ""
        return self.text + "".join(child.words() for child in self.children)


@dataclass
class Reading:
    """A PDF that was read."""

    root: Node
    fonts: set[str]
    pages: list[str]  # all text of each page, artifacts too
    stray: int  # marked content that no element owns and that is no artifact

    def tables(self) -> list[list[list[Cell]]]:
        """Every table as rows of (tag, text without white space)."""
        return [
            [
                [(cell.tag, squeezed(cell.words())) for cell in row.children]
                for row in node.walk()
                if row.tag == "TR"
            ]
            for node in self.root.walk()
            if node.tag == "Table"
        ]


def squeezed(text: str) -> str:
    """Text without any white space: lines break differently on paper."""
    return re.sub(r"\s+", "", text)


def read(data: bytes) -> Reading:
    pdf = pikepdf.open(io.BytesIO(data))
    said: dict[tuple[int, int], str] = {}
    pages, fonts = [], set()
    for number, page in enumerate(pdf.pages):
        text, by_mark = _page_text(page)
        pages.append(text)
        said.update({(number, mark): words for mark, words in by_mark.items()})
        fonts |= {str(font.BaseFont) for font in page.Resources.Font.values()}
    place = {page.objgen: number for number, page in enumerate(pdf.pages)}
    owned: set[tuple[int, int]] = set()
    root = _node(pdf.Root.StructTreeRoot.K[0], None, place, said, owned)
    return Reading(root, fonts, pages, len(set(said) - owned))


def _node(element: Any, page: Any, place: Any, said: Any, owned: set[tuple[int, int]]) -> Node:
    page = element.get("/Pg", page)
    node = Node(str(element.S)[1:])
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            mark = (place[page.objgen], int(kid))
            owned.add(mark)
            node.text += said.get(mark, "")
        elif "/S" in kid:
            node.children.append(_node(kid, page, place, said, owned))
    return node


def _page_text(page: Any) -> tuple[str, dict[int, str]]:
    maps = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
    everything, marks = [], {}
    stack: list[int | None] = []
    current: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            mark = operands[1].get("/MCID") if name == "BDC" else None
            stack.append(None if mark is None else int(mark))
            if mark is not None:
                marks.setdefault(int(mark), "")
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            current = maps[str(operands[0])]
        elif name in {"Tj", "TJ"}:
            text = _shown(operands[0], current)
            everything.append(text)
            if stack and stack[-1] is not None:
                marks[stack[-1]] += text
    return "".join(everything), marks


def _shown(operand: Any, glyphs: dict[int, str]) -> str:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    codes = [int.from_bytes(raw[place : place + 2], "big") for place in range(0, len(raw), 2)]
    return "".join(glyphs.get(code, "\N{REPLACEMENT CHARACTER}") for code in codes)


def _to_unicode(font: Any) -> dict[int, str]:
    found = {}
    for line in font.ToUnicode.read_bytes().decode("latin-1").splitlines():
        codes = HEX.findall(line)
        if len(codes) == 2 and not line.lstrip().startswith("begin"):
            found[int(codes[0], 16)] = bytes.fromhex(codes[1]).decode("utf-16-be")
    return found
