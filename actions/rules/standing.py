"""How every action of a plan stood on a day, worked out from the record and nothing else.

The record is append-only, so the same day gives the same answer for ever: dashboards, lists,
snapshots and the command line all read it here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from actions.enums import ActionKind, CompletionState, RevisionState
from actions.rules.linked_risks import high_risks
from actions.rules.overdue import BUCKETS, Proposal, bucket, is_overdue, is_silent, proposals
from actions.rules.record import (
    ActionRecord,
    ActionState,
    Challenged,
    Checked,
    Completed,
    DateAsked,
    EntryState,
    LeadState,
    ProposalDecided,
    Said,
    WindowState,
    accountable_of,
)
from actions.rules.silence import silence_of, silence_words
from documents.enums import Canonical, Silence
from timescales.enums import TimescaleKind

QUARTER = relativedelta(months=3)
UNDATED = frozenset({TimescaleKind.UNKNOWN, TimescaleKind.MISPLACED})


@dataclass(frozen=True, slots=True)
class Standing:
    """One action as it stood on `as_of`.

    `rating` is the lead's, or what the rules proposed and somebody accepted, or the committee
    agreed, since the lead's last word (`adopted`; `lead_rating` is then the lead's own). A claim of
    completion that nobody verified leaves the rating before it and sets `claimed`. `returned` is
    the coordinator's check that sent the lead's last word back. `bucket` is what is counted and
    printed: a canonical value or "not_updated".
    `silence` says why an action that prints as not updated was not heard of; what was asked was
    asked until `asked_until`.
    `rated_on` is the day of the word or the acceptance that gave `rating`, `said` the last word.
    `due`, `first_due` and `proposed_due` are dates or None; `days_late` counts whole days and
    `quiet` the "nothing to report" answers that run up to the last word.
    """

    action: ActionState
    as_of: date
    rating: Canonical
    entry_id: int | None
    bucket: str
    silence: Silence | None
    overdue: bool
    days_late: int
    due: date | None
    first_due: date | None
    times_moved: int
    leads: Sequence[LeadState] = ()
    said: Said | None = None
    challenge: Challenged | None = None
    completion: Completed | None = None
    claimed: bool = False
    open_revision: DateAsked | None = None
    revisions: Sequence[DateAsked] = ()
    proposals: Sequence[Proposal] = field(default_factory=list)
    adopted: ProposalDecided | None = None
    lead_rating: Canonical | None = None
    checked: Checked | None = None
    rated_on: date | None = None
    quiet: int = 0
    asked_until: date | None = None

    @property
    def silent(self) -> bool:
        """Whether it prints as not updated: nothing was said in the quarter, whoever was asked."""
        return self.silence is not None

    @property
    def said_on(self) -> date | None:
        """The day of which the lead's last word speaks."""
        return self.said.as_at if self.said else None

    @property
    def silence_words(self) -> str:
        """Why nothing was heard, in words; "" where something was."""
        if self.silence is None:
            return ""
        return silence_words(self.silence, self.asked_until, self.accountable)

    @property
    def agreed(self) -> ProposalDecided | None:
        """The rating that the committee agreed in a meeting since the lead's last word."""
        return self.adopted if self.adopted and self.adopted.agreed_on else None

    @property
    def contested(self) -> bool:
        """The chair's rating stands beside the lead's, and no meeting has agreed on one since."""
        challenge, agreed = self.challenge, self.agreed
        return challenge is not None and (agreed is None or agreed.decided_on < challenge.made_on)

    @property
    def returned(self) -> Checked | None:
        """The check by which the lead's last word was sent back."""
        return self.checked if self.checked and self.checked.returned else None

    @property
    def owes(self) -> bool:
        """Whether an answer is wanted: asked for and not given, or given and sent back."""
        asked = self.silence not in (None, Silence.NOT_ASKED)
        return asked or self.returned is not None

    @property
    def accountable(self) -> LeadState | None:
        return accountable_of(self.leads)

    @property
    def proposed_due(self) -> date | None:
        return self.open_revision.proposed_due if self.open_revision else None

    @property
    def no_lead(self) -> bool:
        return self.accountable is None

    @property
    def no_date(self) -> bool:
        """The timescale is missing or was not understood: for a person to look at (rule 11)."""
        return self.due is None and self.action.timescale_kind in UNDATED

    @property
    def rated(self) -> bool:
        return self.action.kind == ActionKind.RATED


@dataclass(frozen=True)
class PlanRecord:
    """A plan's actions with all that was recorded about them: ask how things stood on any day."""

    plan_id: int
    actions: Sequence[ActionRecord]
    windows: Sequence[WindowState]
    legend: Sequence[EntryState]

    @property
    def date_based(self) -> bool:
        """Whether the legend's red is a fact about the date."""
        return any(entry.date_based for entry in self.legend)

    def on(self, day: date) -> "PlanRecord":
        """The record with the actions that were in the plan on `day`, as they are read for it."""
        return replace(self, actions=[item for item in self.actions if item.action.in_plan(day)])

    def window_on(self, day: date) -> WindowState | None:
        """The latest update window that had opened by `day`."""
        return window_on(self.windows, day)

    def asked_from(self, day: date) -> date:
        """The day since which an update was due: the window's opening, else three months before."""
        return asked_since(self.window_on(day), day)

    def standing_of(self, item: ActionRecord, as_of: date) -> Standing:
        """How one of the actions stood on `as_of`."""
        window = self.window_on(as_of)
        return standing_of(item, as_of=as_of, window=window, date_based=self.date_based)

    def standings(self, as_of: date) -> list[Standing]:
        """Every action that was in the plan on `as_of`, in the plan's order, as it stood then."""
        window, date_based = self.window_on(as_of), self.date_based
        return [
            standing_of(item, as_of=as_of, window=window, date_based=date_based)
            for item in self.on(as_of).actions
        ]

    def previous_quarter(self, as_of: date) -> date:
        """The day to compare with: the closing of the window before the current one."""
        window = self.window_on(as_of)
        earlier = [item for item in self.windows if window and item.opens_on < window.opens_on]
        return earlier[-1].closes_on if earlier else as_of - QUARTER


def counts(rows: Iterable[Standing]) -> dict[str, int]:
    """Rated actions by bucket, every bucket present, in printing order. They sum to the total."""
    counted = Counter(row.bucket for row in rows if row.action.kind == ActionKind.RATED)
    return {name: counted[name] for name in BUCKETS}


def standing_of(
    record: ActionRecord, *, as_of: date, window: WindowState | None, date_based: bool
) -> Standing:
    """How one action stood on `as_of`; `window` is the latest that had opened by then."""
    action, asked_from = record.action, asked_since(window, as_of)
    said = [item for item in record.said if item.as_at <= as_of]
    completion = _completion(record.completions, as_of)
    verified, claimed = _reported(completion)
    shown = said[-1] if verified and said else _rating_said(said)
    rating = Canonical.COMPLETE if verified else (shown.canonical if shown else Canonical.NOT_RATED)
    last = said[-1] if said else None
    decisions = [] if verified else _decided_about(record.proposal_decisions, last, as_of)
    adopted = next((row for row in reversed(decisions) if row.accepted), None)
    lead_rating, entry_id = rating, shown.entry_id if shown else None
    if adopted:
        rating, entry_id = Canonical(adopted.canonical), adopted.entry_id
    decided, waiting = _approved(record.revisions, as_of), _waiting(record.revisions, as_of)
    due = decided[-1].proposed_due if decided else action.first_due
    unheard = not claimed and _unheard(action, rating, last, asked_from)
    silence = silence_of(record, window, as_of) if unheard else None
    overdue = is_overdue(due, rating, as_of)
    return Standing(
        action=action,
        as_of=as_of,
        rating=rating,
        entry_id=entry_id,
        bucket=bucket(rating, unheard),
        silence=silence,
        asked_until=window.closing(as_of) if window else None,
        overdue=overdue,
        days_late=(as_of - due).days if overdue and due else 0,
        due=due,
        first_due=action.first_due,
        times_moved=len(decided),
        leads=record.leads,
        said=last,
        challenge=_standing_challenge(record.challenges, last, as_of),
        completion=completion,
        claimed=claimed,
        open_revision=waiting,
        revisions=[row for row in record.revisions if row.requested_on <= as_of],
        proposals=_still_open(
            proposals(
                rating=rating,
                date_based=date_based,
                due=due,
                today=as_of,
                quiet_updates=_quiet(said),
                blocked=last is not None and last.blocked,
                revision_open=waiting is not None,
                high_risks=high_risks(record.risks, as_of),
            ),
            [row for row in decisions if row.decided_on >= asked_from],
        ),
        adopted=adopted,
        lead_rating=lead_rating,
        quiet=_quiet(said),
        checked=_latest_check(record.checks, last, as_of),
        rated_on=adopted.decided_on if adopted else (shown.as_at if shown else None),
    )


def window_on(windows: Sequence[WindowState], day: date) -> WindowState | None:
    """The latest of some windows, oldest first, that had opened by `day`."""
    opened = [window for window in windows if window.opens_on <= day]
    return opened[-1] if opened else None


def asked_since(window: WindowState | None, day: date) -> date:
    """The day since which an update counts: the window's opening, else three months before."""
    return window.opens_on if window else day - QUARTER


def _unheard(action: ActionState, rating: Canonical, last: Said | None, asked_from: date) -> bool:
    """Whether nothing was said about a rated action since then, also where it came in later: nobody
    has asked about it yet, and its state says so (rule 3).

    A lead who claimed completion has answered: what is missing is somebody else's word.
    """
    expected = action.kind == ActionKind.RATED
    return expected and is_silent(rating, last.as_at if last else None, asked_from)


def _decided_about(
    rows: Sequence[ProposalDecided], last: Said | None, as_of: date
) -> list[ProposalDecided]:
    """What was decided on the rules' proposals since the lead's last word."""
    about = last.pk if last else None
    return [row for row in rows if row.decided_on <= as_of and row.about_id == about]


def _still_open(proposals: list[Proposal], decided: Sequence[ProposalDecided]) -> list[Proposal]:
    """Proposals that nobody has declined in the window that is asked about."""
    declined = {row.canonical for row in decided if not row.accepted}
    return [item for item in proposals if item.canonical not in declined]


def _latest_check(checks: Sequence[Checked], last: Said | None, as_of: date) -> Checked | None:
    """The coordinator's latest check of the lead's last word."""
    if last is None:
        return None
    known = [row for row in checks if row.update_checked_id == last.pk and row.checked_on <= as_of]
    return known[-1] if known else None


def _rating_said(said: Sequence[Said]) -> Said | None:
    """The last thing said that was not a claim of completion."""
    return next((item for item in reversed(said) if item.canonical != Canonical.COMPLETE), None)


def _completion(completions: Sequence[Completed], as_of: date) -> Completed | None:
    """The completion that stood on `as_of`: verified by then, or claimed and not yet returned."""
    for row in reversed(completions):
        if row.completed_on > as_of:
            continue
        if row.state == CompletionState.REOPENED:
            if row.reopened_on and row.reopened_on <= as_of:
                continue
            return _as_verified(row) if _decided(row, as_of) else _as_claimed(row)
        if row.state == CompletionState.VERIFIED and _decided(row, as_of):
            return row
        if row.state == CompletionState.CLAIMED:
            return row
        if not _decided(row, as_of):
            return _as_claimed(row)
    return None


def _reported(completion: Completed | None) -> tuple[bool, bool]:
    """Whether it was verified, and whether it was claimed and nobody has verified it."""
    verified = completion is not None and completion.state == CompletionState.VERIFIED
    return verified, completion is not None and not verified


def _decided(row: Completed, as_of: date) -> bool:
    return row.imported or (row.decided_on is not None and row.decided_on <= as_of)


def _as_verified(row: Completed) -> Completed:
    """The completion as it was before it was reopened."""
    state = CompletionState.VERIFIED.value
    return replace(row, state=state, reopened_on=None, reopened_by=None, reopen_reason="")


def _as_claimed(row: Completed) -> Completed:
    """The claim as it was before a later decision."""
    state = CompletionState.CLAIMED.value
    return replace(_as_verified(row), state=state, decided_on=None, decided_by=None, note="")


def _approved(revisions: Sequence[DateAsked], as_of: date) -> list[DateAsked]:
    return [
        row
        for row in revisions
        if row.state == RevisionState.APPROVED and row.decided_on and row.decided_on <= as_of
    ]


def _waiting(revisions: Sequence[DateAsked], as_of: date) -> DateAsked | None:
    """The request that was waiting for a decision on `as_of`."""
    for row in revisions:
        undecided = row.decided_on is None or row.decided_on > as_of
        if row.requested_on <= as_of and undecided:
            return row
    return None


def _standing_challenge(
    challenges: Sequence[Challenged], last: Said | None, as_of: date
) -> Challenged | None:
    """The chair's challenge to the lead's latest word; an older one was answered by an update."""
    known = [row for row in challenges if row.made_on <= as_of]
    if not known or last is None or known[-1].update_challenged_id != last.pk:
        return None
    return known[-1]


def _quiet(said: Sequence[Said]) -> int:
    """How many "nothing to report" answers run up to the latest update."""
    count = 0
    for item in reversed(said):
        if not item.nothing_to_report:
            break
        count += 1
    return count
