"""The words of a letter. Nothing of the plan is in it but references and first words.

E-mail is read on phones, over shoulders and in forwarded threads: reasons, ratings, notes and
evidence stay behind the sign-in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.template.loader import render_to_string

from accounts.models import User
from reminders.enums import ReminderKind
from reminders.queries.asked import Ask, Why
from reminders.queries.words.parts import (
    Section,
    actions,
    address,
    asked_by,
    back_section,
    chair_section,
    coordinator_section,
    deputy_section,
    nobody_section,
    own_section,
)


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
    about = subject(found)
    context = {
        "user": user,
        "sections": list(_sections(found)),
        "day": day,
        "committees": committees(asks),
        "my_actions": address("my_actions"),
        "asked_to_answer": bool(found.own or found.back or found.deputy),
        "preferences": address("my_mail"),
        "subject": about,
    }
    text = render_to_string("emails/digest.txt", context)
    html = render_to_string("emails/digest.html", context)
    return Words(about, text.strip() + "\n", html)


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
        # a day stands in a subject once: on a phone it is all that is read
        late = found.nobody[0].kind == ReminderKind.COORDINATOR
        closing = f", window {'closed' if late else 'closes'} {_first_day(found.nobody)}"
        closing = "" if found.own else closing
        parts.append(f"{actions(len(found.nobody))} with nobody to ask{closing}")
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


def updates(count: int) -> str:
    return f"{count} update" if count == 1 else f"{count} updates"


def committees(asks: Sequence[Ask]) -> list[str]:
    """Whose plans the letter is about."""
    names = [str(ask.plan.body or ask.plan.area) for ask in asks]
    return sorted(dict.fromkeys(names))


def _first_day(asks: Sequence[Ask]) -> str:
    days = sorted({ask.closes_on for ask in asks if ask.closes_on})
    return asked_by(days[0]) + (" and later" if len(days) > 1 else "")
