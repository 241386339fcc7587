"""Whose own a matter is: nobody decides on what is their own, whoever pressed the button.

Source: domain.md, section 1. One rule for every decision; each service that decides asks it. Own is
what the account asked for, claimed or prepared; what concerns a post that the person holds or
deputises for, today or on a day on which it was asked; and words that they wrote.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Matter(StrEnum):
    """What is decided."""

    COMPLETION = "completion"
    REOPENING = "reopening"
    DATE = "date"
    OFFICERS_DATE = "officers_date"
    OFFICERS_RECORD = "officers_record"
    CHALLENGE = "challenge"
    CHECK = "check"
    PROPOSAL = "proposal"
    RATING = "rating"
    LEAD = "lead"
    WITHDRAWAL = "withdrawal"
    RELEASE = "release"
    RETURN = "return"
    GROUP_RETURN = "group_return"
    DIRECTION = "direction"
    REGIONAL = "regional"
    FIGURES = "figures"
    RISK = "risk"
    FINDING = "finding"
    EDITION = "edition"
    PAPER = "paper"
    NARRATIVE = "narrative"


class Tie(StrEnum):
    """By what a matter is somebody's own."""

    ACCOUNT = "account"
    AUTHOR = "author"
    POST = "post"


class Holding(NamedTuple):
    """A post that somebody holds or deputises for, from a day to a day."""

    post: int
    starts: date
    ends: date | None = None

    def covers(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Party:
    """Somebody who would decide: their account and all that they hold, whenever."""

    account: int
    holdings: tuple[Holding, ...] = ()

    def posts_on(self, days: Iterable[date]) -> frozenset[int]:
        on = list(days)
        return frozenset(row.post for row in self.holdings if any(map(row.covers, on)))


@dataclass(frozen=True)
class Interest:
    """Whom a matter concerns: who pressed, who wrote, which posts it is of, and on which days.

    `days` are today and the day on which it was asked, claimed or said; whoever held one of `posts`
    on any of them is concerned.
    """

    pressed: frozenset[int] = frozenset()
    authors: frozenset[int] = frozenset()
    posts: frozenset[int] = frozenset()
    days: frozenset[date] = frozenset()

    @property
    def minuted(self) -> "Interest":
        """What is left of it where a committee has decided and somebody writes that down: only
        whoever asked does not."""
        return Interest(pressed=self.pressed)


def tie(party: Party, interest: Interest) -> Tie | None:
    """By what the matter is this person's own; None where it is not."""
    if party.account in interest.pressed:
        return Tie.ACCOUNT
    if party.account in interest.authors:
        return Tie.AUTHOR
    return Tie.POST if party.posts_on(interest.days) & interest.posts else None


def why_own(matter: Matter, party: Party, interest: Interest) -> str:
    """Why somebody else has to decide, as a sentence; "" where this person may."""
    if matter in (Matter.OFFICERS_RECORD, Matter.RETURN):
        # nothing is approved: what others decided is written down with their names, or work is
        # sent back; only whoever asked or prepared it is left out
        interest = interest.minuted
    why = tie(party, interest)
    return WORDS[matter][why] if why else ""


_POST = "You hold a post that leads this action, or deputise for it, so somebody else has to "
_SAID = "You wrote this update, so somebody else has to "
WORDS: dict[Matter, dict[Tie, str]] = {
    Matter.COMPLETION: {
        Tie.ACCOUNT: "You reported this action complete, so somebody else has to verify it.",
        Tie.AUTHOR: f"{_SAID}verify the completion.",
        Tie.POST: f"{_POST}verify that it is complete.",
    },
    Matter.REOPENING: {
        Tie.ACCOUNT: "You reported this action complete, so somebody else has to reopen it.",
        Tie.AUTHOR: f"{_SAID}reopen the action.",
        Tie.POST: f"{_POST}reopen it.",
    },
    Matter.DATE: {
        Tie.ACCOUNT: "You asked for this date, so somebody else has to decide.",
        Tie.AUTHOR: "You wrote why this date is asked for, so somebody else has to decide.",
        Tie.POST: "You lead this action, or deputise for its lead, so somebody else has to decide: "
        "the vice-chair where it is the chair’s own, the committee in a meeting where it is "
        "both’s.",
    },
    Matter.CHALLENGE: {
        Tie.ACCOUNT: "You wrote this update, so somebody else has to challenge it.",
        Tie.AUTHOR: f"{_SAID}challenge it.",
        Tie.POST: f"{_POST}challenge its rating.",
    },
    Matter.CHECK: {
        Tie.ACCOUNT: "You recorded this update, so somebody else has to check it.",
        Tie.AUTHOR: f"{_SAID}check it.",
        Tie.POST: f"{_POST}check what is said of it.",
    },
    Matter.PROPOSAL: {
        Tie.ACCOUNT: "You wrote the update that this is about, so somebody else has to decide on "
        "the rating.",
        Tie.AUTHOR: f"{_SAID}decide on the rating.",
        Tie.POST: f"{_POST}decide on its rating.",
    },
    Matter.RATING: {
        Tie.ACCOUNT: "You wrote the update that this is about, so somebody else has to apply the "
        "rating.",
        Tie.AUTHOR: f"{_SAID}apply the rating.",
        Tie.POST: f"{_POST}apply its rating.",
    },
    Matter.LEAD: {
        Tie.ACCOUNT: "You asked for this, so somebody else has to change the lead.",
        Tie.AUTHOR: "You asked for this, so somebody else has to change the lead.",
        Tie.POST: "You hold the post that leads this action, or deputise for it. Nobody hands "
        "their own action on alone: somebody else changes its lead, or the committee does in a "
        "meeting.",
    },
    Matter.WITHDRAWAL: {
        Tie.ACCOUNT: "You asked for this, so somebody else has to withdraw the action.",
        Tie.AUTHOR: "You asked for this, so somebody else has to withdraw the action.",
        Tie.POST: "You hold a post that leads this action, or deputise for it. Nobody withdraws "
        "their own action alone: somebody else does, or the committee in a meeting.",
    },
    Matter.RELEASE: {
        Tie.ACCOUNT: "You prepared this report, so somebody else has to release it.",
        Tie.AUTHOR: "You wrote part of this report, so somebody else has to release it.",
        Tie.POST: "A post that you hold or deputise for prepared this report, so somebody else has "
        "to release it.",
    },
    Matter.EDITION: {
        Tie.ACCOUNT: "You prepared this edition, so somebody else has to issue it.",
        Tie.AUTHOR: "You wrote part of this edition, so somebody else has to issue it.",
        Tie.POST: "A post that you hold or deputise for prepared this edition, so somebody else "
        "has to issue it.",
    },
    Matter.RETURN: {
        Tie.ACCOUNT: "You prepared this report. Begin its next version instead.",
    },
    Matter.GROUP_RETURN: {
        Tie.ACCOUNT: "You sent this return, so somebody else has to check it.",
        Tie.AUTHOR: "You wrote in this return, or chair the group that it is of, so somebody else "
        "has to check it.",
        Tie.POST: "You hold a post of the group that this return is of, or deputise for it, so "
        "somebody else has to check it.",
    },
    Matter.DIRECTION: {
        Tie.ACCOUNT: "You answered this direction, so somebody else has to close it.",
        Tie.AUTHOR: "You answered this direction, so somebody else has to close it.",
        Tie.POST: "You hold a post that answers this direction, or deputise for it, so somebody "
        "else has to close it.",
    },
    Matter.REGIONAL: {
        Tie.ACCOUNT: "You offered this to the area yourself, so somebody else there has to accept "
        "it.",
        Tie.AUTHOR: "You offered this to the area yourself, so somebody else there has to accept "
        "it.",
        Tie.POST: "A post that you hold offered this, so somebody else has to accept it.",
    },
    Matter.FIGURES: {
        Tie.ACCOUNT: "You prepared this, so somebody else has to decide on it.",
        Tie.AUTHOR: "You prepared this, so somebody else has to decide on it.",
        Tie.POST: "A post that you hold prepared this, so somebody else has to decide on it.",
    },
    Matter.RISK: {
        Tie.ACCOUNT: "This risk is your own, so somebody else has to close it.",
        Tie.AUTHOR: "This risk is your own, so somebody else has to close it.",
        Tie.POST: "You hold the post that owns this risk, or deputise for it, so somebody else has "
        "to close it.",
    },
    Matter.FINDING: {
        Tie.ACCOUNT: "You wrote this finding down, so somebody else has to decide that no action "
        "comes of it.",
        Tie.AUTHOR: "You changed the words of this finding or shared its entry, so somebody else "
        "has to decide that no action comes of it.",
        Tie.POST: "This finding is about a post that you hold, so somebody else has to decide that "
        "no action comes of it.",
    },
    Matter.PAPER: {
        Tie.ACCOUNT: "You began this paper, so somebody else has to agree it.",
        Tie.AUTHOR: "You wrote in this paper, so somebody else has to agree it.",
        Tie.POST: "A post that you hold wrote in this paper, so somebody else has to agree it.",
    },
    Matter.NARRATIVE: {
        Tie.ACCOUNT: "You handed this part in, so somebody else has to read and agree it.",
        Tie.AUTHOR: "You wrote in this part, so somebody else has to read and agree it.",
        Tie.POST: "This part is of a post that you hold or deputise for, so somebody else has to "
        "read and agree it.",
    },
}  # fmt: skip
WORDS[Matter.OFFICERS_DATE] = WORDS[Matter.DATE]
WORDS[Matter.OFFICERS_RECORD] = {
    Tie.ACCOUNT: "You asked for this date, so somebody else has to record what was decided."
}

# who decides where everybody else is concerned too, and where that is done
WAYS: dict[Matter, str] = {
    Matter.COMPLETION: "Nobody else here can verify it: the committee does, in a meeting. Record "
    "“Complete” for this action on the meeting’s page.",
    Matter.REOPENING: "Nobody else here can reopen it yet: a vice-chair, or another chair, can. An "
    "administrator gives that role under “People and roles”.",
    Matter.DATE: "Nobody else here can decide: the committee does, in a meeting. Record the new "
    "date for this action on the meeting’s page.",
    Matter.OFFICERS_DATE: "Another chief officer decides, or the chair records what the group "
    "decided at its meeting.",
    Matter.OFFICERS_RECORD: "The chief officers can decide it themselves, on their own page.",
    Matter.CHALLENGE: "Nobody else here can challenge it yet: a vice-chair can. An administrator "
    "gives that role under “People and roles”. The committee can agree a rating in a meeting.",
    Matter.CHECK: "Nobody else here checks updates: it stands in the report unchecked. A second "
    "lead officer can check it, once an administrator gives that role; the chair can challenge "
    "it.",
    Matter.PROPOSAL: "Nobody else here can accept it yet: the committee agrees a rating in a "
    "meeting, and the chair can challenge the lead’s.",
    Matter.RATING: "Nobody else here can apply it.",
    Matter.LEAD: "The committee decides in a meeting: record the new lead on the meeting’s page.",
    Matter.WITHDRAWAL: "The committee decides in a meeting: record the withdrawal on the meeting’s "
    "page.",
    Matter.RELEASE: "Nobody else here can release it yet: a vice-chair, or another chair, can. An "
    "administrator gives that role under “People and roles”.",
    Matter.EDITION: "Nobody else here can issue it yet: a vice-chair, or another chair, can. An "
    "administrator gives that role under “People and roles”.",
    Matter.RETURN: "",
    Matter.GROUP_RETURN: "Nobody else here checks returns: it stands in the report unchecked. A "
    "second lead officer can check it, once an administrator gives that role.",
    Matter.DIRECTION: "Another chief officer closes it, or somebody who did not answer it records "
    "what the group decided at its meeting.",
    Matter.REGIONAL: "Another lead officer of that area can accept it, once an administrator gives "
    "that role under “People and roles”.",
    Matter.RISK: "Nobody else here can close it yet: another lead officer can, or the risk gets "
    "another owner. An administrator gives roles under “People and roles”.",
    Matter.FINDING: "Nobody else here can decide it yet: another chair or vice-chair can. An "
    "administrator gives that role under “People and roles”.",
    Matter.PAPER: "Nobody else here can agree it yet: a chair or vice-chair who wrote none of it "
    "can. An administrator gives that role under “People and roles”.",
    Matter.NARRATIVE: "Nobody else here can agree it yet: a chair, a vice-chair or another lead "
    "officer can. An administrator gives that role under “People and roles”. A report can be "
    "frozen without it, and says so.",
    Matter.FIGURES: "Nobody else here can release them yet: a chair or vice-chair can. An "
    "administrator gives that role under “People and roles”.",
}


def who_can(matter: Matter, names: Sequence[str]) -> str:
    """Who may decide instead, as a sentence; where nobody may, how somebody comes to."""
    if not names:
        return WAYS[matter]
    others = " or ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)
    return f"{others} can."
