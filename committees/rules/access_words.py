"""A change of access in words: for the page, the letters and the record. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from committees.enums import AccessKind
from timescales.date_format import long_day


@dataclass(frozen=True)
class AccessWords:
    """What is said of a change. `role` and `post` are in words; `former` is the old address."""

    kind: AccessKind
    person: str
    email: str
    former: str
    role: str = ""
    post: str = ""
    deputy: bool = False
    roles: Sequence[str] = ()
    starts: date | None = None
    ends: date | None = None


def sentence(words: AccessWords) -> str:
    """The change in one sentence: "Una Ross (una@example.org) becomes chair, from 1 May 2026." """
    who = f"{words.person} ({words.former})"
    if words.kind == AccessKind.ROLE:
        return f"{who} becomes {words.role.lower()}{_period(words)}."
    if words.kind == AccessKind.HOLDING:
        as_what = "deputises for" if words.deputy else "holds the post"
        return f"{who} {as_what} {words.post}{_period(words)}."
    if words.kind == AccessKind.ADDRESS:
        return f"{words.person} signs in with {words.email} instead of {words.former}."
    roles = ", ".join(role.lower() for role in words.roles)
    return f"{who} may sign in again{f', as {roles}' if roles else ''}."


def _period(words: AccessWords) -> str:
    since = f", from {long_day(words.starts)}" if words.starts else ""
    return f"{since}, to the end of {long_day(words.ends)}" if words.ends else since
