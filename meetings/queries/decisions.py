"""What a meeting decided, in words, and how decisions of one meeting go together."""

from collections.abc import Iterable

from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from timescales.date_format import long_day

# what each kind says about an action, in the order of a form
SAID: dict[str, tuple[str, ...]] = {
    DecisionKind.COMPLETE: ("evidence", "difference"),
    DecisionKind.EXTEND: ("proposed_due", "reason", "impact"),
    DecisionKind.ADD: ("text", "heading", "lead", "timescale_words"),
    DecisionKind.WITHDRAW: ("reason",),
    DecisionKind.LEAD: ("lead", "reason"),
    DecisionKind.RATING: ("entry", "reason"),
    DecisionKind.ESCALATE: ("reason",),
    DecisionKind.NOTED: ("reason",),
}
WANTED: dict[str, dict[str, str]] = {
    DecisionKind.COMPLETE: {
        "evidence": "Say what shows that it is complete.",
        "difference": "Say what difference it made.",
    },
    DecisionKind.EXTEND: {
        "proposed_due": "Give the new date, for example 31 July 2026.",
        "reason": "Say why a new date is needed.",
        "impact": "Say what the delay means for children and families.",
    },
    DecisionKind.ADD: {"text": "Write what will be done."},
    DecisionKind.WITHDRAW: {"reason": "Say why it is withdrawn."},
    DecisionKind.LEAD: {"lead": "Choose who leads it from now on."},
    DecisionKind.RATING: {
        "entry": "Choose the rating that was agreed.",
        "reason": "Say why the committee agreed on it.",
    },
    DecisionKind.ESCALATE: {"reason": "Write what the chief officers are asked."},
    DecisionKind.NOTED: {"reason": "Write what the meeting noted."},
}
# a meeting decides one of these about an action; a question or a note may stand beside it
ONE_OF = frozenset({DecisionKind.COMPLETE, DecisionKind.EXTEND, DecisionKind.WITHDRAW})
# what may stand beside a new date, and not beside what ends the work
BESIDE = {
    DecisionKind.LEAD: frozenset({DecisionKind.WITHDRAW}),
    DecisionKind.RATING: frozenset({DecisionKind.COMPLETE, DecisionKind.WITHDRAW}),
}


def not_beside(kind: DecisionKind) -> frozenset[DecisionKind]:
    """The kinds of which a meeting decides none about an action beside one of `kind`."""
    others = {other for other, ends in BESIDE.items() if kind in ends}
    if kind in ONE_OF:
        return ONE_OF | others
    return BESIDE.get(kind, frozenset()) | {kind}


def decided(row: MeetingDecision) -> str:
    """One decision as the minutes print it."""
    kind = DecisionKind(row.kind)
    if kind == DecisionKind.COMPLETE:
        shown = f" Evidence: {ended(row.evidence)} Difference made: {ended(row.difference)}"
        return "Complete." + (shown if row.evidence else " The lead’s report of it is accepted.")
    if kind == DecisionKind.EXTEND and row.proposed_due:
        why = f" {row.reason}" if row.reason else ""
        return f"New date: {long_day(row.proposed_due)}.{why}"
    if kind == DecisionKind.LEAD and row.lead:
        return f"Led by {ended(str(row.lead))}{f' {row.reason}' if row.reason else ''}"
    if kind == DecisionKind.RATING and row.entry:
        return f"Rating agreed: {ended(row.entry.label)} {row.reason}"
    if kind == DecisionKind.ADD:
        return f"Added to the plan: {ended(row.text)}{_where(row)}"
    before = {
        DecisionKind.WITHDRAW: "Withdrawn",
        DecisionKind.ESCALATE: "Question to the chief officers group",
    }.get(kind, "Noted")
    return f"{before}: {row.reason}"


def ended(words: str) -> str:
    """Words that end as a sentence does, so that the next sentence can follow them."""
    words = words.strip()
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."


def _where(row: MeetingDecision) -> str:
    """Under which heading, whose lead and by when, while the action is not there to say so."""
    if row.added_id:
        return ""
    said = [
        f"Under {row.heading}." if row.heading else "",
        f"Lead: {row.lead}." if row.lead else "No lead named.",
        f"Timescale: {ended(row.timescale_words)}"
        if row.timescale_words
        else "No timescale given.",
    ]
    return "".join(f" {one}" for one in said if one)


def subject(row: MeetingDecision) -> str:
    """What a decision is about, as people call it: "Action 1.2", "New action"."""
    action = row.action or row.added
    return f"Action {action.reference}" if action else "New action"


def live(rows: Iterable[MeetingDecision]) -> list[MeetingDecision]:
    """Decisions that stand: recorded or applied, not struck out."""
    return [row for row in rows if row.state != DecisionState.CANCELLED]
