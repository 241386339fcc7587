"""The parts of a quarterly report in the order that its committee chose. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from documents import phrases, prose, registers, sections
from documents.enums import ReportKind
from documents.schema.content import SectionRecord, SnapshotContent
from documents.schema.registers import RegisterRecord

PLACED = (sections.CHAIRS_SUMMARY, sections.DECISIONS, "answers")
TEMPLATES: Mapping[str, str] = {
    "answers": "answered.html",
    "progress": "outcomes.html",
    "exceptions": "exceptions.html",
    "dates": "dates.html",
    "completed": "completed.html",
    "recurring": "tallies.html",
    "indicators": "indicators.html",
    "ongoing": "ongoing.html",
    "next_dates": "next_dates.html",
}
HEADINGS = {row.key: row.heading for row in sections.CONTENTS}
OF_ACTIONS = {"exceptions", "dates", "completed", "recurring"}
LEARNING_REVIEWS = "learning_reviews"
NO_REGISTER = "No register holds it yet."
# their register is known to those who are named in it; no report prints its numbers (ADR 307)
NUMBERS_APART = "Chief officers read how many reviews there are, and at which stage, apart."
LAST_BY_HAND = "sub_committees"  # what the house no longer asks for is printed after it


@dataclass(frozen=True)
class Written:
    """What somebody wrote, in pieces, and whose words they are ("" where that is not known); below
    it what the registers tell of the same."""

    heading: str
    blocks: Sequence[prose.Block]
    source: str
    registers: Sequence[RegisterRecord] = ()


@dataclass(frozen=True)
class PaperPart:
    """A part by its template; `written` where it is somebody's words."""

    template: str
    written: Written | None = None


def parts(content: SnapshotContent, *, rated: bool, appendix: str) -> list[PaperPart]:
    """Every part that is printed after the plan at a glance; `rated` is whether the plan has
    actions, else its text stands in their place. Long tables of registers stand in `appendix`."""
    return [_in_text(part, appendix) for part in _parts(content, rated)]


def in_full(content: SnapshotContent, *, rated: bool) -> list[RegisterRecord]:
    """The long tables of registers in the parts that are printed, each under a heading."""
    written = [part.written for part in _parts(content, rated) if part.written]
    return [
        {**record, "title": record["title"] or HEADINGS[record["key"]]}
        for part in written
        for record in registers.in_full(part.registers)
    ]


def _in_text(part: PaperPart, appendix: str) -> PaperPart:
    if part.written is None:
        return part
    told = registers.in_text(part.written.registers, appendix)
    return replace(part, written=replace(part.written, registers=told))


def _parts(content: SnapshotContent, rated: bool) -> Iterator[PaperPart]:
    for key in printed(content):
        if not rated and key in OF_ACTIONS:
            continue
        if key in TEMPLATES:
            name = TEMPLATES[key] if rated or key != "progress" else "plan_text.html"
            yield PaperPart(f"documents/pdf/{name}")
            if told := registers.told_under(content, key):
                yield PaperPart("documents/pdf/told.html", Written("", (), "", told))
            continue
        if row := written_part(content, key):
            yield PaperPart("documents/pdf/written.html", row)


def printed(content: SnapshotContent) -> list[str]:
    """The keys of the parts in printing order, those of older snapshots too."""
    chosen = content.get("contents", [])
    # whoever prepared an edition chose every one of its parts
    keys = chosen if "told_to" in content else [row.key for row in sections.contents(chosen)]
    known = {*sections.KEYS, *PLACED, *sections.COUNCIL_KEYS}
    others = [row["key"] for row in content["sections"] if row["key"] not in known]
    at = keys.index(LAST_BY_HAND) + 1 if LAST_BY_HAND in keys else len(keys)
    return [*keys[:at], *others, *keys[at:]]


def written_part(content: SnapshotContent, key: str) -> Written | None:
    """What people wrote for a part and what registers tell of it; None where there is neither."""
    told = registers.told_under(content, key)
    said = [row for row in content["sections"] if row["key"] == key and row["body"].strip()]
    if said:
        whose = source(said[0], in_register=bool(told))
        return Written(said[0]["heading"], prose.blocks(said[0]["body"]), whose, told)
    if told:
        return Written(HEADINGS[key], (), "", told)
    return None


def source(record: SectionRecord, *, in_register: bool = False) -> str:
    """Whose words a part is that is written by hand; "" where that is not known. Where a register
    tells of the same, its own words stand below them."""
    by, on = record.get("by", ""), record.get("on", "")
    if not (record["key"] in sections.BY_HAND and by and on):
        return ""
    words = f"Written by hand: the words of {by}, {phrases.day(on)}.{agreement(record)}"
    if in_register:
        return words
    return f"{words} {NUMBERS_APART if record['key'] == LEARNING_REVIEWS else NO_REGISTER}"


def agreement(record: SectionRecord) -> str:
    """Who agreed the words, or that nobody had, where a report was written by several; else ""."""
    if "agreed_on" in record:
        return f" Agreed by {record['agreed_by']}, {phrases.day(record['agreed_on'])}."
    return " Not agreed by a second person." if record.get("unagreed") else ""


def left_out(content: SnapshotContent) -> str:
    """What the committee chose not to print, in a sentence; "" where it prints everything. What is
    not in an edition is said among what it rests on."""
    chosen, annual = content.get("contents", []), content["kind"] == ReportKind.ANNUAL
    names = sections.annual_left_out(chosen) if annual else sections.left_out(chosen)
    if not names or "told_to" in content:
        return ""
    listed = "; ".join(name[:1].lower() + name[1:] for name in names)
    what = "chapter" if annual else "part"
    return f"By the committee’s choice this report has no {what} on: {listed}."
