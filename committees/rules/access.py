"""Who confirms a change of access, and until when: pure rules."""

from datetime import date, timedelta
from typing import Final

from committees.enums import AccessState

# a proposal that nobody answers is over after a fortnight: it was not meant, or was forgotten
WAITS_FOR: Final = timedelta(days=14)

NO_RIGHT: Final = (
    "Only the chair, vice-chair, lead officer, an administrator or a chief officer confirms this."
)
OWN_PROPOSAL: Final = "You proposed this, so somebody else confirms it."
ABOUT_ONESELF: Final = "This is about you, so somebody else confirms it."
UNVERIFIED: Final = "The new address has not been opened yet: the link that was sent to it waits."
OVER: Final = {
    AccessState.CONFIRMED: "This was confirmed already.",
    AccessState.REFUSED: "This was refused already.",
    AccessState.WITHDRAWN: "This was withdrawn.",
    AccessState.VOID: "This is void: somebody concerned was deactivated meanwhile.",
    AccessState.EXPIRED: "Nobody confirmed this in time. Propose it again.",
}


def expires_on(today: date) -> date:
    """The last day on which what is proposed today can be confirmed."""
    return today + WAITS_FOR


def why_not_decide(*, by: int, proposer: int | None, person: int, holds: bool) -> str:
    """Why somebody can neither confirm nor refuse; "" when they can. All are keys of people.

    Two people, always: whoever proposed it is not the second, and nobody becomes what they
    administer, by whomever it was proposed.
    """
    if not holds:
        return NO_RIGHT
    if by == proposer:
        return OWN_PROPOSAL
    return ABOUT_ONESELF if by == person else ""


def why_not_confirm(state: AccessState, *, own_address: bool, verified: bool) -> str:
    """Why nobody can confirm it as it stands; "" when they can."""
    if state != AccessState.WAITING:
        return OVER[state]
    return UNVERIFIED if own_address and not verified else ""
