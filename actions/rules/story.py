"""An action’s history as a story: what was said, challenged, asked and decided, newest first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from actions.enums import CompletionState, DecidedAs, RevisionState, Source
from actions.rules.record import (
    SOME_TIME,
    ActionRecord,
    ActionState,
    Challenged,
    Checked,
    Commented,
    Completed,
    DateAsked,
    EntryState,
    ProposalDecided,
    Said,
    Shows,
)
from actions.rules.status_tags import said_shown
from documents.enums import Canonical
from documents.statuses import Tag
from timescales.date_format import day_range, long_day

Part = tuple[str, str]


@dataclass(frozen=True)
class StoryEvent:
    """One thing that happened. `kind` is "decision" for what somebody decided, else empty.

    `order` sorts what happened on one day: what was said before what was decided about it; `at` is
    the moment, where it is known.
    """

    when: date
    order: int
    title: str
    who: str
    parts: Sequence[Part] = ()
    status: Tag | None = None
    kind: str = ""
    at: datetime = SOME_TIME


def story(record: ActionRecord, entries: Mapping[int, EntryState]) -> list[StoryEvent]:
    """Every event of an action, newest first, from its record with all its words and evidence.

    `entries` are the legend's, by key.

    A check that only accepted is a line of the update itself; one that sent it back or gave other
    words for the report is an event of its own, so that the lead's words stand beside them.
    """
    action, accepted, shows = record.action, _accepted(record.checks), _shows(record.shows)
    events = [_added(action)]
    events += [
        _said(row, said_shown(row, entries), shows[row.pk], accepted.get(row.pk, ""))
        for row in record.said
    ]
    events += [_checked(row) for row in record.checks if _own_event(row)]
    events += [_challenged(row, said_shown(row, entries)) for row in record.challenges]
    events += [_commented(row) for row in record.comments]
    events += [_proposal(row, said_shown(row, entries)) for row in record.proposal_decisions]
    for revision in record.revisions:
        events += _date_events(revision)
    for completion in record.completions:
        events += _completion_events(completion)
    if action.withdrawn_on:
        events.append(_withdrawn(action, action.withdrawn_on))
    return sorted(events, key=lambda event: (event.when, event.order, event.at))[::-1]


def _added(action: ActionState) -> StoryEvent:
    words = [("Timescale", action.timescale_words)] if action.timescale_words else []
    return StoryEvent(action.added_on, 0, "Added to the plan", "", words)


def _said(row: Said, rating: Tag, shows: Sequence[str], accepted: str) -> StoryEvent:
    parts = (
        ("What happened", row.what_happened),
        ("Blocked", BLOCKED if row.blocked else ""),
        ("Why it is not on track", row.reason),
        ("What will be done about it", row.recovery),
        ("Evidence", row.evidence),
        ("Files and links", "\n".join(shows)),
        ("Difference made", row.difference),
        ("Checked", accepted),
    )
    title, who = _said_title(row), _said_by(row)
    return StoryEvent(row.as_at, 1, title, who, parts, rating, at=row.made_at)


def _own_event(row: Checked) -> bool:
    return row.returned or bool(row.wordings)


def _accepted(checks: Iterable[Checked]) -> dict[int, str]:
    """By the key of an update, who accepted it as it stands, and when."""
    return {
        row.update_checked_id: f"accepted by {row.checked_by}, {long_day(row.checked_on)}"
        for row in checks
        if not _own_event(row)
    }


def _shows(evidence: Iterable[Shows]) -> defaultdict[int, list[str]]:
    """By the key of an update, the names of the files and links that came with it."""
    shown: defaultdict[int, list[str]] = defaultdict(list)
    for row in evidence:
        shown[row.update_id].append(row.title)
    return shown


def moderated(row: Checked) -> list[Part]:
    """The words that a check puts beside the lead's for the report; empty ones are the lead's."""
    return [
        ("What happened", row.what_happened),
        ("Why it is not on track", row.reason),
        ("What will be done about it", row.recovery),
        ("Difference made", row.difference),
    ]


def _checked(row: Checked) -> StoryEvent:
    who, when = str(row.checked_by), row.checked_on
    if row.returned:
        parts, title = [("What is still wanted", row.note)], "Update sent back to the lead"
    else:
        parts, title = moderated(row), "Wording for the report"
    return StoryEvent(when, 1, title, who, parts, None, "decision", row.checked_at)


def _commented(row: Commented) -> StoryEvent:
    return StoryEvent(row.made_on, 2, "Comment", str(row.made_by), [("", row.text)])


def _proposal(row: ProposalDecided, rating: Tag) -> StoryEvent:
    if row.agreed_on:
        told = [("Why", row.reason), ("Recorded by", str(row.decided_by))]
        return StoryEvent(
            row.decided_on, 2, "Rating agreed", "The committee", told, rating, "decision"
        )
    title = f"Rating proposed by the rules {'accepted' if row.accepted else 'declined'}"
    parts = [("Reason of the rules", row.reason), ("Note", row.note)]
    return StoryEvent(row.decided_on, 2, title, str(row.decided_by), parts, rating, "decision")


BLOCKED = "It cannot go on until something else happens."


def _said_title(row: Said) -> str:
    if row.source == Source.IMPORTED:
        return "Printed in the plan that was brought in"
    if row.nothing_to_report:
        return "Nothing to report, still"
    return "Reported complete" if row.canonical == Canonical.COMPLETE else "Update"


def _said_by(row: Said) -> str:
    behalf = row.source == Source.ON_BEHALF
    return f"{row.author_label}, on the lead’s behalf" if behalf else row.author_label


def _challenged(row: Challenged, rating: Tag) -> StoryEvent:
    parts = [("Reason", row.reason)]
    title = "Rating challenged"
    return StoryEvent(row.made_on, 2, title, str(row.made_by), parts, rating, "decision")


def _date_events(row: DateAsked) -> list[StoryEvent]:
    moved = day_range(row.from_due, row.proposed_due)
    parts = [("From", moved), ("Reason", row.reason), ("What it means for children", row.impact)]
    if row.to_chief_officers:
        parts.append(("", "For the chief officers group to decide."))
    asked = StoryEvent(row.requested_on, 3, "New date asked for", str(row.requested_by), parts)
    if row.decided_on is None:
        return [asked]
    decided = "approved" if row.state == RevisionState.APPROVED else "declined"
    by = str(row.decided_by)
    # what a body decided was written down, or applied, by somebody
    pressed = by if row.decided_as in (DecidedAs.COMMITTEE, DecidedAs.CHIEF_OFFICERS) else ""
    words = [("From", moved), ("Note", row.decision_note), ("Recorded by", pressed)]
    who = row.decider
    return [
        asked,
        StoryEvent(row.decided_on, 4, f"New date {decided}", who, words, None, "decision"),
    ]


def _completion_events(row: Completed) -> list[StoryEvent]:
    if row.decided_on is None:
        return []
    returned = row.state == CompletionState.RETURNED
    title = "Completion returned to the lead" if returned else "Completion verified"
    late = f"{row.days_late} days after its date" if row.days_late else ""
    parts = [("Late", "" if returned else late), ("Note", row.note)]
    who = str(row.decided_by)
    events = [StoryEvent(row.decided_on, 5, title, who, parts, None, "decision")]
    if row.reopened_on:
        parts, who = [("Reason", row.reopen_reason)], str(row.reopened_by)
        title = "Completion reopened"
        events.append(StoryEvent(row.reopened_on, 6, title, who, parts, None, "decision"))
    return events


def _withdrawn(action: ActionState, on: date) -> StoryEvent:
    parts = [("Reason", action.withdrawn_reason)]
    return StoryEvent(on, 7, "Withdrawn from the plan", "", parts, None, "decision")
