"""What was decided and said beside the updates, of every kind in one query: a part of the loader
(`actions.queries.record`), which puts it into the records.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateField,
    DateTimeField,
    IntegerField,
    Model,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from actions.models import (
    Challenge,
    Comment,
    Completion,
    DeadlineRevision,
    ProposalDecision,
    UpdateCheck,
)
from actions.rules.record import (
    SOME_TIME,
    Challenged,
    Checked,
    Commented,
    Completed,
    DateAsked,
    Detail,
    Person,
    ProposalDecided,
)

T = TypeVar("T")


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


PEOPLE = ("who", "decider", "reopener")
EMPTY = {
    **dict.fromkeys(("decided", "third", "fourth"), Cast(Value(None), DateField())),
    **dict.fromkeys(("about", "entry", *PEOPLE), Cast(Value(None), BigIntegerField())),
    "flag": Cast(Value(None), BooleanField()),
    "moment": Cast(Value(None), DateTimeField()),
    "number": Value(0, output_field=IntegerField()),
    **dict.fromkeys(("state", "label", "words", "note", "more", "yet_more", "last"), Value("")),
    **dict.fromkeys((f"{who}_{part}" for who in PEOPLE for part in ("name", "email")), Value("")),
}
ALL = Row._fields[1:]
FEW = ALL[: ALL.index("who")]
# of each table, the columns that fill a row's fields
TABLES: tuple[tuple[type[Model], dict[str, str]], ...] = (
    (
        Challenge,
        {
            "began": "made_on", "state": "canonical", "label": "entry_label",
            "about": "update_challenged_id", "entry": "entry_id",
            "who": "made_by", "words": "reason",
        },
    ),
    (
        DeadlineRevision,
        {
            "began": "requested_on", "decided": "decided_on", "third": "from_due",
            "fourth": "proposed_due", "state": "state", "flag": "to_chief_officers",
            "who": "requested_by", "decider": "decided_by", "words": "reason",
            "note": "impact", "more": "decision_note",
        },
    ),
    (
        Completion,
        {
            "began": "completed_on", "decided": "decided_on", "third": "reopened_on",
            "state": "state", "about": "update_claiming_id", "flag": "imported",
            "number": "days_late", "who": "claimed_by", "decider": "decided_by",
            "reopener": "reopened_by", "words": "note", "note": "reopen_reason",
        },
    ),
    (
        UpdateCheck,
        {
            "began": "checked_on", "state": "outcome", "about": "update_checked_id",
            "number": "sequence", "who": "checked_by", "moment": "checked_at",
            "words": "note", "note": "what_happened", "more": "reason", "yet_more": "recovery",
            "last": "difference",
        },
    ),
    (
        ProposalDecision,
        {
            "began": "decided_on", "state": "canonical", "label": "entry_label",
            "about": "about_id", "flag": "accepted", "entry": "entry_id",
            "who": "decided_by", "words": "reason", "note": "note",
        },
    ),
    (Comment, {"began": "made_on", "who": "made_by", "words": "text"}),
)  # fmt: skip
CHALLENGE, REVISION, COMPLETION, CHECK, DECISION, COMMENT = range(len(TABLES))


class Happened(NamedTuple):
    """What happened beside the updates, of each kind by action, oldest first."""

    challenges: Mapping[int, list[Challenged]]
    revisions: Mapping[int, list[DateAsked]]
    completions: Mapping[int, list[Completed]]
    checks: Mapping[int, list[Checked]]
    decisions: Mapping[int, list[ProposalDecided]]
    comments: Mapping[int, list[Commented]]


def happened(which: Q, detail: Detail) -> Happened:
    """One query; comments, and who said and decided something, are words."""
    worded = detail >= Detail.WORDS
    parts = [_asked(place, which, ALL if worded else FEW) for place in range(len(TABLES))]
    asked = parts if worded else parts[:COMMENT]
    rest = () if worded else tuple(Row._field_defaults.values())
    rows = [Row._make((*row, *rest)) for row in asked[0].union(*asked[1:], all=True)]
    rows.sort(key=lambda row: (row.began, row.pk))

    def of(kind: int, made: Callable[[Row], T]) -> dict[int, list[T]]:
        by_action: defaultdict[int, list[T]] = defaultdict(list)
        for row in rows:
            if row.kind == kind:
                by_action[row.action_id].append(made(row))
        return by_action

    return Happened(
        of(CHALLENGE, _challenged),
        of(REVISION, _date_asked),
        of(COMPLETION, _completed),
        of(CHECK, _checked),
        of(DECISION, _proposal_decided),
        of(COMMENT, _commented),
    )


def _asked(place: int, which: Q, names: Iterable[str]) -> QuerySet[Model, tuple[object, ...]]:
    table, columns = TABLES[place]
    own = {"pk": "pk", "action_id": "action_id", **columns}
    for who in columns.keys() & PEOPLE:
        own |= {f"{who}_{part}": f"{columns[who]}__{part}" for part in ("name", "email")}
    asked = [own.get(name) or EMPTY[name] for name in names]
    rows = table._default_manager.filter(which).order_by()
    return rows.values_list(Value(place), *asked)


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
        requested_by=_who(row), decided_by=_decider(row),
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
        bool(row.flag), reason=row.words, note=row.note, decided_by=_who(row),
    )  # fmt: skip


def _commented(row: Row) -> Commented:
    return Commented(row.pk, row.action_id, row.began, row.words, _who(row))
