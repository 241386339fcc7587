"""The coordinator's queue: what leads said in the present window, and what the rules make of it.

Two sorts of updates need no check: those that the coordinator recorded on a lead's behalf, because
they are the coordinator's own words, and those that came with an imported plan. Nobody checks an
update of their own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import Count

from accounts.models import User
from actions.enums import CheckOutcome, CompletionState, Source
from actions.models import Action, ProgressUpdate, UpdateCheck
from actions.queries.outlines import plan_outline
from actions.queries.record import PlanRecord
from actions.queries.standing import ActionRecord, Said, Standing
from actions.queries.status_tags import canonical_shown, said_shown, shown
from actions.rules.thinness import thin_reasons
from documents.statuses import Tag
from plans.enums import LegendBasis
from plans.models import LegendEntry, Plan
from plans.queries import legend_entries
from windows.models import UpdateWindow


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
    update: ProgressUpdate
    now: Tag
    before: Tag | None
    reasons: Sequence[str]
    check: UpdateCheck | None
    own: bool

    @property
    def action(self) -> Action:
        return self.standing.action

    @property
    def seen(self) -> int:
        """The number of the check that a form was drawn after; 0 before the first."""
        return self.check.sequence if self.check else 0

    @property
    def place(self) -> Place:
        if self.check:
            back = self.check.outcome == CheckOutcome.RETURNED
            return Place.RETURNED if back else Place.ACCEPTED
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

    @property
    def action(self) -> Action:
        return self.standing.action

    @property
    def about(self) -> int:
        """The key of the lead's word that the proposal is about, 0 where nothing was said."""
        return self.standing.said.pk if self.standing.said else 0


@dataclass(frozen=True)
class CheckQueue:
    """All that waits for the coordinator in one plan, in the plan's order."""

    window: UpdateWindow | None
    asked_from: date
    rows: Sequence[ToCheck]
    proposals: Sequence[Proposed]
    silent: int
    places: Mapping[str, list[ToCheck]] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        return len(self.places[Place.THIN]) + len(self.places[Place.PLAIN])


def check_queue(plan: Plan, user: User, today: date) -> CheckQueue:
    """What `user` has to check in `plan` today. Nine queries, however many actions there are."""
    entries = legend_entries(plan)
    date_based = any(entry.legend.basis == LegendBasis.DATE for entry in entries)
    outline = plan_outline(plan, today, date_based=date_based)
    standings = outline.standings(today)
    rows = list(_rows(outline, standings, entries, user, today))
    by_key = {entry.pk: entry for entry in entries}
    return CheckQueue(
        window=outline.window_on(today),
        asked_from=outline.asked_from(today),
        rows=rows,
        proposals=list(_proposed(standings, by_key)),
        silent=sum(row.silent for row in standings),
        places={place.value: [row for row in rows if row.place == place] for place in Place},
    )


def _proposed(
    standings: Iterable[Standing], entries: Mapping[int, LegendEntry]
) -> Iterator[Proposed]:
    for row in standings:
        for item in row.proposals:
            status = canonical_shown(item.canonical, entries.values())
            yield Proposed(row, shown(row, entries), status, item.canonical.value, item.reason)


def _rows(
    outline: PlanRecord,
    standings: Iterable[Standing],
    entries: Sequence[LegendEntry],
    user: User,
    today: date,
) -> Iterator[ToCheck]:
    records = {record.action.pk: record for record in outline.actions}
    asked_from = outline.asked_from(today)
    said = [row for row in standings if row.said and row.said.as_at >= asked_from]
    spoken = {row.action.pk: _spoken(records[row.action.pk], today) for row in said}
    updates = _updates(item.pk for found in spoken.values() for item in found)
    checks = _checks(found[0].pk for found in spoken.values())
    by_key = {entry.pk: entry for entry in entries}
    for row in said:
        found = [updates[item.pk] for item in spoken[row.action.pk]]
        if found[0].source != Source.IMPORTED:
            quiet = _quiet(records[row.action.pk].said, today)
            yield _row(row, found, checks.get(found[0].pk), by_key, quiet, user)


def _row(
    row: Standing,
    found: Sequence[ProgressUpdate],
    check: UpdateCheck | None,
    entries: Mapping[int, LegendEntry],
    quiet: int,
    user: User,
) -> ToCheck:
    update, earlier = found[0], found[1:]
    spoke = next((one for one in earlier if not one.nothing_to_report), None)
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
            evidence_items=getattr(update, "shows", 0),
            quiet_updates=quiet,
        ),
        check=check,
        own=update.author_id == user.pk,
    )


def _spoken(record: ActionRecord, today: date) -> list[Said]:
    """The last word, the one before it, and before that the last that said something."""
    said = [item for item in record.said if item.as_at <= today][::-1]
    words = next((item for item in said[1:] if not item.nothing_to_report), None)
    return said[:2] + ([words] if words and words not in said[:2] else [])


def _quiet(said: Sequence[Said], today: date) -> int:
    """How many "nothing to report" answers run up to the latest."""
    count = 0
    for item in reversed([item for item in said if item.as_at <= today]):
        if not item.nothing_to_report:
            break
        count += 1
    return count


def _updates(keys: Iterable[int]) -> dict[int, ProgressUpdate]:
    """Updates in full, with the number of files and links that came with each as `shows`."""
    rows = ProgressUpdate.objects.filter(pk__in=list(keys))
    return {row.pk: row for row in rows.annotate(shows=Count("evidence_items"))}


def _checks(keys: Iterable[int]) -> dict[int, UpdateCheck]:
    """The latest check of each update."""
    rows = UpdateCheck.objects.filter(update_checked__in=list(keys)).select_related("checked_by")
    return {row.update_checked_id: row for row in rows.order_by("sequence")}
