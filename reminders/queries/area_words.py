"""What a letter says of what an area asks beside updates: one row for each kind of thing (ADR 325).

Nothing of what is wanted is in it: only which it is, where it is given, and until when.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final, Generic, Protocol, TypeVar

from django.utils.text import Truncator

from letters.models import address
from reminders.enums import ReminderKind, Why
from reminders.queries.asked_figures import FigureAsk
from reminders.queries.asked_parts import PartAsk
from reminders.queries.asked_returns import ReturnAsk
from reminders.queries.asked_reviews import ReviewAsk
from reminders.rules.letter_parts import Item, Section, asked_by
from timescales.date_format import short_range

OWN: Final = (Why.LEAD, Why.STANDS_IN)
STOOD_IN: Final = "You are asked as deputy, because nobody who holds the post can answer"
HAVE_A_WORD: Final = "Please have a word with them."
CAN_STILL: Final = "were asked, and all of them can still answer."
FIRST_WORDS: Final = 60


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


def _own(heading: str, opened: str, reminder: str, last: str) -> Heading[Any]:
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


def _said(heading: str, intro: str) -> Heading[Any]:
    """Of others', or of what came back: `{}` as above."""
    return lambda ask: (heading, intro.format(asked_by(ask.due_on)))


def _named(name: str, post: object | None, why: Why) -> list[str]:
    """Why this person is asked, or whose it is."""
    if why == Why.STANDS_IN:
        return [STOOD_IN]
    if why == Why.LEAD:
        return []
    return [f"{name}: {post}" if post else "No post named"]


# -- Figures ---------------------------------------------------------------------------------------


def _figure(ask: FigureAsk) -> Item:
    page = address("figure_give", ask.indicator.pk, ask.period.end.isoformat())
    if ask.why == Why.CHAIR:
        page = address("area", ask.indicator.area.slug)
    reference = short_range(ask.period.start, ask.period.end)
    notes = _named("Given by", ask.indicator.post, ask.why)
    return Item(reference, str(ask.indicator), page, notes)


def _all_figures(ask: FigureAsk) -> tuple[str, str] | None:
    slug = ask.indicator.area.slug
    if ask.why in (Why.NOBODY, Why.COORDINATOR):
        return "See all figures that are missing", address("figures_missing", slug)
    if ask.why == Why.CHAIR:
        return None
    return "Give all of them on one page", address("figures_give", slug)


_OWN_FIGURES = _own(
    "Please give these figures by {}",
    "The period has ended, and these figures are yours to give. If there is no number, say so and "
    "why.",
    "These figures are not given yet. They are wanted by {}.",
    "What is not given by {} is listed as missing, and nothing is put in its place.",
)
FIGURES: Final = Matter(
    ask=FigureAsk,
    noun=("figure", "figures"),
    own="to give",
    others=(
        (Why.DEPUTY, "not given, can you help as deputy"),
        (Why.NOBODY, "with nobody to ask"),
        (Why.CHAIR, "of your group not given"),
        (Why.COORDINATOR, "not given"),
    ),
    sections={
        Why.LEAD: _OWN_FIGURES,
        Why.STANDS_IN: _OWN_FIGURES,
        Why.DEPUTY: _said(
            "Figures not given: can you help as deputy?",
            "They were wanted by {}. As deputy you can still give them.",
        ),
        Why.NOBODY: _said(
            "Figures with nobody to ask",
            "No post gives these figures, or the post is vacant, or its holder has no role in "
            "cpcplan. Name a post, say who holds it, or give them yourself, by {}.",
        ),
        Why.CHAIR: _said(
            "Figures not given in the group you chair",
            f"They were wanted by {{}}. Those who give them were asked. {HAVE_A_WORD}",
        ),
        Why.COORDINATOR: _said(
            "Figures not given", f"They were wanted by {{}}. Those who give them {CAN_STILL}"
        ),
    },
    item=_figure,
    more=_all_figures,
)

# -- Returns of sub-committees ---------------------------------------------------------------------


def _return(ask: ReturnAsk) -> Item:
    stands_in = "You are asked because nobody who chairs the group can answer"
    notes = [stands_in] if ask.why == Why.STANDS_IN else []
    if ask.course:
        page = address("return_course", ask.course.pk)
        return Item(str(ask.duty.body), str(ask.course), page, notes)
    page = address("return_page", ask.duty.pk, ask.period.end.isoformat())
    return Item(short_range(ask.period.start, ask.period.end), str(ask.duty), page, notes)


def _all_returns(ask: ReturnAsk) -> tuple[str, str] | None:
    if ask.why in (Why.NOBODY, Why.COORDINATOR):
        return "See all returns", address("return_list", ask.duty.area.slug)
    return None


_ASKED_RETURN = _own(
    "Please send this return by {}",
    "The quarter has ended, and your group’s return is asked for. A draft can be kept and sent "
    "later.",
    "This return has not come yet. It is wanted by {}.",
    "What has not come by {} is reported as silent, and nothing is put in its place.",
)
_COURSE = _said(
    "",
    "Three months have passed since this training. Two sentences are enough: what people do now "
    "that they did not do before, and how you know.",
)


def _own_return(ask: ReturnAsk) -> tuple[str, str]:
    if ask.course:
        return f"Please say by {asked_by(ask.due_on)} what has changed since", _COURSE(ask)[1]
    return _ASKED_RETURN(ask)


RETURNS: Final = Matter(
    ask=ReturnAsk,
    noun=("return", "returns"),
    own="to write",
    others=(
        (Why.SENT_BACK, "sent back to you"),
        (Why.DEPUTY, "not written, can you help"),
        (Why.NOBODY, "with nobody to ask"),
        (Why.COORDINATOR, "not written"),
    ),
    sections={
        Why.LEAD: _own_return,
        Why.STANDS_IN: _own_return,
        Why.SENT_BACK: _said(
            "Returns sent back to you",
            "They were read and came back with a note. Open the page to read it, then write the "
            "return anew and send it again.",
        ),
        Why.DEPUTY: _said(
            "Returns not written: can you help?",
            "They were wanted by {}. You stand in for the chair and can still write and send them.",
        ),
        Why.NOBODY: _said(
            "Returns with nobody to ask",
            "Nobody chairs this group who can sign in with a role that writes returns. Say who "
            "chairs it, or write the return in their place, by {}.",
        ),
        Why.COORDINATOR: _said(
            "Returns not written", f"They were wanted by {{}}. The chairs {CAN_STILL}"
        ),
    },
    item=_return,
    more=_all_returns,
    apart=lambda ask: ask.course is not None,
)

# -- Reviews of risks ------------------------------------------------------------------------------


def _review(ask: ReviewAsk) -> Item:
    words = Truncator(ask.risk.event).chars(FIRST_WORDS)
    notes = _named("Owned by", ask.risk.post, ask.why)
    return Item(ask.risk.number, words, address("risk", ask.risk.pk), notes)


_OWN_REVIEWS = _own(
    "Please review these risks by {}",
    "You own these risks. Please say how each stands now, also where nothing has changed.",
    "These risks are not reviewed yet. It is wanted by {}.",
    "What is not reviewed by {} is printed as not reviewed.",
)
REVIEWS: Final = Matter(
    ask=ReviewAsk,
    noun=("risk", "risks"),
    own="to review",
    others=(
        (Why.DEPUTY, "not reviewed, can you help as deputy"),
        (Why.NOBODY, "with nobody to ask for a review"),
        (Why.CHAIR, "of your group not reviewed"),
        (Why.COORDINATOR, "not reviewed"),
    ),
    sections={
        Why.LEAD: _OWN_REVIEWS,
        Why.STANDS_IN: _OWN_REVIEWS,
        Why.DEPUTY: _said(
            "Risks not reviewed: can you help as deputy?",
            "It was wanted by {}. As deputy you can still review them.",
        ),
        Why.NOBODY: _said(
            "Risks with nobody to ask",
            "No post owns these risks, or the post is vacant, or its holder has no role in "
            "cpcplan. Name a post, say who holds it, or review them yourself, by {}.",
        ),
        Why.CHAIR: _said(
            "Risks not reviewed in the group you chair",
            f"It was wanted by {{}}. Those who own them were asked. {HAVE_A_WORD}",
        ),
        Why.COORDINATOR: _said(
            "Risks not reviewed", f"It was wanted by {{}}. Those who own them {CAN_STILL}"
        ),
    },
    item=_review,
    more=lambda ask: ("See the register of risks", address("risk_list", ask.risk.area.slug)),
)

# -- Parts of reports ------------------------------------------------------------------------------


def _part(ask: PartAsk) -> Item:
    part = ask.part
    page = address("part_page", part.report_id, part.key)
    return Item(part.report.title, part.heading, page, _named("Asked of", ask.post, ask.why))


def _all_parts(ask: PartAsk) -> tuple[str, str] | None:
    if ask.why in (Why.NOBODY, Why.COORDINATOR):
        return "See all parts of the report", address("report_detail", ask.part.report_id)
    return None


_OWN_PARTS = _own(
    "Please write by {}",
    "You are asked for these parts of a report. What the record says stands beside the text, to "
    "begin from. Write them and hand them in.",
    "These parts are not handed in yet. They are wanted by {}.",
    "A part that is not handed in by {} stands in the report’s record as not agreed.",
)
PARTS: Final = Matter(
    ask=PartAsk,
    noun=("part of a report", "parts of reports"),
    own="to write",
    others=(
        (Why.SENT_BACK, "sent back to you"),
        (Why.DEPUTY, "not handed in, can you help as deputy"),
        (Why.NOBODY, "with nobody to ask"),
        (Why.COORDINATOR, "not handed in"),
    ),
    sections={
        Why.LEAD: _OWN_PARTS,
        Why.STANDS_IN: _OWN_PARTS,
        Why.SENT_BACK: _said(
            "Parts of reports sent back to you",
            "They were read and came back with a note. Open the page to read it, then change the "
            "words and hand them in again.",
        ),
        Why.DEPUTY: _said(
            "Parts of reports not handed in: can you help as deputy?",
            "They were wanted by {}. As deputy you can still write them and hand them in.",
        ),
        Why.NOBODY: _said(
            "Parts of reports with nobody to ask",
            "The post is vacant, or its holder has no role in cpcplan that writes. Say who holds "
            "it, ask another post, or write them yourself, by {}.",
        ),
        Why.COORDINATOR: _said(
            "Parts of reports not handed in",
            f"They were wanted by {{}}. Those who hold the posts {CAN_STILL}",
        ),
    },
    item=_part,
    more=_all_parts,
)

MATTERS: Final[Sequence[Matter[Any]]] = (FIGURES, RETURNS, REVIEWS, PARTS)
