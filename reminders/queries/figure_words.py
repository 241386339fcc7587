"""What a letter says of figures. No number is in it, only what is wanted and until when."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from letters.models import address
from reminders.enums import ReminderKind, Why
from reminders.queries.asked_figures import FigureAsk
from reminders.rules.letter_parts import Item, Section, asked_by
from timescales.date_format import short_range

OWN: Final = (Why.LEAD, Why.STANDS_IN)


def figures(count: int) -> str:
    return f"{count} figure" if count == 1 else f"{count} figures"


def own_part(asks: Sequence[FigureAsk]) -> str:
    """For the subject: how many are this person's to give, and by when; "" for none."""
    own = [ask for ask in asks if ask.why in OWN]
    return f"{figures(len(own))} to give by {_first_day(own)}" if own else ""


def other_parts(asks: Sequence[FigureAsk]) -> list[str]:
    """For the subject: what is not given by others."""
    counted = (
        (Why.DEPUTY, "not given, can you help as deputy"),
        (Why.NOBODY, "with nobody to ask"),
        (Why.CHAIR, "of your group not given"),
        (Why.COORDINATOR, "not given"),
    )
    parts = []
    for why, words in counted:
        if count := sum(ask.why == why for ask in asks):
            parts.append(f"{figures(count)} {words}")
    return parts


def figure_sections(asks: Sequence[FigureAsk]) -> list[Section]:
    """A section for what a person is to give or hear of in each area and until each day."""
    order = list(_SECTIONS)
    ordered = sorted(asks, key=lambda ask: (order.index(ask.why), ask.area_id, ask.due_on))
    return [
        _SECTIONS[why](list(rows))
        for (why, _, _), rows in groupby(
            ordered, key=lambda ask: (ask.why, ask.area_id, ask.due_on)
        )
    ]


def _own(asks: Sequence[FigureAsk]) -> Section:
    first = asks[0]
    closing = asked_by(first.due_on)
    intro = {
        ReminderKind.OPENED: "The period has ended, and these figures are yours to give. If there "
        "is no number, say so and why.",
        ReminderKind.REMINDER: f"These figures are not given yet. They are wanted by {closing}.",
        ReminderKind.LAST: f"This is the last reminder. What is not given by {closing} is listed "
        "as missing, and nothing is put in its place.",
    }[first.kind]
    return _section(f"Please give these figures by {closing}", intro, asks, _page)


def _deputy(asks: Sequence[FigureAsk]) -> Section:
    return _section(
        "Figures not given: can you help as deputy?",
        f"They were wanted by {asked_by(asks[0].due_on)}. As deputy you can still give them.",
        asks,
        _page,
    )


def _nobody(asks: Sequence[FigureAsk]) -> Section:
    return _section(
        "Figures with nobody to ask",
        "No post gives these figures, or the post is vacant, or its holder has no role in cpcplan. "
        f"Name a post, say who holds it, or give them yourself, by {asked_by(asks[0].due_on)}.",
        asks,
        _page,
    )


def _chair(asks: Sequence[FigureAsk]) -> Section:
    return _section(
        "Figures not given in the group you chair",
        f"They were wanted by {asked_by(asks[0].due_on)}. Those who give them were asked. Please "
        "have a word with them.",
        asks,
        lambda ask: address("area", ask.indicator.area.slug),
    )


def _coordinator(asks: Sequence[FigureAsk]) -> Section:
    return _section(
        "Figures not given",
        f"They were wanted by {asked_by(asks[0].due_on)}. Those who give them were asked, and all "
        "of them can still answer.",
        asks,
        _page,
    )


_SECTIONS: dict[Why, Callable[[Sequence[FigureAsk]], Section]] = {
    Why.LEAD: _own,
    Why.STANDS_IN: _own,
    Why.DEPUTY: _deputy,
    Why.NOBODY: _nobody,
    Why.CHAIR: _chair,
    Why.COORDINATOR: _coordinator,
}


def _section(
    heading: str, intro: str, asks: Sequence[FigureAsk], page: Callable[[FigureAsk], str]
) -> Section:
    first = asks[0]
    slug = first.indicator.area.slug
    more = None
    if first.why in (Why.NOBODY, Why.COORDINATOR):
        more = ("See all figures that are missing", address("figures_missing", slug))
    elif first.why != Why.CHAIR:
        more = ("Give all of them on one page", address("figures_give", slug))
    return Section(heading, intro, [("", [_item(ask, page) for ask in asks])], more)


def _item(ask: FigureAsk, page: Callable[[FigureAsk], str]) -> Item:
    notes = []
    if ask.why == Why.STANDS_IN:
        notes.append("You are asked as deputy, because nobody who holds the post can answer")
    elif ask.why != Why.LEAD:
        notes.append(f"Given by: {ask.indicator.post}" if ask.indicator.post else "No post named")
    reference = short_range(ask.period.start, ask.period.end)
    return Item(reference, str(ask.indicator), page(ask), notes)


def _page(ask: FigureAsk) -> str:
    return address("figure_give", ask.indicator.pk, ask.period.end.isoformat())


def _first_day(asks: Sequence[FigureAsk]) -> str:
    days = sorted({ask.due_on for ask in asks})
    return asked_by(days[0]) + (" and later" if len(days) > 1 else "")
