"""The words of a reminder: the letter, and what each of its parts says.

Nothing of the plan is in it but references and first words: e-mail is read on phones, over
shoulders and in forwarded threads. Reasons, ratings, notes and evidence stay behind the sign-in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, Final

from django.template.loader import render_to_string

from accounts.models import User
from letters.models import address
from plans.models import Plan
from reminders.enums import ReminderKind
from reminders.queries.area_words import MATTERS
from reminders.queries.asked import AnyAsk, Ask, Why
from reminders.queries.matter import OWN, Matter
from reminders.rules.letter_parts import Item, Section, asked_by

FIRST_WORDS: Final = 60
NO_AGENCY: Final = "No agency named"
Given = Sequence[tuple[Matter[Any], Sequence[Any]]]


@dataclass(frozen=True)
class Words:
    """A letter ready to be sent."""

    subject: str
    text: str
    html: str


@dataclass
class Sorted:
    """What one person is told, by what it is to them; each action once among their own."""

    own: list[Ask] = field(default_factory=list)
    recurring: list[Ask] = field(default_factory=list)
    back: list[Ask] = field(default_factory=list)
    deputy: list[Ask] = field(default_factory=list)
    chair: list[Ask] = field(default_factory=list)
    coordinator: list[Ask] = field(default_factory=list)
    nobody: list[Ask] = field(default_factory=list)


def words_for(user: User, asks: Sequence[AnyAsk], day: date, record_head: str = "") -> Words:
    """The letter to `user` about `asks`, of which there is at least one. `record_head` is where the
    record ends, in few signs; "" says nothing of it."""
    told = sort([ask for ask in asks if isinstance(ask, Ask)])
    alike = [(one, [ask for ask in asks if type(ask) is one.ask]) for one in MATTERS]
    given = [(matter, rows) for matter, rows in alike if rows]
    about = subject(told, given)
    context = {
        "user": user,
        "sections": [
            *_sections(told),
            *(section for matter, rows in given for section in matter.letter_sections(rows)),
        ],
        "day": day,
        "committees": committees(asks),
        "my_actions": address("my_actions"),
        "asked_to_answer": bool(told.own or told.recurring or told.back or told.deputy),
        "preferences": address("my_mail"),
        "subject": about,
        "record_head": record_head,
    }
    text = render_to_string("emails/digest.txt", context)
    html = render_to_string("emails/digest.html", context)
    return Words(about, text.strip() + "\n", html)


def sort(asks: Sequence[Ask]) -> Sorted:
    """Asks by what they are to the person. What they are to answer anyway is not told twice, and
    a coordinator who chairs a group has the group's silence in the whole list."""
    told = Sorted()
    for ask in asks:
        _PLACE[ask.why](told).append(ask)
    own = {ask.row.action.pk for ask in told.own}
    silent = {ask.row.action.pk for ask in told.coordinator}
    told.back = [ask for ask in told.back if ask.row.action.pk not in own]
    told.chair = [ask for ask in told.chair if ask.row.action.pk not in silent]
    return told


_PLACE: dict[Why, Callable[[Sorted], list[Ask]]] = {
    Why.LEAD: lambda told: told.own,
    Why.STANDS_IN: lambda told: told.own,
    Why.RECURRING: lambda told: told.recurring,
    Why.SENT_BACK: lambda told: told.back,
    Why.DEPUTY: lambda told: told.deputy,
    Why.CHAIR: lambda told: told.chair,
    Why.COORDINATOR: lambda told: told.coordinator,
    Why.NOBODY: lambda told: told.nobody,
}


def subject(told: Sorted, given: Given = ()) -> str:
    """How many, and by when."""
    parts = []
    if told.own:
        parts.append(f"{actions(len(told.own))} to update by {_first_day(told.own)}")
    parts += filter(None, [matter.own_part(rows) for matter, rows in given])
    if told.recurring:
        many = actions(len(told.recurring))
        parts.append(f"{many} to say how many were done by {_first_day(told.recurring)}")
    if told.back:
        parts.append(f"{updates(len(told.back))} sent back to you")
    if told.deputy:
        silent = f"{actions(len(told.deputy))} not updated by the lead"
        parts.append(f"{silent}, window closed {_first_day(told.deputy)}")
    if told.nobody:
        # a day stands in a subject once: on a phone it is all that is read
        late = told.nobody[0].kind == ReminderKind.COORDINATOR
        closing = f", window {'closed' if late else 'closes'} {_first_day(told.nobody)}"
        closing = "" if told.own else closing
        parts.append(f"{actions(len(told.nobody))} with nobody to ask{closing}")
    if told.chair:
        closed = f"window closed {_first_day(told.chair)}"
        parts.append(f"{actions(len(told.chair))} of your group not updated, {closed}")
    if told.coordinator:
        closed = f"window closed {_first_day(told.coordinator)}"
        parts.append(f"{actions(len(told.coordinator))} not updated, {closed}")
    parts += [part for matter, rows in given for part in matter.other_parts(rows)]
    others = [ask for _, rows in given for ask in rows]
    asked = [*told.own, *told.recurring, *(ask for ask in others if ask.why in OWN)]
    kinds = {ask.kind for ask in asked}
    begin = "Last reminder: " if ReminderKind.LAST in kinds else ""
    begin = begin or ("Reminder: " if ReminderKind.REMINDER in kinds else "")
    return begin + "; ".join(parts[:2]) + ("; and more" if len(parts) > 2 else "")


def _sections(told: Sorted) -> list[Section]:
    parts: list[tuple[list[Ask], Callable[[Sequence[Ask]], Section]]] = [
        (told.own, own_section),
        (told.recurring, recurring_section),
        (told.back, back_section),
        (told.deputy, deputy_section),
        (told.nobody, nobody_section),
        (told.chair, chair_section),
        (told.coordinator, coordinator_section),
    ]
    return [make(part) for asks, make in parts for part in _by_window(asks)]


def _by_window(asks: Sequence[Ask]) -> list[list[Ask]]:
    """Asks of one plan and window together, what closes first coming first."""
    ordered = sorted(asks, key=lambda ask: (ask.closes_on or date.max, ask.plan.pk))
    return [
        list(rows) for _, rows in groupby(ordered, key=lambda ask: (ask.closes_on, ask.plan.pk))
    ]


def updates(count: int) -> str:
    return f"{count} update" if count == 1 else f"{count} updates"


def committees(asks: Sequence[AnyAsk]) -> list[str]:
    """Whose plans and figures the letter is about; of figures the area, unless a plan names it."""
    planned = {ask.area_id for ask in asks if isinstance(ask, Ask)}
    return sorted(
        {ask.committee for ask in asks if isinstance(ask, Ask) or ask.area_id not in planned}
    )


def _first_day(asks: Sequence[Ask]) -> str:
    days = sorted({ask.closes_on for ask in asks if ask.closes_on})
    return asked_by(days[0]) + (" and later" if len(days) > 1 else "")


def own_section(asks: Sequence[Ask]) -> Section:
    first = asks[0]
    closing = asked_by(first.closes_on)
    many = len(asks) > 1
    intro = {
        ReminderKind.OPENED: f"The window for updates to “{first.plan}” is open. Please say "
        f"how {'these actions are' if many else 'this action is'} getting on by {closing}.",
        ReminderKind.REMINDER: f"{'These actions' if many else 'This action'} of “{first.plan}” "
        f"{'have' if many else 'has'} no update yet. The window closes on {closing}.",
        ReminderKind.LAST: f"This is the last reminder. The window for updates to “{first.plan}” "
        f"closes on {closing}. What has no update by then is reported to the committee as not "
        "updated this quarter.",
    }[first.kind]
    return Section(
        f"Please update by {closing}", intro, [("", [_item(ask, _answer_page) for ask in asks])]
    )


def recurring_section(asks: Sequence[Ask]) -> Section:
    """Work that recurs, of which something was said and not how many were done."""
    first = asks[0]
    return Section(
        "Say how many were done",
        f"This recurs in “{first.plan}”, and nobody has said how much of it was done. One line is "
        f"enough, by {asked_by(first.closes_on)}: how many, and why not the others.",
        [("", [_item(ask, _answer_page) for ask in asks])],
    )


def back_section(asks: Sequence[Ask]) -> Section:
    which = "These updates were" if len(asks) > 1 else "This update was"
    return Section(
        "Sent back to you",
        f"{which} read and came back with a note. Open the action to read the note, then send the "
        "update again.",
        [("", [_item(ask, _update_page) for ask in asks])],
    )


def deputy_section(asks: Sequence[Ask]) -> Section:
    first, which = asks[0], "these actions" if len(asks) > 1 else "this action"
    return Section(
        "Not updated: can you help as deputy?",
        f"The window for updates to “{first.plan}” closed on {asked_by(first.closes_on)}, and "
        f"{which} had no update by then{_or_sent_back(asks)}. As deputy you can still send it.",
        [("", [_item(ask, _update_page) for ask in asks])],
    )


def nobody_section(asks: Sequence[Ask]) -> Section:
    first, which = asks[0], "these actions" if len(asks) > 1 else "this action"
    late = first.kind == ReminderKind.COORDINATOR
    day = asked_by(first.closes_on)
    closing = f". The window closed on {day}; both can still be done" if late else f", by {day}"
    return Section(
        "Nobody to ask",
        f"Nobody could be asked about {which} of “{first.plan}”: no lead is named, or the post is "
        "vacant and has no deputy, or its holder has no role in cpcplan. Name somebody, or record "
        f"an update on the lead’s behalf{closing}.",
        [("", [_item(ask, _action_page) for ask in asks])],
    )


def chair_section(asks: Sequence[Ask]) -> Section:
    first, which = asks[0], "These actions" if len(asks) > 1 else "This action"
    return Section(
        "Not updated in the group you chair",
        f"{which} of “{first.plan}” had no update when the window closed on "
        f"{asked_by(first.closes_on)}{_or_sent_back(asks)}. Those who answer for "
        f"{'them' if len(asks) > 1 else 'it'} were asked. Please have a word with them.",
        [("", [_item(ask, _action_page) for ask in asks])],
        _owing_link(first.plan),
    )


def coordinator_section(asks: Sequence[Ask]) -> Section:
    first = asks[0]
    by_agency: dict[str, list[Item]] = {}
    for ask in sorted(asks, key=_agency):
        by_agency.setdefault(_agency(ask), []).append(_item(ask, _action_page))
    return Section(
        "Not updated, by agency",
        f"The window for updates to “{first.plan}” closed on {asked_by(first.closes_on)}. "
        f"{actions(len(asks))} {'have' if len(asks) > 1 else 'has'} no update"
        f"{_or_sent_back(asks)}. Those who answer for {'them' if len(asks) > 1 else 'it'} were "
        "asked, the chairs of their groups are told today, and all of them can still answer.",
        [(f"{name} ({len(items)})", items) for name, items in by_agency.items()],
        _owing_link(first.plan),
    )


def _or_sent_back(asks: Sequence[Ask]) -> str:
    """What is true of an update that came and was sent back: it is not nothing."""
    return (
        ", or one that was sent back and not answered" if any(a.row.returned for a in asks) else ""
    )


def _item(ask: Ask, page: Callable[[Ask], str]) -> Item:
    """One line: never more of the plan than the reference and the first words."""
    notes = []
    lead = ask.row.accountable
    if ask.why not in {Why.LEAD, Why.RECURRING, Why.SENT_BACK}:
        notes.append(f"Lead: {lead.post}" if lead else "No lead is named")
    if ask.why == Why.STANDS_IN:
        notes.append("You are asked as deputy, because nobody who holds the post can answer")
    if ask.why in OWN and ask.row.returned:
        notes.append("Sent back with a note: open it to read the note")
    if ask.fell:
        notes.append(ask.fell.words)
    action = ask.row.action
    return Item(action.reference, first_words(action.text), page(ask), notes)


def first_words(text: str, limit: int = FIRST_WORDS) -> str:
    """The beginning of a text, cut between words; three dots say that it goes on."""
    words = " ".join(text.split())
    if len(words) <= limit:
        return words
    cut = words[: limit + 1].rpartition(" ")[0] or words[:limit]
    return cut.rstrip(",;:.–- ") + "…"


def actions(count: int) -> str:
    return f"{count} action" if count == 1 else f"{count} actions"


def _agency(ask: Ask) -> str:
    lead = ask.row.accountable
    return str(lead.post.agency) if lead and lead.post.agency else NO_AGENCY


def _update_page(ask: Ask) -> str:
    return address("action_update", ask.row.action.pk)


def _answer_page(ask: Ask) -> str:
    """Where one line says how many were done; it is the update too."""
    return address("action_occurrences", ask.row.action.pk) if ask.fell else _update_page(ask)


def _action_page(ask: Ask) -> str:
    return address("action_detail", ask.row.action.pk)


def _owing_link(plan: Plan) -> tuple[str, str]:
    """The page that says who owes what."""
    return "See who owes what", address("plan_owing", plan.slug)
