"""Every open commitment of an area by where it came from, the oldest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from actions.enums import ActionKind, Origin
from actions.models import Action
from actions.queries.lineage import descents_of
from actions.queries.origins import provenance_of
from actions.queries.positions import tag_of
from actions.queries.record import records_of
from committees.models import Area
from committees.querysets import Actor
from documents.enums import Canonical
from documents.statuses import Tag
from plans.enums import OVER
from plans.models import Plan
from plans.queries.origins import Outstanding, Provenance, registers


@dataclass(frozen=True)
class Commitment:
    """An action that is not complete, or what a register has open by itself.

    `page` and `key` are the address that tells of it, `under` its plan; `since` is the day from
    which it was a commitment, in an earlier plan too, `days` how long that is ago. An action has a
    `tag` for its status and what it came of, another a `state` in words.
    """

    group: str
    page: str
    key: int | UUID
    name: str
    words: str
    since: date
    days: int
    days_late: int
    lead: str
    under: str = ""
    tag: Tag | None = None
    state: str = ""
    came_of: Sequence[Provenance] = ()

    @property
    def age(self) -> str:
        """In words: months are of 30 days, as a reader counts them."""
        if self.days < 60:
            return f"{self.days} day{'' if self.days == 1 else 's'}"
        return f"{self.days // 30} months"


@dataclass(frozen=True)
class OfOrigin:
    name: str
    commitments: Sequence[Commitment]


def open_commitments(user: Actor, area: Area, today: date) -> list[OfOrigin]:
    """What is open in every plan that `user` sees and that is not over, and in the registers, by
    the word for its origin in the order of `Origin`, then what has no such word. Ongoing work never
    ends, and is left out. A constant number of queries, however many plans there are."""
    actions = list(_actions(user, area, today))
    open_now = {one.key for one in actions if isinstance(one.key, int)}
    grouped: defaultdict[str, list[Commitment]] = defaultdict(list)
    for one in (*actions, *_by_themselves(user, area, today, open_now)):
        grouped[one.group].append(one)
    words = [origin.label for origin in Origin]
    return [
        OfOrigin(name, sorted(grouped[name], key=lambda one: (one.since, one.page, one.key)))
        for name in (*words, *sorted(grouped.keys() - set(words)))
        if grouped[name]
    ]


def _actions(user: Actor, area: Area, today: date) -> Iterator[Commitment]:
    plans = Plan.objects.visible_to(user).filter(area=area).exclude(state__in=OVER)
    titles = dict(plans.order_by("pk").values_list("pk", "title"))
    rated = Action.objects.filter(plan__in=titles, kind=ActionKind.RATED)
    records = records_of(rated, holders_on=today)
    rows = [
        (record, now)
        for record in records.values()
        for now in record.standings(today)
        if now.rating != Canonical.COMPLETE
    ]
    keys = [now.action.pk for _, now in rows]
    began, came_of = descents_of(keys), provenance_of(user, keys)
    for record, now in rows:
        action, added = now.action, now.action.added_on
        since = min(added, began[action.pk].added_on) if action.pk in began else added
        yield Commitment(
            group=Origin(action.origin).label,
            page="action_detail",
            key=action.pk,
            name=action.reference,
            words=action.text,
            since=since,
            days=(today - since).days,
            days_late=now.days_late if now.overdue else 0,
            lead=str(now.accountable or ""),
            under=titles[record.plan_id],
            tag=tag_of(now, record),
            came_of=came_of[action.pk],
        )


def _by_themselves(
    user: Actor, area: Area, today: date, open_now: Collection[int]
) -> Iterator[Commitment]:
    """What the registers have open, where no open action stands for it already."""
    for register in registers():
        for row in register.outstanding(user, area):
            if row.answered_by.isdisjoint(open_now):
                yield _commitment(row, today)


def _commitment(row: Outstanding, today: date) -> Commitment:
    return Commitment(
        group=row.group,
        page=row.page,
        key=row.key,
        name=row.name,
        words=row.words,
        since=row.since,
        days=(today - row.since).days,
        days_late=max((today - row.due).days, 0) if row.due else 0,
        lead=row.lead,
        state=row.state,
    )
