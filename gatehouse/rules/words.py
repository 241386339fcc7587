"""What people are told at the way in. Pure."""

from typing import Final

from gatehouse.enums import Refusal

ASK: Final = "Ask the administrator of your area, or your lead officer."

# Heading and text of the page, by what went wrong. {agency} is its name.
REFUSALS: Final[dict[Refusal, tuple[str, str]]] = {
    Refusal.NO_ADDRESS: (
        "{agency} did not tell us your e-mail address",
        "We know you by the address that you were invited with, so we cannot tell who you are. "
        "Your agency's IT department has to let its sign-in give the address to cpcplan.",
    ),
    Refusal.UNVERIFIED: (
        "{agency} has not verified your e-mail address",
        "Anybody could have written it there, so it opens no account here. Your agency's IT "
        "department can say that it is verified.",
    ),
    Refusal.OTHER_DOMAIN: (
        "Your e-mail address is not one of {agency}’s",
        "Through {agency} only people with its own addresses come in. If you were invited with "
        "another address, sign in with that.",
    ),
    Refusal.UNKNOWN: (
        "You have no account here yet",
        "{agency} knows you, but nobody has invited you with the address that it gave us. Accounts "
        f"are made by the administrator of a partnership area. {ASK}",
    ),
    Refusal.OTHER_ACCOUNT: (
        "Your identity belongs to another account",
        "The address that {agency} gave us is that of one account, your identity there was joined "
        f"to another one. We do not guess which is yours. {ASK}",
    ),
    Refusal.OTHER_SUBJECT: (
        "Your account is joined to another identity",
        "Somebody signed in to this account through {agency} before, under another identity. If "
        f"yours was made anew there, it has to be joined again. {ASK}",
    ),
    Refusal.MOVED: (
        "Your account is not {agency}’s any more",
        "The address of your account has changed to one of another agency. Sign in with that.",
    ),
    Refusal.CLOSED: (
        "This account is closed",
        "The administrator of your area has ended it. If you still need it, ask them or your lead "
        "officer.",
    ),
    Refusal.UNTRUSTED: (
        "We could not trust {agency}’s answer",
        "What came back does not belong to the sign-in that you began, or is not signed as it must "
        "be. Begin again. If it happens twice, tell your agency's IT department.",
    ),
}
SILENT: Final = (
    "{agency}’s sign-in does not answer",
    "We cannot reach it now. Try again in a few minutes; if others at {agency} cannot sign in "
    "elsewhere either, its IT department will know of it.",
)
STOPPED: Final = (
    "You did not sign in",
    "You stopped at {agency}, or it did not let you through. Nothing has changed here.",
)
BEGIN_AGAIN: Final = (
    "This sign-in is over",
    "It was begun in another browser, was used already, or took more than ten minutes. Begin "
    "again.",
)


def only_through(agency: str) -> str:
    return f"People of {agency} sign in through {agency}, not with a password here: use its button."


def or_through(agency: str) -> str:
    return f"Type your password, or sign in through {agency}: use its button."
