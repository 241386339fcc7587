"""The words of a letter. Nothing of the plan is in it but references and first words.

E-mail is read on phones, over shoulders and in forwarded threads: reasons, ratings, notes and
evidence stay behind the sign-in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format

from accounts.models import User
from actions.enums import ReminderKind
from actions.reminders.owing import Ask, Why
from plans.models import Plan

FIRST_WORDS: Final = 60
NO_AGENCY: Final = "No agency named"
OWN: Final = (Why.LEAD, Why.STANDS_IN)


@dataclass(frozen=True)
class Item:
    """One action: its reference, its first words, the page where it is dealt with."""

    reference: str
    words: str
    url: str
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Section:
    """One thing that is wanted, with the actions it is about; `groups` have a name each."""

    heading: str
    intro: str
    groups: Sequence[tuple[str, Sequence[Item]]]
    more: tuple[str, str] | None = None


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
    back: list[Ask] = field(default_factory=list)
    deputy: list[Ask] = field(default_factory=list)
    chair: list[Ask] = field(default_factory=list)
    coordinator: list[Ask] = field(default_factory=list)
    nobody: list[Ask] = field(default_factory=list)


def words_for(user: User, asks: Sequence[Ask], day: date) -> Words:
    """The letter to `user` about `asks`, of which there is at least one."""
    found = sort(asks)
    context = {
        "user": user,
        "sections": list(_sections(found)),
        "day": day,
        "committees": committees(asks),
        "my_actions": address("my_actions"),
        "asked_to_answer": bool(found.own or found.back or found.deputy),
        "preferences": address("my_mail"),
        "subject": subject(found),
    }
    text = render_to_string("emails/digest.txt", context)
    html = render_to_string("emails/digest.html", context)
    return Words(context["subject"], text.strip() + "\n", html)


def sort(asks: Sequence[Ask]) -> Sorted:
    """Asks by what they are to the person. What they are to answer anyway is not told twice, and
    a coordinator who chairs a group has the group's silence in the whole list."""
    found = Sorted()
    for ask in asks:
        _PLACE[ask.why](found).append(ask)
    own = {ask.row.action.pk for ask in found.own}
    silent = {ask.row.action.pk for ask in found.coordinator}
    found.back = [ask for ask in found.back if ask.row.action.pk not in own]
    found.chair = [ask for ask in found.chair if ask.row.action.pk not in silent]
    return found


_PLACE: dict[Why, Callable[[Sorted], list[Ask]]] = {
    Why.LEAD: lambda found: found.own,
    Why.STANDS_IN: lambda found: found.own,
    Why.SENT_BACK: lambda found: found.back,
    Why.DEPUTY: lambda found: found.deputy,
    Why.CHAIR: lambda found: found.chair,
    Why.COORDINATOR: lambda found: found.coordinator,
    Why.NOBODY: lambda found: found.nobody,
}


def subject(found: Sorted) -> str:
    """How many, and by when."""
    parts = []
    if found.own:
        parts.append(f"{actions(len(found.own))} to update by {_first_day(found.own)}")
    if found.back:
        parts.append(f"{updates(len(found.back))} sent back to you")
    if found.deputy:
        silent = f"{actions(len(found.deputy))} not updated by the lead"
        parts.append(f"{silent}, window closed {_first_day(found.deputy)}")
    if found.nobody:
        closing = f"window closes {_first_day(found.nobody)}"
        parts.append(f"{actions(len(found.nobody))} with nobody to ask, {closing}")
    if found.chair:
        closed = f"window closed {_first_day(found.chair)}"
        parts.append(f"{actions(len(found.chair))} of your group not updated, {closed}")
    if found.coordinator:
        closed = f"window closed {_first_day(found.coordinator)}"
        parts.append(f"{actions(len(found.coordinator))} not updated, {closed}")
    kinds = {ask.kind for ask in found.own}
    begin = "Last reminder: " if ReminderKind.LAST in kinds else ""
    begin = begin or ("Reminder: " if ReminderKind.REMINDER in kinds else "")
    return begin + "; ".join(parts[:2]) + ("; and more" if len(parts) > 2 else "")


def _sections(found: Sorted) -> list[Section]:
    parts: list[tuple[list[Ask], Callable[[Sequence[Ask]], Section]]] = [
        (found.own, own_section),
        (found.back, back_section),
        (found.deputy, deputy_section),
        (found.nobody, nobody_section),
        (found.chair, chair_section),
        (found.coordinator, coordinator_section),
    ]
    return [make(part) for asks, make in parts for part in _by_window(asks)]


def _by_window(asks: Sequence[Ask]) -> list[list[Ask]]:
    """Asks of one plan and window together, what closes first coming first."""
    ordered = sorted(asks, key=lambda ask: (ask.closes_on or date.max, ask.plan.pk))
    return [
        list(rows) for _, rows in groupby(ordered, key=lambda ask: (ask.closes_on, ask.plan.pk))
    ]


def own_section(asks: Sequence[Ask]) -> Section:
    first = asks[0]
    closing = long_day(first.closes_on)
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
        f"Please update by {closing}", intro, [("", [_item(ask, _update_page) for ask in asks])]
    )


def back_section(asks: Sequence[Ask]) -> Section:
    which = "these updates" if len(asks) > 1 else "this update"
    return Section(
        "Sent back to you",
        f"The coordinator read {which} and has a question. Open the action to read the note, "
        "then send the update again.",
        [("", [_item(ask, _update_page) for ask in asks])],
    )


def deputy_section(asks: Sequence[Ask]) -> Section:
    first, which = asks[0], "these actions" if len(asks) > 1 else "this action"
    return Section(
        "Not updated: can you help as deputy?",
        f"The window for updates to “{first.plan}” closed on {long_day(first.closes_on)}, and the "
        f"lead has not updated {which}. As deputy you can still send the update.",
        [("", [_item(ask, _update_page) for ask in asks])],
    )


def nobody_section(asks: Sequence[Ask]) -> Section:
    first, which = asks[0], "these actions" if len(asks) > 1 else "this action"
    return Section(
        "Nobody to ask",
        f"Nobody could be asked about {which} of “{first.plan}”: no lead is named, or the post is "
        "vacant and has no deputy, or its holder has no role in cpcplan. Name somebody, or record "
        f"an update on the lead’s behalf, by {long_day(first.closes_on)}.",
        [("", [_item(ask, _action_page) for ask in asks])],
    )


def chair_section(asks: Sequence[Ask]) -> Section:
    first, which = asks[0], "These actions" if len(asks) > 1 else "This action"
    return Section(
        "Not updated in the group you chair",
        f"{which} of “{first.plan}” had no update when the window closed on "
        f"{long_day(first.closes_on)}. Lead and deputy were asked. Please have a word with them.",
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
        f"The window for updates to “{first.plan}” closed on {long_day(first.closes_on)}. "
        f"{actions(len(asks))} {'have' if len(asks) > 1 else 'has'} no update. Leads, deputies "
        "and chairs were asked; they can still answer.",
        [(f"{name} ({len(items)})", items) for name, items in by_agency.items()],
        _owing_link(first.plan),
    )


def _item(ask: Ask, page: Callable[[Ask], str]) -> Item:
    """One line: never more of the plan than the reference and the first words."""
    notes = []
    lead = ask.row.accountable
    if ask.why not in {Why.LEAD, Why.SENT_BACK}:
        notes.append(f"Lead: {lead.post}" if lead else "No lead is named")
    if ask.why == Why.STANDS_IN:
        notes.append("You are asked as deputy, because nobody who holds the post can answer")
    if ask.why in OWN and ask.row.returned:
        notes.append("Sent back with a note: open it to read the note")
    action = ask.row.action
    return Item(action.reference, first_words(action.text), page(ask), notes)


def first_words(text: str, limit: int = FIRST_WORDS) -> str:
    """The beginning of a text, cut between words; three dots say that it goes on."""
    words = " ".join(text.split())
    if len(words) <= limit:
        return words
    cut = words[: limit + 1].rpartition(" ")[0] or words[:limit]
    return cut.rstrip(",;:.–- ") + "…"


def long_day(day: date | None) -> str:
    """A day in words: "Friday 28 August 2026"."""
    return date_format(day, "l j F Y") if day else "as soon as you can"


def actions(count: int) -> str:
    return f"{count} action" if count == 1 else f"{count} actions"


def updates(count: int) -> str:
    return f"{count} update" if count == 1 else f"{count} updates"


def committees(asks: Sequence[Ask]) -> list[str]:
    """Whose plans the letter is about."""
    names = [str(ask.plan.body or ask.plan.area) for ask in asks]
    return sorted(dict.fromkeys(names))


def address(name: str, *args: object) -> str:
    """The whole address of a page, for somebody who is not on the site."""
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)


def _first_day(asks: Sequence[Ask]) -> str:
    days = sorted({ask.closes_on for ask in asks if ask.closes_on})
    return long_day(days[0]) + (" and later" if len(days) > 1 else "")


def _agency(ask: Ask) -> str:
    lead = ask.row.accountable
    return str(lead.post.agency) if lead and lead.post.agency else NO_AGENCY


def _update_page(ask: Ask) -> str:
    return address("action_update", ask.row.action.pk)


def _action_page(ask: Ask) -> str:
    return address("action_detail", ask.row.action.pk)


def _owing_link(plan: Plan) -> tuple[str, str]:
    """The page that says who owes what."""
    try:
        return "See who owes what", address("plan_owing", plan.slug)
    except NoReverseMatch:
        return "See the plan", address("plan_dashboard", plan.slug)
