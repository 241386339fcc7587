"""The coordinator's queue: what leads said in the present window, and what the rules make of it.

Two sorts of updates need no check: those that the coordinator recorded on a lead's behalf, because
they are the coordinator's own words, and those that came with an imported plan. Nobody checks an
update of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from accounts.roles import Permission
from actions.enums import CompletionState, Source
from actions.queries.interests import of_words
from actions.queries.record import plan_record
from actions.rules.record import (
    ActionRecord,
    ActionState,
    Checked,
    Detail,
    EntryState,
    Said,
    WindowState,
)
from actions.rules.standing import PlanRecord, Standing
from actions.rules.status_tags import canonical_shown, said_shown, shown
from actions.rules.thinness import thin_reasons
from committees.models import PostHolding
from committees.queries.interests import Bench, bench
from committees.querysets import Actor
from committees.rules.interests import Matter, why_own
from documents.enums import Silence
from documents.statuses import Tag
from plans.models import Plan


class Place(StrEnum):
    """Where an update stands in the queue."""

    THIN = "thin"
    PLAIN = "plain"
    RETURNED = "returned"
    NO_CHECK = "no_check"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class ToCheck:
    """A lead's last word in the window; `reasons` say why it is thin, `check` who checked it last.

    `now` and `before` are the ratings that this update and the one before it gave.
    """

    standing: Standing
    update: Said
    now: Tag
    before: Tag | None
    reasons: Sequence[str]
    check: Checked | None
    own: str  # why it is not this person's to check, or ""
    shows: int = 0

    @property
    def action(self) -> ActionState:
        return self.standing.action

    @property
    def checker(self) -> int | None:
        """The key of the person who checked it last."""
        return self.check.checked_by.pk if self.check and self.check.checked_by else None

    @property
    def seen(self) -> int:
        """The number of the check that a form was drawn after; 0 before the first."""
        return self.check.sequence if self.check else 0

    @property
    def place(self) -> Place:
        if self.check:
            return Place.RETURNED if self.check.returned else Place.ACCEPTED
        if self.verified:
            return Place.ACCEPTED
        if self.own or self.update.source != Source.LEAD:
            return Place.NO_CHECK
        return Place.THIN if self.reasons else Place.PLAIN

    @property
    def verified(self) -> bool:
        """Whether it said "complete" and somebody has verified that."""
        done = self.standing.completion
        return done is not None and done.state == CompletionState.VERIFIED


@dataclass(frozen=True)
class Proposed:
    """A rating that the rules propose for an action, beside the one that stands."""

    standing: Standing
    now: Tag
    status: Tag
    canonical: str
    reason: str
    own: str  # why it is not this person's to decide, or ""

    @property
    def action(self) -> ActionState:
        return self.standing.action

    @property
    def about(self) -> int:
        """The key of the lead's word that the proposal is about, 0 where nothing was said."""
        return self.standing.said.pk if self.standing.said else 0


@dataclass(frozen=True)
class CheckQueue:
    """All that waits for the coordinator in one plan, in the plan's order."""

    window: WindowState | None
    asked_from: date
    rows: Sequence[ToCheck]
    proposals: Sequence[Proposed]
    silences: Sequence[tuple[int, str]]
    places: Mapping[str, list[ToCheck]] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        return len(self.places[Place.THIN]) + len(self.places[Place.PLAIN])


class _Own:
    """What of a plan's checking is somebody's own: three queries, two more where anything is."""

    def __init__(self, plan: Plan, user: Actor, standings: Sequence[Standing], today: date) -> None:
        self.plan, self.today, self.party = plan, today, PostHolding.objects.party(user)
        self.interests = of_words({row.action.pk: row.said for row in standings}, today)
        self.bench: Bench | None = None

    def why_not(self, matter: Matter, action: int) -> str:
        """Why it is for somebody else, with who could; "" where it is theirs to do."""
        interest = self.interests[action]
        why = why_own(matter, self.party, interest)
        if not why:
            return ""
        self.bench = self.bench or bench(self.plan.area_id, [Permission.UPDATE_CHECK], self.today)
        return f"{why} {self.bench.told(matter, interest)}"


def check_queue(plan: Plan, user: Actor, today: date) -> CheckQueue:
    """What `user` has to check in `plan` today. Ten queries, however many actions there are."""
    record = plan_record(plan, holders_on=today, detail=Detail.EVIDENCE)
    standings = record.standings(today)
    own = _Own(plan, user, standings, today)
    rows = list(_rows(record, standings, own, today))
    by_key = {entry.pk: entry for entry in record.legend}
    return CheckQueue(
        window=record.window_on(today),
        asked_from=record.asked_from(today),
        rows=rows,
        proposals=list(_proposed(standings, by_key, own)),
        silences=_silences(standings),
        places={place.value: [row for row in rows if row.place == place] for place in Place},
    )


def _silences(standings: Iterable[Standing]) -> list[tuple[int, str]]:
    """How many actions were not heard of for each reason that occurs (rule 3)."""
    counted = Counter(row.silence for row in standings)
    return [(counted[one], one.label) for one in Silence if counted[one]]


def _proposed(
    standings: Iterable[Standing], entries: Mapping[int, EntryState], own: _Own
) -> Iterator[Proposed]:
    for row in standings:
        why = own.why_not(Matter.PROPOSAL, row.action.pk) if row.proposals else ""
        for item in row.proposals:
            status = canonical_shown(item.canonical, entries.values())
            yield Proposed(row, shown(row, entries), status, item.canonical.value, item.reason, why)


def _rows(
    record: PlanRecord, standings: Iterable[Standing], own: _Own, today: date
) -> Iterator[ToCheck]:
    by_action = {item.action.pk: item for item in record.actions}
    entries = {entry.pk: entry for entry in record.legend}
    asked_from = record.asked_from(today)
    for row in standings:
        asked = row.said and row.said.as_at >= asked_from
        if asked and row.said and row.said.source != Source.IMPORTED:
            yield _row(row, row.said, by_action[row.action.pk], entries, own)


def _row(
    row: Standing,
    update: Said,
    record: ActionRecord,
    entries: Mapping[int, EntryState],
    own: _Own,
) -> ToCheck:
    earlier = [item for item in record.said if item.as_at <= row.as_of and item != update][::-1]
    spoke = next((one for one in earlier if not one.nothing_to_report), None)
    checks = [check for check in record.checks if check.update_checked_id == update.pk]
    shows = sum(item.update_id == update.pk for item in record.shows)
    return ToCheck(
        standing=row,
        update=update,
        now=said_shown(update, entries),
        before=said_shown(earlier[0], entries) if earlier else None,
        reasons=thin_reasons(
            nothing_to_report=update.nothing_to_report,
            words=update.what_happened,
            words_before=spoke.what_happened if spoke else "",
            evidence=update.evidence,
            evidence_items=shows,
            quiet_updates=row.quiet,
        ),
        check=max(checks, key=lambda check: check.sequence, default=None),
        own=own.why_not(Matter.CHECK, row.action.pk),
        shows=shows,
    )
