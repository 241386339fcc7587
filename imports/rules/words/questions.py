"""What a person is asked about the words of a plan: one question for one cause.

Forty rows of one unknown word are one question with one answer; so are the columns of one name in
the tables of a document.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from committees.rules.lead_words import lead_key
from imports.enums import Subject
from imports.rules.columns.column import LABELS, Role
from imports.rules.columns.match import Table
from imports.rules.columns.synonyms import plain
from imports.rules.leads.joins import Join, Target
from imports.rules.plan.draft import Asked, PlanDraft
from imports.rules.words.meanings import LONGEST, Meanings, key_of
from sheets.rules.cells import Sheet

NEW_POST: Final = "No post or group here has that name: it becomes a new post."


@dataclass(frozen=True)
class Question:
    """Words with the rows that they stand on, what is made of them, and what a person said.

    `now` is what holds of them: the person's value, or of a column its role and of a lead its join.
    """

    subject: Subject
    key: str
    words: str
    said: str
    rows: tuple[tuple[str, int], ...]
    now: str = ""
    decided: bool = False

    @property
    def name(self) -> str:
        """The name of its field: the same whatever else is asked beside it."""
        return f"{self.subject}-{sha256(self.key.encode()).hexdigest()[:12]}"

    @property
    def about(self) -> str:
        """What the doubts that it settles are about (`Doubt.about`)."""
        return f"{self.subject}:{self.key}"

    @property
    def where(self) -> str:
        """ "3 rows: 4, 5, 9"; with several sheets each row by its sheet."""
        listed = [f"{sheet} {row}".strip() for sheet, row in self.rows[:12]]
        more = " …" if len(self.rows) > 12 else ""
        return (
            f"{len(self.rows)} row{'' if len(self.rows) == 1 else 's'}: {', '.join(listed)}{more}"
        )


def questions(
    sheets: tuple[Sheet, ...], draft: PlanDraft, meanings: Meanings, joins: Mapping[str, Join]
) -> list[Question]:
    """Every question of a plan, by subject; those that touch most rows first."""
    asked = [
        *_of_columns(sheets, draft, meanings),
        *_of_words(sheets, draft.asked, meanings),
        *_of_leads(sheets, draft, joins),
    ]
    order = list(Subject)
    return sorted(asked, key=lambda one: (order.index(one.subject), one.decided, -len(one.rows)))


def _named(sheets: tuple[Sheet, ...], at: int) -> str:
    return sheets[at].name if sum(not sheet.aside for sheet in sheets) > 1 else ""


def _of_words(
    sheets: tuple[Sheet, ...], asked: Iterable[Asked], meanings: Meanings
) -> Iterator[Question]:
    held: dict[tuple[Subject, str], list[Asked]] = {}
    for one in asked:
        held.setdefault((one.subject, key_of(one.subject, one.words)), []).append(one)
    for (subject, key), ones in held.items():
        rows = tuple(dict.fromkeys((_named(sheets, one.sheet), one.row) for one in ones))
        first = ones[0]
        now = meanings.of(subject, first.words)
        yield Question(subject, key, first.words, first.said, rows, now, first.decided)


def _of_leads(
    sheets: tuple[Sheet, ...], draft: PlanDraft, joins: Mapping[str, Join]
) -> Iterator[Question]:
    """Names of leads that nobody here has, and those that a person joined."""
    rows: dict[str, list[tuple[str, int]]] = {}
    for action in draft.actions:
        for name in action.leads:
            rows.setdefault(lead_key(name), []).append((_named(sheets, action.sheet), action.row))
    for key, join in joins.items():
        if (join.chosen or join.target == Target.NEW) and len(join.name) <= LONGEST:
            said = "" if join.chosen else NEW_POST
            places = tuple(dict.fromkeys(rows.get(key, ())))
            yield Question(Subject.LEAD, key, join.name, said, places, join.value, join.chosen)


def _of_columns(
    sheets: tuple[Sheet, ...], draft: PlanDraft, meanings: Meanings
) -> Iterator[Question]:
    """Columns whose name is not known, and those of which a person said what they are."""
    rows: dict[str, list[tuple[str, int]]] = {}
    first: dict[str, tuple[str, str, Role]] = {}
    for table in draft.match.tables:
        notes = dict(table.notes)
        for column in table.columns:
            key = plain(column.header)
            decided = meanings.role(column.header) is not None
            if key and len(column.header) <= LONGEST and (column.at in notes or decided):
                words = " ".join(column.header.split())
                first.setdefault(key, (words, notes.get(column.at, ""), column.role))
                rows.setdefault(key, []).extend(_filled(sheets, table, column.at))
    for key, (words, note, role) in first.items():
        decided = meanings.role(words) is not None
        said = note or f"It is read as: {LABELS[role][0].lower()}{LABELS[role][1:]}."
        yield Question(
            Subject.COLUMN, key, words, "" if decided else said, tuple(rows[key]), role, decided
        )


def _filled(sheets: tuple[Sheet, ...], table: Table, at: int) -> list[tuple[str, int]]:
    name, sheet = _named(sheets, table.sheet), sheets[table.sheet]
    return [
        (name, row.number)
        for index, row in enumerate(sheet.rows)
        if table.holds(index, row) and row[at] and not row[at].covered
    ]
