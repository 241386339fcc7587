"""The shape of what a letter says of one kind of thing that an area asks for (ADR 325)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final, Generic, Protocol, TypeVar

from reminders.enums import ReminderKind, Why
from reminders.rules.letter_parts import Item, Section, asked_by

OWN: Final = (Why.LEAD, Why.STANDS_IN)
STOOD_IN: Final = "You are asked as deputy, because nobody who holds the post can answer"


class Wanted(Protocol):
    """What every ask has."""

    @property
    def why(self) -> Why: ...
    @property
    def kind(self) -> ReminderKind: ...
    @property
    def due_on(self) -> date: ...
    @property
    def area_id(self) -> int: ...


A = TypeVar("A", bound=Wanted)
Heading = Callable[[A], tuple[str, str]]


@dataclass(frozen=True)
class Matter(Generic[A]):
    """One kind of thing that is asked for. `noun` counts it, `own` is what is to be done with one's
    own, `others` what the subject says of others' in its order, `sections` the heading and the
    words of each section, in the order of the letter. `apart` keeps some in a section of their own.
    """

    ask: type[A]
    noun: tuple[str, str]
    own: str
    others: Sequence[tuple[Why, str]]
    sections: Mapping[Why, Heading[A]]
    item: Callable[[A], Item]
    more: Callable[[A], tuple[str, str] | None]
    apart: Callable[[A], bool] = lambda ask: False

    def counted(self, count: int) -> str:
        return f"{count} {self.noun[count != 1]}"

    def own_part(self, asks: Sequence[A]) -> str:
        """For the subject: how many are this person's, and by when; "" for none."""
        own = [ask for ask in asks if ask.why in OWN]
        return f"{self.counted(len(own))} {self.own} by {_first_day(own)}" if own else ""

    def other_parts(self, asks: Sequence[A]) -> list[str]:
        """For the subject: what others did not give, and what came back."""
        many = [(sum(ask.why == why for ask in asks), words) for why, words in self.others]
        return [f"{self.counted(count)} {words}" for count, words in many if count]

    def letter_sections(self, asks: Sequence[A]) -> list[Section]:
        """A section for what a person is to give or hear of in each area and until each day."""
        order = list(self.sections)

        def place(ask: A) -> tuple[int, bool, int, date]:
            return order.index(ask.why), self.apart(ask), ask.area_id, ask.due_on

        rows = sorted(asks, key=place)
        return [self._section(list(alike)) for _, alike in groupby(rows, key=place)]

    def _section(self, asks: Sequence[A]) -> Section:
        heading, intro = self.sections[asks[0].why](asks[0])
        items = [self.item(ask) for ask in asks]
        return Section(heading, intro, [("", items)], self.more(asks[0]))


def _first_day(asks: Sequence[Wanted]) -> str:
    days = sorted({ask.due_on for ask in asks})
    return asked_by(days[0]) + (" and later" if len(days) > 1 else "")


def own_words(heading: str, opened: str, reminder: str, last: str) -> Heading[Any]:
    """Of one's own: `{}` stands for the day by which it is wanted."""
    intro = {
        ReminderKind.OPENED: opened,
        ReminderKind.REMINDER: reminder,
        ReminderKind.LAST: f"This is the last reminder. {last}",
    }

    def said(ask: Wanted) -> tuple[str, str]:
        closing = asked_by(ask.due_on)
        return heading.format(closing), intro[ask.kind].format(closing)

    return said


def said_words(heading: str, intro: str) -> Heading[Any]:
    """Of others', or of what came back: `{}` as above."""
    return lambda ask: (heading, intro.format(asked_by(ask.due_on)))


def named(name: str, post: object | None, why: Why) -> list[str]:
    """Why this person is asked, or whose it is."""
    if why == Why.STANDS_IN:
        return [STOOD_IN]
    if why == Why.LEAD:
        return []
    return [f"{name}: {post}" if post else "No post named"]
