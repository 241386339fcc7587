"""What is asked of one person: their actions, sorted by what they have to do about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from actions.enums import CompletionState
from actions.models import Action, Lead, UpdateWindow
from actions.queries import QUARTER, action_records
from actions.rag import CLOSED
from actions.showing import Shown, shown
from actions.standing import ActionRecord, Standing, standing_of
from plans.enums import LegendBasis, PlanState
from plans.models import LegendEntry


@dataclass(frozen=True)
class Ask:
    """Something that is wanted of the lead, and by when."""

    words: str
    by: date | None = None


@dataclass(frozen=True)
class Mine:
    """One action as its lead sees it: how it stands, as what they lead it, what is wanted."""

    standing: Standing
    status: Shown
    leads: Sequence[Lead]
    asks: Sequence[Ask] = ()

    @property
    def accountable(self) -> bool:
        return any(lead.accountable for lead in self.leads)

    @property
    def done(self) -> bool:
        return self.standing.rating in CLOSED


@dataclass
class MyActions:
    """A person's actions: what is asked, what is overdue, the rest, what is done."""

    asked: list[Mine] = field(default_factory=list)
    overdue: list[Mine] = field(default_factory=list)
    rest: list[Mine] = field(default_factory=list)
    done: list[Mine] = field(default_factory=list)
    closes_on: date | None = None
    many_plans: bool = False

    @property
    def total(self) -> int:
        return len(self.asked) + len(self.overdue) + len(self.rest) + len(self.done)

    def put(self, mine: Mine) -> None:
        if mine.done:
            self.done.append(mine)
        elif mine.asks:
            self.asked.append(mine)
        elif mine.standing.overdue and not mine.standing.claimed:
            self.overdue.append(mine)
        else:
            self.rest.append(mine)


def my_actions(user: User, today: date) -> MyActions:
    """The actions of the posts and groups that `user` holds or deputises for, as at `today`.

    Nine queries, however many actions and plans there are. Closed plans are left out.
    """
    records = action_records(_led_by(user, today), holders_on=today)
    plans = {record.action.plan_id for record in records}
    windows = _windows(plans, today)
    entries = {row.pk: row for row in legend_entries(plans)}
    dated = {row.legend.plan_id for row in entries.values() if row.legend.basis == LegendBasis.DATE}
    found = MyActions(many_plans=len(plans) > 1)
    for record in records:
        plan = record.action.plan_id
        found.put(_mine(user, record, windows.get(plan), entries, plan in dated, today))
    open_windows = [row.closes_on for row in windows.values() if row.closes_on >= today]
    found.closes_on = min(open_windows, default=None)
    found.overdue.sort(key=lambda mine: mine.standing.due or today)
    return found


def legend_entries(plans: Iterable[int]) -> list[LegendEntry]:
    """The legend entries of some plans, in printing order. One query."""
    rows = LegendEntry.objects.filter(legend__plan__in=plans).select_related("legend")
    return list(rows)


def _led_by(user: User, today: date) -> QuerySet[Action]:
    return (
        Action.objects.visible_to(user)
        .led_by(user, today)
        .standing_on(today)
        .exclude(plan__state=PlanState.CLOSED)
        .select_related("plan__area")
    )


def _windows(plans: Iterable[int], today: date) -> dict[int, UpdateWindow]:
    """The latest window of each plan that has opened."""
    rows = UpdateWindow.objects.filter(plan__in=plans, opens_on__lte=today).order_by("opens_on")
    return {row.plan_id: row for row in rows}


def _mine(
    user: User,
    record: ActionRecord,
    window: UpdateWindow | None,
    entries: Mapping[int, LegendEntry],
    date_based: bool,
    today: date,
) -> Mine:
    asked_from = window.opens_on if window else today - QUARTER
    row = standing_of(record, as_of=today, asked_from=asked_from, date_based=date_based)
    leads = [lead for lead in record.action.leads.all() if _holds(user, lead)]
    answers = row.no_lead or any(lead.accountable for lead in leads)
    asked = answers and row.rated and not row.claimed
    asks = list(_asks(row, record, window, today)) if asked else []
    return Mine(standing=row, status=shown(row, entries), leads=leads, asks=asks)


def _holds(user: User, lead: Lead) -> bool:
    return any(holding.user_id == user.pk for holding in getattr(lead.post, "present", ()))


def _asks(
    row: Standing, record: ActionRecord, window: UpdateWindow | None, today: date
) -> Iterable[Ask]:
    if row.rating in CLOSED:
        return
    if window and row.silent:
        late = window.closes_on < today
        words = f"“{window.label}” has closed. You can still answer." if late else window.label
        yield Ask(words, None if late else window.closes_on)
    last = record.completions[-1] if record.completions else None
    claimed = row.said and last and last.update_claiming_id == row.said.pk
    if claimed and last and last.state == CompletionState.RETURNED:
        yield Ask(f"Not yet accepted as complete: {last.note}")
    if row.challenge:
        who = row.challenge.made_by
        yield Ask(f"{who} rates it {row.challenge.entry_label}: {row.challenge.reason}")
