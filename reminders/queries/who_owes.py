"""Who owes what about a plan on a day: the coordinator's list, by agency."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from actions.queries.record import plan_record
from actions.rules.overdue import CLOSED
from actions.rules.record import ActionState, Detail, Holding, LeadState, WindowState
from actions.rules.standing import Standing
from committees.enums import Capacity, PostKind
from committees.models import Body
from documents.enums import Silence
from plans.models import Plan
from reminders.models import Reminder

NO_LEAD = "No lead named"
NO_AGENCY = "No agency named"


@dataclass(frozen=True)
class Want:
    """One thing that is owed, since when, and the words that go with it."""

    words: str
    since: date
    note: str = ""


@dataclass(frozen=True)
class Owed:
    """An action whose lead owes something; `mailed` is the last e-mail about it that went out."""

    standing: Standing
    wants: Sequence[Want]
    lead: LeadState | None = None
    holder: Holding | None = None
    deputies: Sequence[Holding] = ()
    mailed: Reminder | None = None

    @property
    def action(self) -> ActionState:
        return self.standing.action


@dataclass
class AgencyOwing:
    """What one agency, or one group, was asked and owes. `owing` is its list's length."""

    name: str
    asked: int = 0
    rows: list[Owed] = field(default_factory=list)

    @property
    def owing(self) -> int:
        return len(self.rows)

    @property
    def answered(self) -> int:
        return self.asked - len(self.rows)


@dataclass(frozen=True)
class Owing:
    """The whole list on `day`. `window` is the latest that had opened; None before the first.

    Apart from what agencies were asked stand the actions with `nobody` to ask, and the number of
    those that were `not_asked` yet (rule 3).
    """

    plan: Plan
    day: date
    window: WindowState | None
    asked_from: date
    agencies: Sequence[AgencyOwing]
    nobody: Sequence[Owed] = ()
    not_asked: int = 0

    @property
    def asked(self) -> int:
        return sum(agency.asked for agency in self.agencies)

    @property
    def owing(self) -> int:
        return sum(agency.owing for agency in self.agencies)

    @property
    def answered(self) -> int:
        return self.asked - self.owing

    @property
    def open(self) -> bool:
        return self.window is not None and self.window.open_on(self.day)

    @property
    def closing(self) -> date | None:
        """The window's last day, as a reopening left it."""
        return self.window.closing(self.day) if self.window else None


def owing(plan: Plan, day: date, mailed: QuerySet[Reminder]) -> Owing:
    """What was asked about `plan` and is still owed on `day`, by agency; the most silent first.

    Asked is each rated action that the window asked about and that was not done by then; one with
    nothing more wanted of its lead is answered. Silence and what was sent back are as in
    `Standing.owes`, so that the numbers are those of the dashboard. `mailed` are the reminders that
    the reader may see. A constant number of queries.
    """
    record = plan_record(plan, holders_on=day, detail=Detail.WORDS)
    asked_from, window = record.asked_from(day), record.window_on(day)
    rows = [row for row in record.standings(day) if row.rated]
    wants = {row.action.pk: _wants(row, asked_from) for row in rows}
    asked = [row for row in rows if wants[row.action.pk] or _answered(row, window)]
    nobody = [
        _owed(row, [Want(row.silence_words, max(asked_from, row.action.entered_on))], None)
        for row in rows
        if row.silence == Silence.NOBODY and not wants[row.action.pk]
    ]
    groups = _group_names(asked)
    letters = _mailed_last([pk for pk, wanted in wants.items() if wanted], day, mailed)
    agencies: defaultdict[str, AgencyOwing] = defaultdict(lambda: AgencyOwing(""))
    for row in asked:
        name = _agency_of(row.accountable, groups)
        agency = agencies[name]
        agency.name = name
        agency.asked += 1
        wanted = wants[row.action.pk]
        if wanted:
            agency.rows.append(_owed(row, wanted, letters.get(row.action.pk)))
    order = sorted(agencies.values(), key=lambda one: (-one.owing, one.name == NO_LEAD, one.name))
    waits = sum(row.silence == Silence.NOT_ASKED for row in rows)
    return Owing(plan, day, window, asked_from, order, nobody, waits)


def _wants(row: Standing, asked_from: date) -> list[Want]:
    """What is wanted of the lead; a challenge is answered by the next update (rule 7)."""
    wants = []
    if row.silence in (Silence.UNANSWERED, Silence.AWAITED):
        wants.append(Want("Not answered", max(asked_from, row.action.entered_on)))
    if row.returned:
        wants.append(Want("Sent back", row.returned.checked_on, row.returned.note))
    if row.challenge and row.contested and not row.claimed and row.rating not in CLOSED:
        words = f"Challenge not answered: {row.challenge.entry_label}"
        wants.append(Want(words, row.challenge.made_on, row.challenge.reason))
    return wants


def _answered(row: Standing, window: WindowState | None) -> bool:
    """Whether something was said since the asking began about an action that was asked about."""
    if window is None or row.said is None:
        return False
    return row.said.as_at >= window.opens_on and window.asks(row.action, row.as_of)


def _owed(row: Standing, wants: Sequence[Want], mailed: Reminder | None) -> Owed:
    lead = row.accountable
    present = lead.post.present if lead else ()
    return Owed(
        standing=row,
        wants=wants,
        lead=lead,
        holder=next((one for one in present if one.capacity == Capacity.HOLDER), None),
        deputies=[one for one in present if one.capacity == Capacity.DEPUTY],
        mailed=mailed,
    )


def _agency_of(lead: LeadState | None, groups: Mapping[int, str]) -> str:
    """The agency of the accountable lead's post; a group stands under its body's name."""
    if lead is None:
        return NO_LEAD
    post = lead.post
    if post.kind == PostKind.GROUP:
        return groups.get(post.body_id or 0, post.title)
    return post.agency.name if post.agency else NO_AGENCY


def _group_names(rows: Iterable[Standing]) -> dict[int, str]:
    """The bodies that groups stand for, by key. One query."""
    bodies = {row.accountable.post.body_id or 0 for row in rows if row.accountable}
    return dict(Body.objects.filter(pk__in=bodies).values_list("pk", "name"))


def _mailed_last(
    actions: Sequence[int], day: date, mailed: QuerySet[Reminder]
) -> dict[int, Reminder]:
    """The last e-mail about each of some actions by `day`. Two queries."""
    rows = (
        Reminder.actions.through.objects.filter(
            action__in=actions, reminder__in=mailed, reminder__sent_on__lte=day
        )
        .order_by("reminder__sent_on", "reminder")
        .values_list("action", "reminder")
    )
    last = dict(rows)
    wanted = Reminder.objects.filter(pk__in=set(last.values())).select_related("user", "letter")
    reminders = {row.pk: row for row in wanted}
    return {action: reminders[pk] for action, pk in last.items()}
