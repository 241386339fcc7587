"""What was decided and said about actions beside their updates, of every kind in one query.

Pages that count or list load this in place of a query for each table. A row carries the columns
that the rules need (`actions.queries.standing`); what is left out is deferred: asking for it
costs a query, it is never wrong. `events(…, worded=True)` brings the words and the person as
well, for a lead's own list.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateField,
    F,
    Model,
    Q,
    Value,
)
from django.db.models.functions import Cast

from accounts.models import User
from actions.models import (
    Action,
    Challenge,
    Comment,
    Completion,
    DeadlineRevision,
    Lead,
    ProposalDecision,
    UpdateCheck,
)
from actions.queries.standing import ActionRecord, Said

Events = Mapping[tuple[type[Model], int], list[Any]]


def events(which: Q, *, worded: bool = False) -> Events:
    """What happened to the actions that `which` picks, by kind and action, oldest first. One query.

    The tables (`EVENTS`) are read side by side; `worded` adds the comments, and to every row its
    words and who they are from, as they stand in `WORDS`.
    """
    tables = [*EVENTS, COMMENTS] if worded else EVENTS
    parts: list[Any] = [
        kind.objects.filter(which).order_by().values_list(*_asked(place, kind, columns, worded))
        for place, (kind, columns) in enumerate(tables)
    ]
    found: dict[tuple[type[Model], int], list[Any]] = defaultdict(list)
    for place, *values in parts[0].union(*parts[1:], all=True):
        kind, columns = tables[place]
        row = _row(kind, columns, values)
        found[kind, row.action_id].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (_began(row), row.pk))
    return found


def record_of(
    action: Action, leads: Sequence[Lead], said: Sequence[Said], happened: Events
) -> ActionRecord:
    """An action's record, put together from what was loaded side by side."""
    return ActionRecord(
        action=action,
        leads=leads,
        said=said,
        challenges=happened.get((Challenge, action.pk), []),
        revisions=happened.get((DeadlineRevision, action.pk), []),
        completions=happened.get((Completion, action.pk), []),
        checks=happened.get((UpdateCheck, action.pk), []),
        proposal_decisions=happened.get((ProposalDecision, action.pk), []),
    )


def _asked(place: int, kind: Any, columns: "Columns", worded: bool) -> list[Any]:
    asked = [Value(place), *(column for _, column in columns)]
    if worded:
        words, who = WORDS[kind]
        asked += [F(words), F(who), F(f"{who}__email"), F(f"{who}__name")]
    return asked


def _row(kind: Any, columns: "Columns", values: list[Any]) -> Any:
    given = {name: value for (name, _), value in zip(columns, values, strict=False) if name}
    worded = values[len(columns) :]
    if worded:
        words, who = WORDS[kind]
        given |= {words: worded[0], f"{who}_id": worded[1]}
    # from_db takes its values in the model's own order, whatever the order of their names
    names = [f.attname for f in kind._meta.concrete_fields if f.attname in given]
    row = kind.from_db(DEFAULT_DB_ALIAS, names, [given[name] for name in names])
    if worded and worded[1]:
        person = User.from_db(DEFAULT_DB_ALIAS, ("id", "email", "name"), worded[1:])
        setattr(row, WORDS[kind][1], person)
    return row


def _began(row: Any) -> date:
    """The day that a row's first date names."""
    day: date = getattr(row, BEGAN[type(row)])
    return day


NO_DAY = Cast(Value(None), DateField())
NO_KEY = Cast(Value(None), BigIntegerField())
NO_FLAG = Cast(Value(None), BooleanField())
NO_WORDS = Value("")

# Of each kind, the columns: key, action, day it began, day of decision, another day, state, label,
# update that it speaks of, a flag, entry of the legend. A column without a field fills the place.
Columns = tuple[tuple[str, Any], ...]


def _columns(*names: Any) -> Columns:
    """A field's name twice, or a column that only fills its place."""
    return tuple((name, name) if isinstance(name, str) else ("", name) for name in names)


EVENTS: tuple[tuple[Any, Columns], ...] = (
    (
        Challenge,
        _columns(
            "id", "action_id", "made_on", NO_DAY, NO_DAY, "canonical", "entry_label",
            "update_challenged_id", NO_FLAG, NO_KEY,
        ),
    ),
    (
        DeadlineRevision,
        _columns(
            "id", "action_id", "requested_on", "decided_on", "proposed_due", "state", NO_WORDS,
            NO_KEY, NO_FLAG, NO_KEY,
        ),
    ),
    (
        Completion,
        _columns(
            "id", "action_id", "completed_on", "decided_on", "reopened_on", "state", NO_WORDS,
            "update_claiming_id", "imported", NO_KEY,
        ),
    ),
    (
        UpdateCheck,
        _columns(
            "id", "action_id", "checked_on", NO_DAY, NO_DAY, "outcome", NO_WORDS,
            "update_checked_id", NO_FLAG, NO_KEY,
        ),
    ),
    (
        ProposalDecision,
        _columns(
            "id", "action_id", "decided_on", NO_DAY, NO_DAY, "canonical", "entry_label",
            "about_id", "accepted", "entry_id",
        ),
    ),
)  # fmt: skip
COMMENTS: tuple[Any, Columns] = (
    Comment,
    _columns(
        "id", "action_id", "made_on", NO_DAY, NO_DAY, NO_WORDS, NO_WORDS, NO_KEY, NO_FLAG, NO_KEY,
    ),
)  # fmt: skip
# what each kind says, and who says it
WORDS: dict[Any, tuple[str, str]] = {
    Challenge: ("reason", "made_by"),
    DeadlineRevision: ("reason", "requested_by"),
    Completion: ("note", "decided_by"),
    UpdateCheck: ("note", "checked_by"),
    ProposalDecision: ("reason", "decided_by"),
    Comment: ("text", "made_by"),
}
BEGAN = {kind: str(columns[2][0]) for kind, columns in [*EVENTS, COMMENTS]}
