"""Why nothing was heard about an action (domain.md, rule 3). Pure: `as_of` is an argument."""

from datetime import date

from actions.rules.record import ActionRecord, LeadState, WindowState
from committees.enums import PostKind
from documents.enums import Silence
from timescales.date_format import long_day


def silence_of(record: ActionRecord, window: WindowState | None, as_of: date) -> Silence:
    """Why nothing was said about an open action by `as_of`. Blame nobody who was not asked.

    `window` is the latest that had opened by then. Somebody was there to be asked when the
    accountable post or group was held, or had a deputy, on a day of the window.
    """
    lead = record.accountable
    if lead is None or not _answered_for(lead, window, as_of):
        return Silence.NOBODY
    if window is None or not window.asks(record.action, as_of):
        return Silence.NOT_ASKED
    return Silence.AWAITED if window.open_on(as_of) else Silence.UNANSWERED


def _answered_for(lead: LeadState, window: WindowState | None, as_of: date) -> bool:
    first, last = (window.opens_on, window.closing(as_of)) if window else (as_of, as_of)
    return any(days.touch(first, min(last, as_of)) for days in lead.post.answered_for)


def silence_words(silence: Silence, asked_until: date | None, lead: LeadState | None) -> str:
    """Who was asked until when, in words that are true of each kind of silence."""
    until = long_day(asked_until) if asked_until else ""
    return {
        Silence.UNANSWERED: f"Asked until {until} and not answered",
        Silence.AWAITED: f"Asked, and the window is open until {until}",
        Silence.NOBODY: f"Nobody to ask: {_nobody(lead)}",
        Silence.NOT_ASKED: "Not asked yet",
    }[silence]


def _nobody(lead: LeadState | None) -> str:
    if lead is None:
        return "no lead is named"
    if any(holding.answers for holding in lead.post.present):
        return "nobody held the lead’s post while the window was open"
    if lead.post.present:
        return "whoever holds the lead’s post has no role in cpcplan"
    group = lead.post.kind == PostKind.GROUP
    return "nobody stands behind the group" if group else "the lead’s post is vacant"
