"""The chapters of an annual report: whose words, what registers tell, what is added. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.figure import Figure
from documents import phrases, prose, sections
from documents.contents import agreement
from documents.enums import ReportKind
from documents.papers.indicators import in_chapters
from documents.registers import printed_chapters, told_in_chapter
from documents.schema.content import SectionRecord, SnapshotContent
from documents.schema.registers import RegisterRecord

# what the program adds below the words of a chapter
ADDED = {
    "vision": "documents/pdf/annual_vision.html",
    "outturn": "documents/pdf/annual_outturn.html",
    "next_plan": "documents/pdf/annual_next.html",
}
COUNTED = ("outturn",)  # nothing is added to it for a plan without actions
AT_THE_END = ("glossary", "formats")
LETTERS = ("preface", "foreword", "partners")
SIGNED = {"preface": "chief_officers", "partners": "chief_officers", "foreword": "committee"}
BRIEF = 600  # letters: what is said in less has a smaller heading


@dataclass(frozen=True)
class Signature:
    """Whose name stands below a chapter: the one in the chair on the last day that the report
    covers ("" where nobody was, or where no person is named); `told` is what is recorded of it."""

    name: str
    post: str
    told: str

    @property
    def lines(self) -> list[str]:
        return [line for line in (self.name, self.post, self.told) if line]


@dataclass(frozen=True)
class Chapter:
    """One chapter with its figures, what registers tell and what is added to it; ``key`` is its
    address inside the document, ``source`` whose words they are."""

    key: str
    heading: str
    blocks: Sequence[prose.Block]
    added: str
    source: str
    signature: Signature | None = None
    figures: Sequence[Figure] = ()
    registers: Sequence[RegisterRecord] = ()
    measured: bool = False  # whether it says of all figures for whom they are, and what is missing

    @property
    def brief(self) -> bool:
        """Whether there is too little under its heading for a great one; a preface has one."""
        if self.key in LETTERS or any(block.kind == "h" for block in self.blocks):
            return False
        said = sum(len(block.text) + sum(map(len, block.items)) for block in self.blocks)
        return said < BRIEF and not (self.added or self.figures or self.registers or self.measured)


def chapters(content: SnapshotContent) -> list[Chapter]:
    """The chapters that somebody wrote or that the program fills, in printing order."""
    written = {record["key"]: record for record in content["sections"]}
    countable = any(not action["ongoing"] for action in content["actions"])
    figures, parts = in_chapters(content), []
    printed = printed_chapters(content)
    for part in (sections.part(ReportKind.ANNUAL, key) for key in printed):
        record = written.get(part.key)
        blocks = prose.blocks(record["body"]) if record else []
        below = ADDED.get(part.key, "") if countable or part.key not in COUNTED else ""
        shown = figures.get(part.key, [])
        told = told_in_chapter(content, part.key)
        measured = bool(content["indicators"]) and part.key == sections.home("information", printed)
        if blocks or below or shown or told or measured:
            name = record["heading"] if record else part.heading
            signed = signature(content, record) if record and blocks else None
            source = whose(record) if record and blocks and not signed else ""
            parts.append(
                Chapter(part.key, name, blocks, below, source, signed, shown, told, measured)
            )
    return parts


def signature(content: SnapshotContent, record: SectionRecord) -> Signature | None:
    """The name and post below a chapter that is signed; None of any other, and of older snapshots.

    Signed is what the one in the chair saved under their own name, or agreed to as it stands.
    """
    if record["key"] not in SIGNED or "chairs" not in content:
        return None
    day = phrases.day(content["period_end"])
    rows = [row for row in content["chairs"] if row["of"] == SIGNED[record["key"]]]
    if not rows:
        return Signature(
            "", "", f"Nobody was recorded in the chair on {day}. {whose(record)}".strip()
        )
    chair = rows[0]
    post = f"{chair['post']}, in the chair of {chair['body']} on {day}"
    told = record["signature"]["told"] if "signature" in record else ""
    return Signature(chair["holder"], post, told or _signed(record, chair["holder"]))


def _signed(record: SectionRecord, holder: str) -> str:
    by, on = record.get("by", ""), record.get("on", "")
    if holder and record.get("agreed_by", "") == holder:
        return f"Agreed to as it stands here on {phrases.day(record.get('agreed_on'))}."
    if holder and by == holder:
        return f"Signed: saved under their own name on {phrases.day(on)}."
    if by and on:
        return f"Not signed here: the words were saved by {by} on {phrases.day(on)}."
    return ""


def whose(record: SectionRecord) -> str:
    """Whose words a chapter is, and of which day; "" of older snapshots."""
    by, on = record.get("by", ""), record.get("on", "")
    if not (by and on):
        return ""
    return f"The words of {by}, {phrases.day(on)}.{agreement(record)}"


def glossary(content: SnapshotContent) -> list[tuple[str, str]]:
    """The glossary's lines as (term, meaning); a line without a colon is all meaning."""
    bodies = [row["body"] for row in content["sections"] if row["key"] == "glossary"]
    pairs = [line.partition(":") for line in sections.lines("\n".join(bodies))]
    return [(term.strip(), meaning.strip()) for term, colon, meaning in pairs if colon]
