"""What the record says for a part of a report, as sentences: from what the paper itself prints.

None is made up here: each is a sentence of a paper or of a register, or a line of a table of one
put into words. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from documents import phrases, registers, sections, statuses
from documents.enums import ReportKind
from documents.papers import exceptions, headline, progress, quarterly
from documents.papers.annual import outturn
from documents.papers.annual.successor import following
from documents.papers.change_lists import change_lists
from documents.papers.directions import direction_lines
from documents.papers.indicators import in_chapters
from documents.papers.last_words import completed_words
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.schema.registers import RegisterRecord

LONGEST: Final = 8000
CHAPTERS_OF_FIGURES: Final = frozenset({"demographics", "workforce", "information"})
# each line of these is one thing: a line that only says a day would be one too many
LISTS: Final = frozenset({sections.DECISIONS, "glossary", "council_for", "council_papers"})
Told = Callable[[SnapshotContent], list[str]]


@dataclass(frozen=True)
class Fact:
    """One sentence of the record, of which `group` it tells, on which day it was so."""

    group: str
    sentence: str
    day: date

    @property
    def mark(self) -> str:
        """Names this sentence of this day in a form."""
        said = f"{self.group}\n{self.day.isoformat()}\n{self.sentence}"
        return sha256(said.encode()).hexdigest()[:16]


def facts(content: SnapshotContent, key: str) -> list[Fact]:
    """What a part may begin from, as it stood on the report's day."""
    day = date.fromisoformat(content["as_of"])
    told = [(group, said) for group, tell in _TOLD.get(key, ()) for said in tell(content)]
    told += [
        (row["title"] or sections.part(content["kind"], key).heading, said)
        for row in _registers(content, key)
        for said in (*row["told"], *row["notes"])
    ]
    if content["kind"] == ReportKind.ANNUAL and key in CHAPTERS_OF_FIGURES:
        told += [("Figures", said) for said in _figures(content, key)]
    pairs = ((group, _plain(said)) for group, said in told)
    kept = dict.fromkeys((group, said) for group, said in pairs if 0 < len(said) <= LONGEST)
    return [Fact(group, said, day) for group, said in kept]


def put_into(body: str, key: str, taken: Sequence[Fact]) -> str:
    """A text with sentences of the record below what stands in it, under the day of which they
    are. What stands in it word for word already is not put in twice."""
    new = [one for one in taken if one.sentence not in body]
    if not new:
        return body
    before = f"{body.rstrip()}\n" if body.strip() else ""
    if key in LISTS:
        return before + "\n".join(one.sentence for one in new)
    lines = [f"As of {phrases.day(new[0].day.isoformat())}:", *(f"- {one.sentence}" for one in new)]
    return (f"{before}\n" if before else "") + _plain("\n".join(lines))


def _plain(said: str) -> str:
    return said.replace(phrases.NBSP, " ").strip()


def _standing(content: SnapshotContent) -> list[ActionRecord]:
    return [row for row in quarterly.rated_actions(content) if not row["withdrawn_on"]]


def _counts(content: SnapshotContent) -> list[str]:
    return quarterly.brief(content, _standing(content))


def _changed(content: SnapshotContent) -> list[str]:
    lists = [_sentence(said) for _, items in change_lists(content) for said in items]
    return [headline.changed(content), *lists]


def _exceptions(content: SnapshotContent) -> list[str]:
    colours = statuses.palette(content)
    return [
        f"{group.title}: {phrases.listed(group.references)}."
        for group in exceptions.groups(_standing(content), content, colours)
    ]


def _dates(content: SnapshotContent) -> list[str]:
    return [
        f"{row.action['reference']}: asked to move from {phrases.day(row.revision['previous'])} to "
        f"{phrases.day(row.revision['proposed'])}. {row.decision}."
        for row in quarterly.new_dates(content)
    ]


def _completed(content: SnapshotContent) -> list[str]:
    return [
        _sentence(f"{row['reference']} {_sentence(row['text'])} {'; '.join(completed_words(row))}")
        for row in quarterly.newly_completed(_standing(content), content)
    ]


def _directions(content: SnapshotContent) -> list[str]:
    said = []
    for line in direction_lines(content, statuses.palette(content)):
        row = line.direction
        given = f"Direction {row['number']}, {row['given_by']}, {phrases.day(row['given_on'])}"
        said.append(f"{given}: {_sentence(row['text'])} {line.answer or 'Not answered yet.'}")
    return said


def _progress(content: SnapshotContent) -> list[str]:
    colours = statuses.palette(content)
    names = [colours.tag(key).label for key in statuses.order(content["counts"])]
    said = []
    for line in progress.outcome_lines(_standing(content), content, colours):
        counted = [f"{name} {number}" for name, number in zip(names, line.cells, strict=True)]
        shown = [words for words, number in zip(counted, line.cells, strict=True) if number]
        many = phrases.count(line.total, "action")
        said.append(_sentence(f"{line.title}: {'; '.join([many, *shown])}"))
        said += [line.since] if line.since else []
    return said


def _accounts(content: SnapshotContent) -> list[str]:
    rated = quarterly.rated_actions(content)
    rows = outturn.sum_lines(rated, content, statuses.palette(content))
    return [f"{row.name}: {row.share}." for row in rows if row.share]


def _plan(content: SnapshotContent) -> list[str]:
    plan = content["plan"]
    return [
        f"{plan['title']} runs from {phrases.day(plan['starts'])} to {phrases.day(plan['ends'])}."
    ]


def _meetings(content: SnapshotContent) -> list[str]:
    return [
        _sentence(
            f"{' '.join(filter(None, (row['body'], row['title'])))}: {phrases.day(row['on'])}"
        )
        for row in content["meetings"]
    ]


def _next_plan(content: SnapshotContent) -> list[str]:
    return list(following(content, quarterly.rated_actions(content)).told)


def _asked(content: SnapshotContent) -> list[str]:
    return list(content["decisions"])


def _voices(content: SnapshotContent) -> list[str]:
    return [said for row in registers.told_by(content, "voices") for said in row["told"]]


def _figures(content: SnapshotContent, key: str) -> Iterator[str]:
    for figure in in_chapters(content).get(key, ()):
        yield figure.sentence or figure.message


def _registers(content: SnapshotContent, key: str) -> list[RegisterRecord]:
    if content["kind"] == ReportKind.ANNUAL:
        return registers.told_in_chapter(content, key)
    return registers.told_under(content, key)


def _sentence(words: str) -> str:
    """With a full stop, where nothing else ends it."""
    words = words.strip()
    return words if words.endswith((".", "!", "?")) or not words else f"{words}."


COUNTS, CHANGED = ("The counts", _counts), ("What changed", _changed)
EXCEPTIONS, DATES = ("What needs attention", _exceptions), ("New dates", _dates)
COMPLETED = ("Completed", _completed)
_TOLD: dict[str, Sequence[tuple[str, Told]]] = {
    sections.CHAIRS_SUMMARY: (COUNTS, CHANGED, EXCEPTIONS, DATES, COMPLETED),
    sections.DECISIONS: (EXCEPTIONS,),
    "answers": (("Directions", _directions),),
    "preface": (COUNTS, COMPLETED),
    "foreword": (COUNTS, CHANGED, COMPLETED),
    "introduction": (("The plan", _plan), COUNTS),
    "outturn": (("Where every action has got to", _accounts), COMPLETED, DATES),
    "next_plan": (("The plan that follows", _next_plan),),
    "council_object": (COUNTS, CHANGED),
    "council_background": (("The plan", _plan),),
    "council_progress": (("Progress", _progress), EXCEPTIONS),
    "council_focus": (("Next meetings", _meetings), ("The plan that follows", _next_plan)),
    "council_consultation": (("Voices", _voices),),
    "council_recommendations": (("Decisions asked of chief officers", _asked),),
}
