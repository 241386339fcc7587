"""How a sub-committee's return of one quarter stands on a day. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from returns.enums import Outcome, ReturnState
from timescales.date_format import long_day

S = ReturnState


@dataclass(frozen=True)
class Asked:
    on: date
    due: date


@dataclass(frozen=True)
class Sending:
    """One sending and what became of it; `key` is its row's."""

    key: int
    number: int
    sent_on: date
    outcome: Outcome | None = None
    checked_on: date | None = None

    def on(self, day: date) -> Sending:
        """As it was on a day: what was decided later is not known yet."""
        if self.checked_on and self.checked_on > day:
            return Sending(self.key, self.number, self.sent_on)
        return self


@dataclass(frozen=True)
class Standing:
    """`holds` is the sending that counts: the last that was accepted, else the last that nobody
    has checked; what was sent back counts for nothing. `corrected` says that a newer one waits."""

    state: ReturnState
    asked: Asked | None = None
    holds: Sending | None = None
    first_came: date | None = None
    corrected: bool = False

    @property
    def days_late(self) -> int:
        """How many days after it was due the first sending came; 0 where it came in time, or where
        nobody asked."""
        if self.asked is None or self.first_came is None:
            return 0
        return max(0, (self.first_came - self.asked.due).days)

    @property
    def words(self) -> str:
        """A sentence without its full stop: "asked on 3 March 2026, silent"."""
        if self.state == S.NOBODY:
            return "Nobody to ask"
        if self.state == S.NOT_ASKED:
            return "Not asked yet"
        asked = f"Asked on {long_day(self.asked.on)}" if self.asked else "Not asked"
        if self.first_came is None:
            due = f", due on {long_day(self.asked.due)}" if self.asked else ""
            return f"{asked}, silent" if self.state == S.SILENT else f"{asked}{due}"
        return f"{asked}, came on {long_day(self.first_came)}{self._late}{_SO[self.state]}"

    @property
    def _late(self) -> str:
        late = self.days_late
        return f", {late} day{'' if late == 1 else 's'} late" if late else ""


_SO = {
    S.CAME: ", not checked yet",
    S.SENT_BACK: ", sent back and not answered",
    S.ACCEPTED: "",
}


def standing_of(
    asked: Asked | None, sendings: Sequence[Sending], *, anybody: bool, day: date
) -> Standing:
    """How a return stands on `day`, from everything that was done by then; `anybody` says whether
    somebody can be asked on it."""
    if asked and asked.on > day:
        asked = None
    came = sorted((one.on(day) for one in sendings if one.sent_on <= day), key=lambda s: s.number)
    if not came:
        return Standing(_silence(asked, day, anybody=anybody), asked)
    accepted = [one for one in came if one.outcome == Outcome.ACCEPTED]
    last = came[-1]
    first = min(one.sent_on for one in came)
    if accepted:
        newer = last.number > accepted[-1].number and last.outcome is None
        return Standing(S.ACCEPTED, asked, accepted[-1], first, corrected=newer)
    if last.outcome == Outcome.SENT_BACK:
        return Standing(S.SENT_BACK, asked, None, first)
    return Standing(S.CAME, asked, last, first)


def _silence(asked: Asked | None, day: date, *, anybody: bool) -> ReturnState:
    """Whoever was asked and did not answer stays silent, also when they have left since."""
    if asked and day > asked.due:
        return S.SILENT
    if not anybody:
        return S.NOBODY
    return S.AWAITED if asked else S.NOT_ASKED
