"""The chapters of an annual report: whose words, what registers tell, what is added. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.figure import Figure
from documents import phrases, prose, sections
from documents.papers.indicators import in_chapters
from documents.registers import told_in_chapter
from documents.schema.content import SectionRecord, SnapshotContent
from documents.schema.registers import RegisterRecord

# what the program adds below the words of a chapter
ADDED = {
    "vision": "documents/pdf/annual_vision.html",
    "information": "documents/pdf/annual_delivery.html",
    "outturn": "documents/pdf/annual_sum.html",
    "next_plan": "documents/pdf/annual_next.html",
}
COUNTED = ("information", "outturn")  # nothing is added to these for a plan without actions
AT_THE_END = ("glossary", "formats")
LETTERS = ("preface", "foreword")
BRIEF = 600  # letters: what is said in less has a smaller heading


@dataclass(frozen=True)
class Chapter:
    """One chapter with its figures, what registers tell and what is added to it; ``key`` is its
    address inside the document, ``source`` whose words they are."""

    key: str
    heading: str
    blocks: Sequence[prose.Block]
    added: str
    source: str
    figures: Sequence[Figure] = ()
    registers: Sequence[RegisterRecord] = ()

    @property
    def brief(self) -> bool:
        """Whether there is too little under its heading for a great one; a preface has one."""
        if self.key in LETTERS:
            return False
        said = sum(len(block.text) + sum(map(len, block.items)) for block in self.blocks)
        return said < BRIEF and not (self.added or self.figures or self.registers)


def chapters(content: SnapshotContent) -> list[Chapter]:
    """The chapters that somebody wrote or that the program fills, in printing order."""
    written = {record["key"]: record for record in content["sections"]}
    countable = any(not action["ongoing"] for action in content["actions"])
    figures = in_chapters(content)
    parts = []
    for part in (row for row in sections.ANNUAL if chosen(content, row.key)):
        record = written.get(part.key)
        blocks = prose.blocks(record["body"]) if record else []
        below = ADDED.get(part.key, "") if countable or part.key not in COUNTED else ""
        shown = figures.get(part.key, [])
        told = told_in_chapter(content, part.key)
        if blocks or below or shown or told:
            name = record["heading"] if record else part.heading
            source = whose(record) if record and blocks else ""
            parts.append(Chapter(part.key, name, blocks, below, source, shown, told))
    return parts


def chosen(content: SnapshotContent, key: str) -> bool:
    """Whether a chapter stands in a report, or in an edition whose parts somebody chose."""
    return "told_to" not in content or key in content.get("contents", [])


def whose(record: SectionRecord) -> str:
    """Whose words a chapter is, and of which day; "" of older snapshots."""
    by, on = record.get("by", ""), record.get("on", "")
    return f"The words of {by}, {phrases.day(on)}." if by and on else ""


def glossary(content: SnapshotContent) -> list[tuple[str, str]]:
    """The glossary's lines as (term, meaning); a line without a colon is all meaning."""
    bodies = [row["body"] for row in content["sections"] if row["key"] == "glossary"]
    pairs = [line.partition(":") for line in sections.lines("\n".join(bodies))]
    return [(term.strip(), meaning.strip()) for term, colon, meaning in pairs if colon]
