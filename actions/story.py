"""An action’s history as a story: what was said, challenged, asked and decided, newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from actions.enums import CompletionState, RevisionState, Source
from actions.models import Action, Challenge, Completion, DeadlineRevision, ProgressUpdate
from actions.showing import Shown
from plans.enums import Canonical

Part = tuple[str, str]


@dataclass(frozen=True)
class StoryEvent:
    """One thing that happened. `kind` is "decision" for what somebody decided, else empty.

    `order` sorts what happened on one day: what was said before what was decided about it.
    """

    when: date
    order: int
    title: str
    who: str
    parts: Sequence[Part] = ()
    status: Shown | None = None
    kind: str = ""


def story(
    action: Action,
    *,
    updates: Iterable[ProgressUpdate],
    challenges: Iterable[Challenge],
    revisions: Iterable[DeadlineRevision],
    completions: Iterable[Completion],
) -> list[StoryEvent]:
    """Every event of `action`, newest first. Rows come with their people; no query is made here."""
    events = [_added(action)]
    events += [_said(row) for row in updates]
    events += [_challenged(row) for row in challenges]
    for revision in revisions:
        events += _date_events(revision)
    events += [_completion(row) for row in completions if row.decided_on]
    if action.withdrawn_on:
        events.append(_withdrawn(action, action.withdrawn_on))
    return sorted(events, key=lambda event: (event.when, event.order))[::-1]


def _added(action: Action) -> StoryEvent:
    words = [("Timescale", action.timescale_words)] if action.timescale_words else []
    return StoryEvent(action.added_on, 0, "Added to the plan", "", words)


def _said(row: ProgressUpdate) -> StoryEvent:
    rating = Shown(row.canonical, row.entry_label or Canonical(row.canonical).label)
    parts = (
        ("What happened", row.what_happened),
        ("Why it is not on track", row.reason),
        ("What will be done", row.recovery),
        ("Evidence", row.evidence),
        ("Difference it made", row.difference),
    )
    return StoryEvent(row.as_at, 1, _said_title(row), _said_by(row), parts, rating)


def _said_title(row: ProgressUpdate) -> str:
    if row.source == Source.IMPORTED:
        return "Printed in the plan that was brought in"
    if row.nothing_to_report:
        return "Nothing to report, still"
    return "Reported complete" if row.canonical == Canonical.COMPLETE else "Update"


def _said_by(row: ProgressUpdate) -> str:
    behalf = row.source == Source.ON_BEHALF
    return f"{row.author_label}, on the lead’s behalf" if behalf else row.author_label


def _challenged(row: Challenge) -> StoryEvent:
    rating = Shown(row.canonical, row.entry_label)
    parts = [("Reason", row.reason)]
    title = "Rating challenged"
    return StoryEvent(row.made_on, 2, title, str(row.made_by), parts, rating, "decision")


def _date_events(row: DeadlineRevision) -> list[StoryEvent]:
    moved = f"{row.from_due:%-d %B %Y} to {row.proposed_due:%-d %B %Y}"
    parts = [("From", moved), ("Reason", row.reason), ("What it means for children", row.impact)]
    if row.to_chief_officers:
        parts.append(("", "For the chief officers group: a second move, or one of over 90 days."))
    asked = StoryEvent(row.requested_on, 3, "New date asked for", str(row.requested_by), parts)
    if row.decided_on is None:
        return [asked]
    decided = "approved" if row.state == RevisionState.APPROVED else "declined"
    words = [("From", moved), ("Note", row.decision_note)]
    who = str(row.decided_by)
    return [
        asked,
        StoryEvent(row.decided_on, 4, f"New date {decided}", who, words, None, "decision"),
    ]


def _completion(row: Completion) -> StoryEvent:
    verified = row.state == CompletionState.VERIFIED
    title = "Completion verified" if verified else "Completion returned to the lead"
    late = f"{row.days_late} days after its date" if row.days_late else ""
    parts = [("Late", late if verified else ""), ("Note", row.note)]
    return StoryEvent(
        row.decided_on or row.completed_on, 5, title, str(row.decided_by), parts, None, "decision"
    )


def _withdrawn(action: Action, on: date) -> StoryEvent:
    parts = [("Reason", action.withdrawn_reason)]
    return StoryEvent(on, 6, "Withdrawn from the plan", "", parts, None, "decision")
