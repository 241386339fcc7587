"""What a sending tells one by one, as it is known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from audit.enums import Kind
from audit.queries.versions import relate
from audit.rules.days import Day
from returns.enums import ReturnKind
from returns.models import CourseQuestion, Entry, Return
from returns.rules.attendance import all_capacity, by_agency
from returns.rules.contents import OTHERS, Later, Line, Told, came_words, lines_of


@dataclass(frozen=True)
class Item:
    """One entry with its lines, and what is asked about it later."""

    entry: Entry
    told: Told
    lines: Sequence[Line]
    question: CourseQuestion | None


@dataclass(frozen=True)
class Content:
    sending: Return
    items: Sequence[Item]

    @property
    def courses(self) -> str:
        """Of all courses together, how many places were taken."""
        return all_capacity([one.told.places for one in self.items])

    @property
    def attendance(self) -> str:
        return came_words(dict(by_agency([one.told.places for one in self.items])))


def content_of(sending: Return, day: date) -> Content:
    """A sending, or a draft, with all that it tells. Four queries."""
    return contents_of([sending], day)[sending.pk]


def contents_of(
    sendings: Iterable[Return], day: date, then: Day | None = None
) -> dict[int, Content]:
    """The same of several, which come with their duty, by the key of each; what they name is called
    as it was `then`."""
    rows = {row.pk: row for row in sendings}
    entries = list(
        Entry.objects.filter(sending__in=rows)
        .select_related("activity", "question")
        .prefetch_related("attendance__agency", "question__answers")
        .order_by("sending", "position", "pk")
    )
    if then:
        relate(entries, "activity", then.of(Kind.ACTIVITY))
        came = [one for row in entries for one in row.attendance.all()]
        relate(came, "agency", then.of(Kind.AGENCY))
    items: dict[int, list[Item]] = {pk: [] for pk in rows}
    for entry in entries:
        question = _asked(entry, day)
        told = told_of(entry, ReturnKind(rows[entry.sending_id].duty.kind), question, day)
        items[entry.sending_id].append(Item(entry, told, lines_of(told, day), question))
    return {pk: Content(row, items[pk]) for pk, row in rows.items()}


def told_of(entry: Entry, kind: ReturnKind, question: CourseQuestion | None, day: date) -> Told:
    came: Mapping[str, int] = {
        str(one.agency or OTHERS): one.people for one in entry.attendance.all()
    }
    name = str(entry.activity) if entry.activity else ""
    return Told(kind, entry.facts(), came, name, _later(question, day) if question else None)


def _asked(entry: Entry, day: date) -> CourseQuestion | None:
    question: CourseQuestion | None = getattr(entry, "question", None)
    return question if question and question.asked_on <= day else None


def _later(question: CourseQuestion, day: date) -> Later:
    said = [row for row in question.answers.all() if timezone.localdate(row.answered_at) <= day]
    last = max(said, key=lambda row: row.pk, default=None)
    if last is None:
        return Later(question.asked_on, question.due_on)
    return Later(
        question.asked_on,
        question.due_on,
        last.changed,
        last.known_by,
        timezone.localdate(last.answered_at),
    )
