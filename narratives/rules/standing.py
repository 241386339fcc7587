"""How a part of a report stands, from what was done about it. Pure.

A verdict is of the words that stood then: of words written since nobody has said anything yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from documents import phrases
from narratives.enums import PartState, StepKind
from timescales.date_format import long_day

S, K = PartState, StepKind
OPEN = frozenset({S.ASKED, S.SILENT, S.WRITING, S.SENT_BACK})


@dataclass(frozen=True)
class StepFacts:
    """One step: on which day, by whom, and what came with it. `words_at` is the moment at which the
    words that it is of were written."""

    kind: StepKind
    on: date
    at: datetime
    by: str
    by_key: int | None = None
    post: str = ""
    post_key: int | None = None
    due: date | None = None
    words_at: datetime | None = None
    note: str = ""
    key: int = 0


@dataclass(frozen=True)
class Words:
    """What stands in a part: whether anything, by whom and when it was written."""

    stand: bool = False
    by: str = ""
    at: datetime | None = None
    on: date | None = None


@dataclass(frozen=True)
class Standing:
    """`asked` is the request that holds, `claimed` who took the part on since, `verdict` the last
    thing said of the words that stand now; `lapsed` the agreement that newer words have lost."""

    state: PartState
    written: Words = Words()
    asked: StepFacts | None = None
    claimed: StepFacts | None = None
    verdict: StepFacts | None = None
    lapsed: StepFacts | None = None

    @property
    def label(self) -> str:
        return str(self.state.label)

    @property
    def owed(self) -> bool:
        """Whether a post is asked for it and has not handed it in."""
        return self.asked is not None and self.state in OPEN

    @property
    def in_use(self) -> bool:
        """Whether anybody did more about it than write."""
        return any((self.asked, self.claimed, self.verdict, self.lapsed))

    @property
    def sentences(self) -> list[str]:
        """How it stands, who was asked, who wrote, as plain sentences."""
        said = []
        if self.verdict:
            did = _VERDICT[self.state]
            said.append(f"{did} by {self.verdict.by}, {long_day(self.verdict.on)}.")
        if self.lapsed:
            said.append(
                f"{self.lapsed.by} had agreed it on {long_day(self.lapsed.on)}: that was of other "
                "words."
            )
        if self.asked and self.state not in (S.AGREED, S.HANDED_IN):
            due = f", by {long_day(self.asked.due)}" if self.asked.due else ""
            said.append(f"Asked of {self.asked.post}{due}.")
        if self.claimed and self.state in OPEN:
            said.append(f"{self.claimed.by} took it on, {long_day(self.claimed.on)}.")
        if self.written.stand and self.written.by and self.written.on:
            said.append(f"Words of {self.written.by}, {long_day(self.written.on)}.")
        return said


_VERDICT = {
    S.AGREED: "Agreed",
    S.HANDED_IN: "Handed in",
    S.SENT_BACK: "Sent back with a note",
}


def standing_of(steps: Sequence[StepFacts], written: Words, day: date) -> Standing:
    """How a part stands on `day`; `steps` in the order in which they were done."""
    asked = claimed = verdict = agreed = None
    for step in steps:
        if step.kind in (K.ASKED, K.WITHDRAWN):
            asked, claimed = (step if step.kind == K.ASKED else None), None
        elif step.kind == K.CLAIMED:
            claimed = step
        else:
            verdict = step
            agreed = step if step.kind == K.AGREED else agreed
    of_these = verdict if verdict and written.stand and verdict.words_at == written.at else None
    lapsed = agreed if agreed and agreed.words_at != written.at else None
    return Standing(
        state=PartState(of_these.kind) if of_these else _unread(asked, claimed, written, day),
        written=written,
        asked=asked,
        claimed=claimed,
        verdict=of_these,
        lapsed=lapsed if not of_these or of_these.kind != K.AGREED else None,
    )


def _unread(
    asked: StepFacts | None, claimed: StepFacts | None, written: Words, day: date
) -> PartState:
    """Of words that nobody has said anything of, or of none. Words from before the request are no
    answer to it."""
    if written.stand and (asked is None or (written.at is not None and written.at > asked.at)):
        return S.WRITING
    if asked and asked.due and day > asked.due:
        return S.SILENT
    if claimed:
        return S.WRITING
    return S.ASKED if asked else S.UNASKED


_NOT_AGREED = (
    ((S.SILENT, S.ASKED), "asked for and not written"),
    ((S.SENT_BACK,), "sent back and not written anew"),
    ((S.HANDED_IN,), "handed in and not agreed yet"),
    ((S.WRITING,), "in writing and not agreed"),
)


def not_agreed(parts: Sequence[tuple[str, Standing]]) -> list[str]:
    """What is to be known of a report's parts, by their headings, before it is frozen: nothing
    where one hand writes it all (ADR 324)."""
    if not any(now.in_use for _, now in parts):
        return []
    told = []
    for states, words in _NOT_AGREED:
        if named := [f"“{heading}”" for heading, now in parts if now.state in states]:
            many = phrases.sentence(phrases.count(len(named), "part"))
            told.append(f"{many} {words}: {phrases.listed(named)}.")
    return told
