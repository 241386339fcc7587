"""What is known of an action, with the days: what was said last, or why nothing was. Pure.

Never "this quarter" over words of an earlier one, never the words that were sent back, never a
claim of completion as something achieved (domain.md, rules 3 and 6).
"""

from __future__ import annotations

from collections.abc import Iterator

from documents import phrases
from documents.schema.actions import ActionRecord

NO_DIFFERENCE = "The difference that it made is not recorded."
UNTOLD = "What was written of the difference is not in this edition."
DAY_NOT_KNOWN = "(day not known)"


def last_words(action: ActionRecord) -> list[str]:
    """Lines, the first the gravest: how it ended, that it was sent back, or what was said when."""
    if action["withdrawn_on"]:
        return [_withdrawn(action)]
    if action["completed_on"]:
        return [action["difference"] or no_difference(action), *_evidence(action)]
    if action["sent_back"]:
        return [_sent_back(action), last_known(action)]
    if action["silent"]:
        return [action["silence_words"], last_known(action)]
    if action["awaiting_verification"]:
        return [f"Said to be complete {_on(action['claimed_on'])}, and not yet verified"]
    if not action["progress"]:
        return [phrases.NONE]
    return [f"Said {_on(action['said_on'])}: {action['progress']}", *_evidence(action)]


def no_difference(action: ActionRecord) -> str:
    """Why no difference is printed: none is recorded, or this audience is not told it."""
    return UNTOLD if action.get("untold") else NO_DIFFERENCE


def last_known(action: ActionRecord) -> str:
    """The last rating that anyone gave, with its day."""
    if not action["rated_on"]:
        return "Never rated"
    return f"Last known: {action['rating_label']}, {phrases.day(action['rated_on'])}"


def completed_words(action: ActionRecord) -> list[str]:
    """The day it was done, the days late, the day it was verified and by whom, side by side."""
    if not action["completed_on"]:
        return []
    late = action["days_late"]
    how = f", {phrases.count(late, 'day')} late" if late else ""
    lines = [f"Done {phrases.day(action['completed_on'])}{how}"]
    if action["verified_on"] or action["verified_by"]:
        by = f" by {action['verified_by']}" if action["verified_by"] else ""
        day = phrases.day(action["verified_on"]) if action["verified_on"] else DAY_NOT_KNOWN
        lines.append(f"Verified {day}{by}")
    else:
        lines.append("Taken over from the plan as complete; who verified it is not known")
    return lines


def date_words(action: ActionRecord) -> list[str]:
    """The first agreed date, how often it moved, the one that counts now, the days past it."""
    lines = []
    if action["times_moved"]:
        times = phrases.times(action["times_moved"])
        lines.append(f"First agreed {phrases.day(action['due_first'])}, moved {times}")
        lines.append(f"Now due {phrases.day(action['due'])}")
    elif action["due"] and not says_day(action["timescale"], action["due"]):
        lines.append(f"Due {phrases.day(action['due'])}")
    elif action["timescale"]:
        lines.append(action["timescale"])
    else:
        lines.append("No timescale")
    if action["due_proposed"]:
        lines.append(f"Asked to move to {phrases.day(action['due_proposed'])}")
    if action["overdue"]:
        lines.append(f"{phrases.count(action['days_overdue'], 'day')} past")
    return lines


def why(action: ActionRecord) -> Iterator[str]:
    """Why it is behind and what will be done, where that may be printed."""
    if action["sent_back"] or action["silent"] or action["completed_on"]:
        return
    if action["reason"]:
        yield f"Reason: {action['reason']}"
    if action["remedy"]:
        yield f"To be done: {action['remedy']}"


def verified_or_done(action: ActionRecord) -> str:
    """The day from which a completed action counts; of older snapshots only the day it was done."""
    return action["verified_on"] or action["completed_on"] or ""


def _withdrawn(action: ActionRecord) -> str:
    """Why is not told to every audience."""
    told = f"Withdrawn {phrases.day(action['withdrawn_on'])}"
    return f"{told}: {action['withdrawn_reason']}" if action["withdrawn_reason"] else told


def says_day(timescale: str, due: str) -> bool:
    """Whether the committee's own words say the day already."""
    return phrases.day(due).replace(phrases.NBSP, " ") in timescale


def _sent_back(action: ActionRecord) -> str:
    if not action["sent_back_on"]:
        return "Sent back for more, and not answered"
    return f"Sent back on {phrases.day(action['sent_back_on'])}, and not answered"


def _evidence(action: ActionRecord) -> list[str]:
    parts = [action["evidence"].rstrip(". "), phrases.evidence(action["evidence_items"])]
    shown = "; ".join(part for part in parts if part)
    return [f"Evidence: {shown}"] if shown else []


def _on(iso: str | None) -> str:
    return f"on {phrases.day(iso)}" if iso else DAY_NOT_KNOWN
