"""What is asked of one person: their actions, sorted by what they have to do about them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.text import Truncator

from actions.enums import CompletionState
from actions.models import Action, Tie, UpdateDraft
from actions.queries.occurrences import fell_due_of
from actions.queries.record import records_of
from actions.rules.detail import ActionDetail, detail_of
from actions.rules.occurrences import FellDue
from actions.rules.overdue import CLOSED
from actions.rules.record import ActionRecord, Detail, EntryState, LeadState, WindowState
from actions.rules.standing import PlanRecord, Standing
from actions.rules.status_tags import shown
from committees.querysets import Actor
from documents.enums import Silence
from documents.statuses import Tag
from outcomes.queries import Measured, measured
from plans.enums import OVER


@dataclass(frozen=True)
class Ask:
    """Something that is wanted of the lead, and by when."""

    words: str
    by: date | None = None
    window: bool = False


# an ask is read at a glance; the whole of it stands on the action's page
MOST_WORDS = 40


@dataclass(frozen=True)
class Mine:
    """One action as its lead sees it: how it stands, as what they lead it, what is wanted.

    `draft` is what this person began to write and has not sent.
    """

    action: Action
    standing: Standing
    status: Tag
    leads: Sequence[LeadState]
    entries: Sequence[EntryState] = ()
    asks: Sequence[Ask] = ()
    draft: UpdateDraft | None = None
    regional: int | None = None  # the regional action that they lead in another area too
    fell: FellDue | None = None  # what fell due of recurring work, and the last answer

    @property
    def open(self) -> bool:
        """Whether its lead can say something about it now."""
        return not self.done and not self.standing.claimed

    @property
    def repeatable(self) -> bool:
        """Whether "Nothing to report" answers all that is asked: a question or a note it does not.

        There has to be a rating of the lead's own to repeat, and no other area to answer with it.
        """
        row = self.standing
        questions = [ask for ask in self.asks if not ask.window]
        once = bool(row.said and row.entry_id) and not row.adopted and not questions
        return once and not self.regional

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

    @property
    def open(self) -> list[Mine]:
        """All that something can be said about, what is asked first."""
        return [row for row in [*self.asked, *self.overdue, *self.rest] if row.open]

    def put(self, mine: Mine) -> None:
        if mine.done:
            self.done.append(mine)
        elif mine.asks:
            self.asked.append(mine)
        elif mine.standing.overdue and not mine.standing.claimed:
            self.overdue.append(mine)
        else:
            self.rest.append(mine)


def my_actions(user: Actor, today: date) -> MyActions:
    """The actions of the posts and groups that `user` holds or deputises for, as at `today`.

    Nine queries, eleven where work recurs, however many actions and plans there are. Closed plans
    are left out.
    """
    rows = list(Action.objects.in_hand_of(user, today).select_related("plan__area"))
    keys = [row.pk for row in rows]
    asked = Action.objects.filter(pk__in=keys)
    records = records_of(asked, holders_on=today, detail=Detail.WORDS)
    items = {item.action.pk: item for one in records.values() for item in one.actions}
    drafts = {row.action_id: row for row in UpdateDraft.objects.visible_to(user)}
    fell, together = fell_due_of(rows, today), Tie.objects.together(keys)
    mine = MyActions(many_plans=len(records) > 1)
    for action in rows:
        record, item = records[action.plan_id], items[action.pk]
        row = record.standing_of(item, today)
        mine.put(
            Mine(
                action=action,
                standing=row,
                status=shown(row, {entry.pk: entry for entry in record.legend}),
                leads=held_by(user, item),
                entries=record.legend,
                asks=_asks(user, row, item, record.window_on(today)),
                draft=drafts.get(action.pk),
                regional=together.get(action.pk),
                fell=fell.get(action.pk),
            )
        )
    windows = (record.window_on(today) for record in records.values())
    closings = [window.closing(today) for window in windows if window and window.open_on(today)]
    mine.closes_on = min(closings, default=None)
    mine.overdue.sort(key=lambda one: one.standing.due or today)
    return mine


def together_with(user: Actor, action: Action, today: date) -> int | None:
    """The key of the regional action to which `action` is tied, where `user` leads it in another
    area too. One query."""
    return Tie.objects.together(Action.objects.in_hand_of(user, today)).get(action.pk)


@dataclass(frozen=True)
class OpenedAction:
    """One action that a person opens to update: all about it, and the keys of what waits."""

    detail: ActionDetail
    held: Sequence[LeadState]
    waiting: Sequence[int]


def opened_action(user: Actor, action: Action, today: date) -> OpenedAction:
    """`action` with the keys of those that wait for the answer of `user`, in the order of "my
    actions". Six queries: one record holds them all."""
    led = Action.objects.in_hand_of(user, today).values("pk")
    rows = Action.objects.filter(Q(pk=action.pk) | Q(pk__in=led))
    records = records_of(rows, holders_on=today, detail=Detail.WORDS)
    detail = detail_of(action.pk, records[action.plan_id], today)
    held = held_by(user, detail.record)
    # what somebody opens need not be among what they are asked
    out = action.plan.state in OVER or not detail.record.action.in_plan(today)
    waiting = [
        item.action.pk
        for record in records.values()
        for item in record.actions
        if _waits(user, record, item, today) and (item.action.pk != action.pk or (held and not out))
    ]
    return OpenedAction(detail, held, waiting)


def _waits(user: Actor, record: PlanRecord, item: ActionRecord, today: date) -> bool:
    row = record.standing_of(item, today)
    return bool(_asks(user, row, item, record.window_on(today)))


def held_by(user: Actor, record: ActionRecord) -> list[LeadState]:
    """The leads of an action that `user` holds, or deputises for."""
    return [lead for lead in record.leads if _holds(user, lead)]


def _holds(user: Actor, lead: LeadState) -> bool:
    """Whether `user` holds the post of a lead, or deputises for it."""
    return any(holding.user.pk == user.pk for holding in lead.post.present)


def _asks(
    user: Actor,
    row: Standing,
    record: ActionRecord,
    window: WindowState | None,
) -> list[Ask]:
    """What is wanted of `user` about one action: of those who answer for it, while it is open."""
    answers = row.no_lead or any(lead.accountable and _holds(user, lead) for lead in record.leads)
    if not answers or not row.rated or row.claimed or row.rating in CLOSED:
        return []
    return [*_silence(row, window), *_questions(row, record)]


def _silence(row: Standing, window: WindowState | None) -> Iterable[Ask]:
    if window is None or row.silence in (None, Silence.NOT_ASKED):
        return
    late = not window.open_on(row.as_of)
    words = f"“{window.label}” has closed. You can still answer." if late else window.label
    yield Ask(words, None if late else window.closing(row.as_of), window=True)


def _questions(row: Standing, record: ActionRecord) -> Iterable[Ask]:
    """What others wrote since the lead's last word, and wait to have answered."""
    last = record.completions[-1] if record.completions else None
    claimed = row.said and last and last.update_claiming_id == row.said.pk
    if claimed and last and last.state == CompletionState.RETURNED:
        yield Ask(_short(f"Not yet accepted as complete: {last.note}"))
    if claimed and last and last.state == CompletionState.REOPENED and not row.completion:
        yield Ask("It was complete and is open again. Say how it is going now.")
    if row.returned:
        yield Ask(_short(f"Sent back: {row.returned.note}"))
    if row.challenge:
        who = row.challenge.made_by
        yield Ask(_short(f"{who} rates it {row.challenge.entry_label}: {row.challenge.reason}"))
    for comment in record.comments:
        # a comment has a day and no hour: on the day of the update it counts as read with it
        if comment.made_on <= row.as_of and (not row.said or comment.made_on > row.said.as_at):
            yield Ask(_short(f"{comment.made_by} asks: {comment.text}"))


def _short(words: str) -> str:
    return Truncator(words).words(MOST_WORDS, truncate=" …")


@dataclass(frozen=True)
class Place:
    """Where one action stands among those that wait for a person's answer.

    `next` is the key of the action to go on to, None after the last; `left` how many wait besides.
    """

    number: int
    total: int
    next: int | None
    left: int


def place_of(waiting: Sequence[int], action: int, begun: int = 0) -> Place:
    """The place of `action` among the keys `waiting`, in their order.

    `begun` is how many waited when the person began to go through them; those answered since count
    as passed. After the last one comes the first that was skipped.
    """
    total = max(begun, len(waiting))
    at = waiting.index(action) if action in waiting else -1
    others = [*waiting[at + 1 :], *waiting[: max(at, 0)]]
    number = total - len(waiting) + at + 1 if at >= 0 else 0
    return Place(number, total, others[0] if others else None, len(others))


def asked_measures(actions: Iterable[Action], today: date) -> dict[int, list[Measured]]:
    """The measures of which an update asks the newest number: counted and still in use, by the
    key of their action. One query, and one more where there are any."""
    links = Action.measures.through.objects.filter(
        action__in=[row.pk for row in actions], measure__ended_on=None
    ).exclude(measure__unit="")
    rows = list(links.select_related("measure").order_by("measure__position", "measure"))
    if not rows:
        return {}
    known = {row.measure_id: row.measure for row in rows}
    said = {one.measure.pk: one for one in measured(known.values(), today, exact=True)}
    asked: defaultdict[int, list[Measured]] = defaultdict(list)
    for row in rows:
        asked[row.action_id].append(said[row.measure_id])
    return dict(asked)
