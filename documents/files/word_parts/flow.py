"""From the HTML of a paper to the body of a Word file, block by block in the paper's own order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from documents.files.word_parts.contents import Entry, contents
from documents.files.word_parts.contents import field as word_field
from documents.files.word_parts.grid import table
from documents.files.word_parts.html import SVG, Sheet, classes, lines, title_of
from documents.files.word_parts.text import Line, Look, paragraph, runs

HEADINGS: Final = {"h1": "Title", "h2": "Heading1", "h3": "Heading2", "h4": "Heading3"}
BOXES: Final = {"section", "main", "div", "figure", "figcaption", "body", "a", "article"}
ACROSS: Final = {"wide", "extract", "onepage"}
RUNNING: Final = {"running", "legend-line", "marking", "proof"}  # what stands on each page
FRONT: Final = {"front", "cover"}
STYLES: Final = {
    "lead": "Lead", "meaning": "Intro", "small": "Small", "on": "Intro", "marking": "Marking",
    "cells-key": "Small", "who": "Who", "front-who": "Who", "what": "What", "front-what": "What",
    "parents": "Intro", "stand": "Small", "key": "Intro", "over": "Small", "notes": "Small",
    "cpc-figure__measured": "Intro", "cpc-figure__note": "Small",
}  # fmt: skip
UPRIGHT_WIDTH, ACROSS_WIDTH = 170, 265  # millimetres between the margins
FEWEST: Final = 6  # headings that make a list of contents worth its room
UNTITLED: Final = {"cells", "front-four", "cpc-figure__numbers"}  # part of something titled
FIRST_LIST: Final = 100  # numbers of lists above it are a paper's own


@dataclass
class Flow:
    """The parts of a body as they come; `upright` and `across` are the XML of the two sections."""

    of: Sheet
    upright: str
    across: str
    notice: str
    pictured: Callable[[Element, str], str]  # the run of a chart, with its words for who listens
    parts: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    heading: str = ""
    tables: int = 0
    lists: int = 0
    turned: bool = False  # whether the page lies across
    wide: bool = False  # whether what comes next should
    opened: bool = False  # whether what comes next stands on a new page in any case
    listed_at: int = -1
    fronted: bool = False  # whether the first page is to be read alone

    def body(self, element: Element) -> str:
        """The whole body of a paper."""
        self.walk(element)
        if self.listed_at >= 0 and len(self.entries) >= FEWEST:
            before = "<w:pageBreakBefore/>" if self.fronted else ""
            title = paragraph(Line("ContentsHeading", "", [("Contents", Look())]), before)
            # a first page that is read alone has no room to spare
            said = paragraph(Line("Small", "", [(self.notice, Look())])) if self.notice else ""
            self.parts.insert(self.listed_at, f"{title}{said}{contents(self.entries)}")
            self.notice = ""
        if self.notice:
            self.add(self.notice, "Small")
        return "".join(self.parts) + (self.across if self.turned else self.upright)

    def walk(self, element: Element) -> None:
        if (element.text or "").strip():
            self.add((element.text or "").strip(), "Normal")
        for child in element:
            self.block(child)
            if (child.tail or "").strip():
                self.add((child.tail or "").strip(), "Normal")

    def block(self, element: Element) -> None:
        """One block of the paper, whatever it is."""
        names = classes(element)
        if names & RUNNING:
            return
        if element.tag in HEADINGS:
            self.head(element)
        elif element.tag == "table":
            self.table(element)
        elif element.tag in {"ul", "ol"}:
            self.list(element)
        elif element.tag in {f"{SVG}svg", "img"}:
            self.drawing(element)
        elif element.tag in BOXES:
            self.box(element)
        else:
            self.paragraphs(element)

    def box(self, element: Element) -> None:
        """What stands in a box; a wide one lies on pages of its own, a front is followed by the
        list of contents."""
        names, outside = classes(element), self.wide
        self.wide = outside or bool(names & ACROSS)
        self.walk(element)
        self.wide = outside
        if names & FRONT:
            self.opened = self.fronted = "front" in names
            if not self.fronted:
                self.add(self.notice, "Small")
                self.notice = ""
            self.listed_at = len(self.parts)

    def put(self, xml: str) -> None:
        """One more part; where the page has to lie the other way, a new section begins with it."""
        if self.wide != self.turned:
            ends = self.across if self.turned else self.upright
            if self.parts:
                self.parts.append(f'<w:p><w:pPr><w:pStyle w:val="Break"/>{ends}</w:pPr></w:p>')
            self.turned = self.wide
        self.parts.append(xml)

    def head(self, element: Element) -> None:
        """A heading, marked so that the list of contents finds it."""
        style = HEADINGS[element.tag]
        for line in lines(element, self.of, style):
            self.heading = line.words
            opens = "opens" in classes(element) and not self.opened
            self.opened, mark = False, ""
            if style == "Heading1":
                self.entries.append(Entry(line.words, f"_Toc{len(self.entries) + 1:04}"))
                number, name = len(self.entries), self.entries[-1].mark
                mark = (f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
                        f'<w:bookmarkEnd w:id="{number}"/>')  # fmt: skip
            self.put(paragraph(line, "<w:pageBreakBefore/>" if opens else "", mark))

    def table(self, element: Element) -> None:
        """A table below its caption; facts without heads, and the strips of cells, need none."""
        caption = element.find("caption")
        title = "".join(caption.itertext()) if caption is not None else self.heading
        if element.find("thead") is not None and not classes(element) & UNTITLED:
            self.tables += 1
            number = '<w:r><w:t xml:space="preserve">Table </w:t></w:r>' + word_field(
                "SEQ Table \\* ARABIC", str(self.tables)
            )
            words = runs(Line("", "", [(f". {title}" if title else "", Look())]))
            self.put(f'<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>{number}{words}</w:p>')
        width = ACROSS_WIDTH if self.turned else UPRIGHT_WIDTH
        self.put(table(element, self.of, width, title))
        self.put('<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>')

    def list(self, element: Element) -> None:
        """A list; numbers begin anew in each. A list of contents is Word's own."""
        if "contents" in classes(element):
            if self.entries and self.entries[-1].words == "Contents":
                self.entries.pop()
                self.parts.pop()
            self.listed_at = len(self.parts)
            return
        style = "ListNumber" if element.tag == "ol" else "ListBullet"
        before = ""
        if element.tag == "ol":
            self.lists += 1
            number = FIRST_LIST + self.lists
            before = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        for item in element:
            for place, line in enumerate(lines(item, self.of, style)):
                self.put(paragraph(line, before if not place else ""))

    def drawing(self, element: Element) -> None:
        """A chart or the logo as a picture, with what its title says for who does not see it."""
        run = self.pictured(element, element.get("alt") or title_of(element))
        self.put(f'<w:p><w:pPr><w:pStyle w:val="Chart"/></w:pPr>{run}</w:p>')

    def paragraphs(self, element: Element) -> None:
        named = (STYLES[name] for name in sorted(classes(element)) if name in STYLES)
        style = next(named, "Normal")
        for line in lines(element, self.of, style):
            self.put(paragraph(line))

    def add(self, words: str, style: str) -> None:
        self.put(paragraph(Line(style, "", [(words, Look())])))
