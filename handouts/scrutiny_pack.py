"""Ten questions that whoever inspects a committee asks, each answered from one frozen report.

Pure. Nothing is told of learning reviews: who may know of one is named for each (domain.md,
section 7).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from documents import phrases
from documents.contents import written_part
from documents.papers import exceptions
from documents.papers.directions import direction_lines
from documents.papers.indicators import NOT_SAID, indicators
from documents.papers.last_words import completed_words, date_words, last_words, why
from documents.papers.quarterly import brief
from documents.registers import told_by
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.schema.registers import RegisterRecord, RegisterTable
from documents.statuses import Palette
from handouts.page import ShortPaper, by_status, short_paper, standing

NAME: Final = "Scrutiny pack"
NOTHING: Final = "The report holds nothing about this."


@dataclass(frozen=True)
class Question:
    """A question with its answer: sentences, tables and notes, some of them from registers."""

    number: int
    text: str
    answers: Sequence[RegisterRecord]

    @property
    def answered(self) -> bool:
        return any(row["told"] or row["tables"] for row in self.answers)


@dataclass(frozen=True)
class ScrutinyPack:
    paper: ShortPaper
    questions: Sequence[Question]
    nothing: str = NOTHING


def scrutiny_pack(content: SnapshotContent, sha256: str) -> ScrutinyPack:
    """The pack of one report."""
    paper = short_paper(content, sha256, NAME, standing(content))
    answers = [
        Question(number, text, [row for row in answer(content, paper.palette) if _says(row)])
        for number, (text, answer) in enumerate(QUESTIONS, start=1)
    ]
    return ScrutinyPack(paper=paper, questions=answers)


def _says(row: RegisterRecord) -> bool:
    return bool(row["told"] or row["tables"])


def _told(
    told: Sequence[str], *tables: RegisterTable, title: str = "", notes: Sequence[str] = ()
) -> RegisterRecord:
    """An answer of the pack's own, in the shape in which registers answer."""
    return {
        "key": "",
        "title": title,
        "told": list(told),
        "tables": [table for table in tables if table["rows"]],
        "notes": list(notes),
    }


def _table(
    title: str, heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]
) -> RegisterTable:
    return {
        "title": title,
        "heads": [head for head, _ in heads],
        "widths": [width for _, width in heads],
        "rows": [list(row) for row in rows],
        "empty": "",
    }


def _position(content: SnapshotContent, colours: Palette) -> list[RegisterRecord]:
    """What the plan is for, and how many of its actions stand where."""
    plan, rated = content["plan"], standing(content)
    days = f"{phrases.day(plan['starts'])} to {phrases.day(plan['ends'])}"
    version = f" Version {plan['version']}." if plan["version"] else ""
    told = [f"{plan['title']}, {days}.{version}"]
    told += [plan["vision"]] if plan["vision"] else []
    counted = by_status(rated, colours)
    total = len(rated)
    rows = [(tag.marked, str(number), phrases.share(number, total)) for tag, number in counted]
    heads = (("Status", 40), ("Actions", 20), ("Share", 40))
    ends = [f"{row['number']} {row['text']}".strip() for row in content["outcomes"]]
    outcomes = _table("What it is to achieve", (("Outcome", 100),), [[text] for text in ends])
    counts = _table("How its actions stand", heads, rows)
    return [_told([*told, *brief(content, rated)], counts, outcomes)]


def _late(content: SnapshotContent, colours: Palette) -> list[RegisterRecord]:
    """Every action that is late, in trouble or not heard of, with why and what will be done."""
    rated = standing(content)
    listed = [
        (entry, group.title)
        for group in exceptions.groups(rated, content, colours)
        for entry in group.entries
    ]
    heads = (
        ("Action", 30), ("Lead", 15), ("Dates", 16), ("Why it is listed", 13),
        ("What was last said", 26),
    )  # fmt: skip
    cells = [
        (
            f"{row['reference']} {row['text']}",
            row["lead"] or "No lead",
            "\n".join(dict.fromkeys((row["timescale"] or "No timescale", *date_words(row)))),
            "\n".join((entry.tag.marked, *_besides(entry, title))),
            "\n".join((*last_words(row), *why(row))),
        )
        for entry, title in listed
        for row in (entry.action,)
    ]
    if not rated:
        return []
    number = phrases.sentence(phrases.count(len(listed), "action"))
    said = f"{number} of {len(rated)}." if listed else "None: no action is late or in trouble."
    return [_told([said], _table("", heads, cells))]


def _besides(entry: exceptions.Entry, title: str) -> list[str]:
    """What else is the matter, where the status does not say it already."""
    matters = [title, *entry.also]
    return [line for line in matters if line.casefold() != entry.tag.label.casefold()]


def _origins(content: SnapshotContent, colours: Palette) -> list[RegisterRecord]:
    """How many actions came from where, how many are open, and since when the oldest is."""
    by_origin: defaultdict[str, list[ActionRecord]] = defaultdict(list)
    for row in standing(content):
        by_origin[row["origin"]].append(row)
    rows = []
    for origin, actions in sorted(by_origin.items()):
        waiting = [row for row in actions if row["status"] != "complete"]
        oldest = min(waiting, key=_began, default=None)
        since = f"{oldest['reference']}, since {phrases.day(_began(oldest))}" if oldest else ""
        rows.append((origin or "Not said", str(len(actions)), str(len(waiting)), since or "–"))
    heads = (("Where it came from", 45), ("Actions", 12), ("Not complete", 13), ("The oldest", 30))
    return [_told([], _table("", heads, rows)), *told_by(content, "other_plans")]


def _began(action: ActionRecord) -> str:
    """The first day of an action, in an earlier plan too."""
    if "carried" in action:
        return min(action["added_on"], action["carried"]["added_on"])
    return action["added_on"]


def _difference(content: SnapshotContent, colours: Palette) -> list[RegisterRecord]:
    """Every completed action, and what is written of the difference that it made."""
    complete = [row for row in standing(content) if row["status"] == "complete"]
    heads = (("Action", 40), ("Done and verified", 20), ("The difference, and how we know", 40))
    cells = [
        (
            f"{row['reference']} {row['text']}",
            "\n".join(completed_words(row)),
            "\n".join(filter(None, (row["difference"], row["evidence"]))) or "Not recorded.",
        )
        for row in complete
    ]
    without = sum(not row["difference"] for row in complete)
    said = [f"{phrases.sentence(phrases.count(len(complete), 'action'))} complete."]
    if without:
        said.append(f"Of {without} no difference is recorded.")
    return [*told_by(content, "difference"), _told(said, _table("", heads, cells))]


def _figures(content: SnapshotContent, colours: Palette) -> list[RegisterRecord]:
    """The newest figure of every indicator, as the report tells it."""
    said = indicators(content)
    if said is None:
        return []
    heads = (("Indicator", 25), ("Newest", 20), ("Beside it", 20), ("What it says", 35))
    rows = [
        (
            line.name,
            "\n".join(filter(None, (line.record["latest"], line.record["period"]))),
            line.beside or phrases.NONE,
            line.record["sentence"] or NOT_SAID,
        )
        for line in said.lines
    ]
    worse = [f"Green, with worse results: {line}" for line in said.green_but_worse]
    return [_told([said.told, *worse], _table("", heads, rows))]


def _committee(content: SnapshotContent, colours: Palette) -> list[RegisterRecord]:
    """Who is responsible, who sits where, and what chief officers directed."""
    bodies = _table(
        "Groups",
        (("Group", 40), ("Under", 30), ("Meets", 30)),
        [(row["name"], row["parent"] or row["reports_to"], row["cadence"])
         for row in content["bodies"]],
    )  # fmt: skip
    seats = _table(
        "Membership",
        (("Group", 35), ("Post", 40), ("Agency", 25)),
        [(row["body"], row["post"], row["agency"]) for row in content["members"]],
    )
    directions = _table(
        "Directions from chief officers",
        (("Direction", 55), ("To be answered by", 15), ("Answer", 30)),
        [
            (
                f"{line.direction['number']} {line.direction['text']}",
                phrases.day(line.direction["due_on"]),
                line.answer or ("Not answered yet" if line.open else line.direction["note"]),
            )
            for line in direction_lines(content, colours)
        ],
    )
    return [*told_by(content, "committee"), _told([], bodies, seats, directions)]


def _words(content: SnapshotContent, *keys: str) -> list[RegisterRecord]:
    """What somebody wrote by hand for some parts of the report, and who."""
    answers: list[RegisterRecord] = []
    for key in keys:
        words = written_part(content, key)
        if words is not None and words.blocks:
            lines = [line for block in words.blocks for line in (block.text, *block.items) if line]
            answers.append(_told([*filter(None, (words.source,)), *lines], title=words.heading))
    return answers


Answer = Callable[[SnapshotContent, Palette], list[RegisterRecord]]


def _of(*registers: str, keys: Sequence[str] = ()) -> Answer:
    """What registers tell, below what was written by hand for some parts of the report."""
    return lambda content, _: [
        *_words(content, *keys),
        *(row for register in registers for row in told_by(content, register)),
    ]


QUESTIONS: Final[Sequence[tuple[str, Answer]]] = (
    ("What is the plan for, and how does it stand?", _position),
    ("What is late or in trouble, and what is done about it?", _late),
    ("Where do its actions come from, and how old are they?", _origins),
    ("What did inspections, audits and evaluations find, and what became of it?",
     _of("assurance", "evaluation", keys=("quality_assurance",))),
    ("Which risks does the committee hold, and how have they moved?",
     _of("risks", keys=("risks",))),
    ("What did children, young people and families say, and what was decided because of it?",
     _of("voices")),
    ("What difference was made, and how is it known?", _difference),
    ("What do the figures say?", _figures),
    ("How do staff learn, and what did the sub-committees do?",
     _of("returns", keys=("learning", "sub_committees"))),
    ("Who is responsible, and what did chief officers direct?", _committee),
)  # fmt: skip
# the registers that answer one; the names are those of `reporting.queries.registers`
ANSWERED: Final = frozenset(
    {
        "assurance",
        "evaluation",
        "risks",
        "voices",
        "difference",
        "returns",
        "committee",
        "other_plans",
    }
)
