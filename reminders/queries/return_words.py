"""What a letter says of returns: which, and until when. Nothing of what stands in them."""

from collections.abc import Callable, Sequence
from itertools import groupby

from letters.models import address
from reminders.enums import ReminderKind, Why
from reminders.queries.asked_returns import ReturnAsk
from reminders.queries.figure_words import OWN
from reminders.rules.letter_parts import Item, Section, asked_by
from timescales.date_format import short_range


def own_part(asks: Sequence[ReturnAsk]) -> str:
    """For the subject: how many are this person's to write, and by when; "" for none."""
    own = [ask for ask in asks if ask.why in OWN]
    days = sorted({ask.due_on for ask in own})
    more = " and later" if len(days) > 1 else ""
    return f"{_counted(own)} to write by {asked_by(days[0])}{more}" if own else ""


def other_parts(asks: Sequence[ReturnAsk]) -> list[str]:
    """For the subject: what others did not write, and what came back."""
    counted = (
        (Why.SENT_BACK, "sent back to you"),
        (Why.DEPUTY, "not written, can you help"),
        (Why.NOBODY, "with nobody to ask"),
        (Why.COORDINATOR, "not written"),
    )
    rows = [([ask for ask in asks if ask.why == why], words) for why, words in counted]
    return [f"{_counted(told)} {words}" for told, words in rows if told]


def return_sections(asks: Sequence[ReturnAsk]) -> list[Section]:
    """A section for what a person is to write or hear of in each area and until each day."""
    order = list(_WORDS)

    def place(ask: ReturnAsk) -> tuple[int, bool, int, str]:
        course = ask.course is not None
        return order.index(ask.why), course, ask.area_id, ask.due_on.isoformat()

    return [_section(list(rows)) for _, rows in groupby(sorted(asks, key=place), key=place)]


def _counted(asks: Sequence[ReturnAsk]) -> str:
    return f"{len(asks)} return{'' if len(asks) == 1 else 's'}"


def _own(first: ReturnAsk) -> tuple[str, str]:
    closing = asked_by(first.due_on)
    if first.course:
        return (
            f"Please say by {closing} what has changed since",
            "Three months have passed since this training. Two sentences are enough: what people "
            "do now that they did not do before, and how you know.",
        )
    intro = {
        ReminderKind.OPENED: "The quarter has ended, and your group’s return is asked for. A draft "
        "can be kept and sent later.",
        ReminderKind.REMINDER: f"This return has not come yet. It is wanted by {closing}.",
        ReminderKind.LAST: f"This is the last reminder. What has not come by {closing} is reported "
        "as silent, and nothing is put in its place.",
    }[first.kind]
    return f"Please send this return by {closing}", intro


def _deputy(first: ReturnAsk) -> tuple[str, str]:
    return (
        "Returns not written: can you help?",
        f"They were wanted by {asked_by(first.due_on)}. You stand in for the chair and can still "
        "write and send them.",
    )


def _back(first: ReturnAsk) -> tuple[str, str]:
    return (
        "Returns sent back to you",
        "They were read and came back with a note. Open the page to read it, then write the return "
        "anew and send it again.",
    )


def _nobody(first: ReturnAsk) -> tuple[str, str]:
    return (
        "Returns with nobody to ask",
        "Nobody chairs this group who can sign in with a role that writes returns. Say who chairs "
        f"it, or write the return in their place, by {asked_by(first.due_on)}.",
    )


def _coordinator(first: ReturnAsk) -> tuple[str, str]:
    return (
        "Returns not written",
        f"They were wanted by {asked_by(first.due_on)}. The chairs were asked, and all of them can "
        "still answer.",
    )


_WORDS: dict[Why, Callable[[ReturnAsk], tuple[str, str]]] = {
    Why.LEAD: _own,
    Why.STANDS_IN: _own,
    Why.SENT_BACK: _back,
    Why.DEPUTY: _deputy,
    Why.NOBODY: _nobody,
    Why.COORDINATOR: _coordinator,
}


def _section(asks: Sequence[ReturnAsk]) -> Section:
    first = asks[0]
    heading, intro = _WORDS[first.why](first)
    more = None
    if first.why in (Why.NOBODY, Why.COORDINATOR):
        more = ("See all returns", address("return_list", first.duty.area.slug))
    return Section(heading, intro, [("", [_item(ask) for ask in asks])], more)


def _item(ask: ReturnAsk) -> Item:
    notes = []
    if ask.why == Why.STANDS_IN:
        notes.append("You are asked because nobody who chairs the group can answer")
    quarter = short_range(ask.period.start, ask.period.end)
    if ask.course:
        page = address("return_course", ask.course.pk)
        return Item(str(ask.duty.body), str(ask.course), page, notes)
    page = address("return_page", ask.duty.pk, ask.period.end.isoformat())
    return Item(quarter, str(ask.duty), page, notes)
