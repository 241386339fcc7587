"""What was decided and said beside the updates, sorted from the lines in which it is loaded.

The loader (`actions.queries.record`) reads these tables side by side, in one query: a line of any
of them is a `Row`, and what it is of says its `kind`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import NamedTuple, TypeVar

from actions.rules.linked_risks import LinkedRisk
from actions.rules.record import (
    SOME_TIME,
    Challenged,
    Checked,
    Commented,
    Completed,
    DateAsked,
    Person,
    ProposalDecided,
    Shows,
)
from risks.enums import StepKind
from risks.rules.course import Scale, Step
from risks.rules.facts import Rating

T = TypeVar("T")


class Beside(IntEnum):
    """What is loaded side by side, in the order of the tables."""

    CHALLENGE = 0
    REVISION = 1
    COMPLETION = 2
    CHECK = 3
    DECISION = 4
    COMMENT = 5
    EVIDENCE = 6
    RISK = 7  # a step of a risk that the action belongs to
    SCALE = 8  # what scores mean in that risk's area


class Row(NamedTuple):
    """One line of the tables read side by side; a table fills what it does not have."""

    kind: int
    pk: int
    action_id: int
    began: date
    decided: date | None
    third: date | None
    fourth: date | None
    state: str
    label: str
    about: int | None
    flag: bool | None
    entry: int | None
    number: int
    # words: who and when, then the texts
    who: int | None = None
    who_name: str = ""
    who_email: str = ""
    decider: int | None = None
    decider_name: str = ""
    decider_email: str = ""
    reopener: int | None = None
    reopener_name: str = ""
    reopener_email: str = ""
    moment: datetime | None = None
    words: str = ""
    note: str = ""
    more: str = ""
    yet_more: str = ""
    last: str = ""


class Happened(NamedTuple):
    """What happened beside the updates, of each kind by action, oldest first."""

    challenges: Mapping[int, list[Challenged]]
    revisions: Mapping[int, list[DateAsked]]
    completions: Mapping[int, list[Completed]]
    checks: Mapping[int, list[Checked]]
    decisions: Mapping[int, list[ProposalDecided]]
    comments: Mapping[int, list[Commented]]
    shows: Mapping[int, list[Shows]]
    risks: Mapping[int, list[LinkedRisk]]


def happened(rows: Iterable[Row]) -> Happened:
    """Rows of every kind, by action and oldest first."""
    ordered = sorted(rows, key=lambda row: (row.began, row.pk))

    def of(kind: Beside, made: Callable[[Row], T]) -> dict[int, list[T]]:
        by_action: defaultdict[int, list[T]] = defaultdict(list)
        for row in ordered:
            if row.kind == kind:
                by_action[row.action_id].append(made(row))
        return by_action

    return Happened(
        of(Beside.CHALLENGE, _challenged),
        of(Beside.REVISION, _date_asked),
        of(Beside.COMPLETION, _completed),
        of(Beside.CHECK, _checked),
        of(Beside.DECISION, _proposal_decided),
        of(Beside.COMMENT, _commented),
        of(Beside.EVIDENCE, _shows),
        _risks(ordered),
    )


def _risks(ordered: Sequence[Row]) -> dict[int, list[LinkedRisk]]:
    """Risks by action, in the order in which they were joined: a row is one step, or one scale, of
    what one link (`entry`) joins."""
    steps: defaultdict[int, list[Step]] = defaultdict(list)
    scales: defaultdict[int, list[Scale]] = defaultdict(list)
    links: dict[int, Row] = {}
    for row in ordered:
        link = row.entry or 0
        if row.kind == Beside.SCALE:
            scales[link].append(Scale(row.began, row.about or 0, row.number))
        elif row.kind == Beside.RISK:
            links.setdefault(link, row)
            steps[link].append(_step(row))
    by_action: defaultdict[int, list[LinkedRisk]] = defaultdict(list)
    for link, row in sorted(links.items()):
        assert row.decided
        assert row.fourth
        by_action[row.action_id].append(
            LinkedRisk(row.label, row.decided, row.third, row.fourth, steps[link], scales[link])
        )
    return by_action


def _step(row: Row) -> Step:
    """A step with what it says of the time after mitigation: no more is asked of it here."""
    likelihood, impact = row.about, row.number
    rating = Rating(likelihood, impact, likelihood, impact) if likelihood else None
    return Step(row.pk, StepKind(row.state), row.began, rating)


def _person(pk: int | None, name: str, email: str) -> Person | None:
    return Person(pk, name, email) if pk else None


def _who(row: Row) -> Person | None:
    return _person(row.who, row.who_name, row.who_email)


def _decider(row: Row) -> Person | None:
    return _person(row.decider, row.decider_name, row.decider_email)


def _challenged(row: Row) -> Challenged:
    return Challenged(
        row.pk, row.action_id, row.began, row.state, row.label, row.entry, row.about,
        reason=row.words, made_by=_who(row),
    )  # fmt: skip


def _date_asked(row: Row) -> DateAsked:
    assert row.third
    assert row.fourth
    return DateAsked(
        row.pk, row.action_id, row.began, row.decided, row.third, row.fourth, row.state,
        bool(row.flag), reason=row.words, impact=row.note, decision_note=row.more,
        requested_by=_who(row), decided_by=_decider(row), decided_as=row.label,
        decider=row.yet_more,
    )  # fmt: skip


def _completed(row: Row) -> Completed:
    return Completed(
        row.pk, row.action_id, row.began, row.decided, row.third, row.state, bool(row.flag),
        row.number, row.about or 0, note=row.words, reopen_reason=row.note,
        claimed_by=_who(row), decided_by=_decider(row),
        reopened_by=_person(row.reopener, row.reopener_name, row.reopener_email),
    )  # fmt: skip


def _checked(row: Row) -> Checked:
    return Checked(
        row.pk, row.action_id, row.began, row.state, row.number, row.about or 0, note=row.words,
        what_happened=row.note, reason=row.more, recovery=row.yet_more, difference=row.last,
        checked_by=_who(row), checked_at=row.moment or SOME_TIME,
    )  # fmt: skip


def _proposal_decided(row: Row) -> ProposalDecided:
    return ProposalDecided(
        row.pk, row.action_id, row.began, row.state, row.label, row.entry, row.about,
        bool(row.flag), row.third, reason=row.words, note=row.note, decided_by=_who(row),
    )  # fmt: skip


def _commented(row: Row) -> Commented:
    return Commented(row.pk, row.action_id, row.began, row.words, _who(row))


def _shows(row: Row) -> Shows:
    return Shows(row.pk, row.about or 0, row.state, row.label, row.words)
