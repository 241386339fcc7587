"""What a letter says of reviews of risks. No rating is in it, only what is wanted and by when."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from django.utils.text import Truncator

from letters.models import address
from reminders.enums import ReminderKind, Why
from reminders.queries.asked_reviews import ReviewAsk
from reminders.queries.figure_words import OWN
from reminders.rules.letter_parts import Item, Section, asked_by

FIRST_WORDS: Final = 60


def risks(count: int) -> str:
    return f"{count} risk" if count == 1 else f"{count} risks"


def own_part(asks: Sequence[ReviewAsk]) -> str:
    """For the subject: how many are this person's to review, and by when; "" for none."""
    own = [ask for ask in asks if ask.why in OWN]
    return f"{risks(len(own))} to review by {_first_day(own)}" if own else ""


def other_parts(asks: Sequence[ReviewAsk]) -> list[str]:
    """For the subject: what is not reviewed by others."""
    counted = (
        (Why.DEPUTY, "not reviewed, can you help as deputy"),
        (Why.NOBODY, "with nobody to ask for a review"),
        (Why.CHAIR, "of your group not reviewed"),
        (Why.COORDINATOR, "not reviewed"),
    )
    many = [(sum(ask.why == why for ask in asks), words) for why, words in counted]
    return [f"{risks(count)} {words}" for count, words in many if count]


def review_sections(asks: Sequence[ReviewAsk]) -> list[Section]:
    """A section for what a person is to review or hear of in each area and until each day."""
    order = list(_SECTIONS)
    ordered = sorted(asks, key=lambda ask: (order.index(ask.why), ask.area_id, ask.due_on))
    return [
        _SECTIONS[why](list(rows))
        for (why, _, _), rows in groupby(
            ordered, key=lambda ask: (ask.why, ask.area_id, ask.due_on)
        )
    ]


def _own(asks: Sequence[ReviewAsk]) -> Section:
    closing = asked_by(asks[0].due_on)
    intro = {
        ReminderKind.OPENED: "You own these risks. Please say how each stands now, also where "
        "nothing has changed.",
        ReminderKind.REMINDER: f"These risks are not reviewed yet. It is wanted by {closing}.",
        ReminderKind.LAST: f"This is the last reminder. What is not reviewed by {closing} is "
        "printed as not reviewed.",
    }[asks[0].kind]
    return _section(f"Please review these risks by {closing}", intro, asks)


def _deputy(asks: Sequence[ReviewAsk]) -> Section:
    intro = f"It was wanted by {asked_by(asks[0].due_on)}. As deputy you can still review them."
    return _section("Risks not reviewed: can you help as deputy?", intro, asks)


def _nobody(asks: Sequence[ReviewAsk]) -> Section:
    intro = (
        "No post owns these risks, or the post is vacant, or its holder has no role in cpcplan. "
        "Name a post, say who holds it, or review them yourself, by "
        f"{asked_by(asks[0].due_on)}."
    )
    return _section("Risks with nobody to ask", intro, asks)


def _chair(asks: Sequence[ReviewAsk]) -> Section:
    intro = (
        f"It was wanted by {asked_by(asks[0].due_on)}. Those who own them were asked. Please have "
        "a word with them."
    )
    return _section("Risks not reviewed in the group you chair", intro, asks)


def _coordinator(asks: Sequence[ReviewAsk]) -> Section:
    intro = (
        f"It was wanted by {asked_by(asks[0].due_on)}. Those who own them were asked, and all of "
        "them can still answer."
    )
    return _section("Risks not reviewed", intro, asks)


_SECTIONS: dict[Why, Callable[[Sequence[ReviewAsk]], Section]] = {
    Why.LEAD: _own,
    Why.STANDS_IN: _own,
    Why.DEPUTY: _deputy,
    Why.NOBODY: _nobody,
    Why.CHAIR: _chair,
    Why.COORDINATOR: _coordinator,
}


def _section(heading: str, intro: str, asks: Sequence[ReviewAsk]) -> Section:
    more = ("See the register of risks", address("risk_list", asks[0].risk.area.slug))
    return Section(heading, intro, [("", [_item(ask) for ask in asks])], more)


def _item(ask: ReviewAsk) -> Item:
    notes = []
    if ask.why == Why.STANDS_IN:
        notes.append("You are asked as deputy, because nobody who holds the post can answer")
    elif ask.why != Why.LEAD:
        notes.append(f"Owned by: {ask.risk.post}" if ask.risk.post else "No post named")
    words = Truncator(ask.risk.event).chars(FIRST_WORDS)
    return Item(ask.risk.number, words, address("risk", ask.risk.pk), notes)


def _first_day(asks: Sequence[ReviewAsk]) -> str:
    days = sorted({ask.due_on for ask in asks})
    return asked_by(days[0]) + (" and later" if len(days) > 1 else "")
