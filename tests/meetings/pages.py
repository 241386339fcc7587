"""What the tests of a meeting's pages share: its address, an exception, the form as drawn."""

from datetime import timedelta

from documents.enums import Canonical
from tests import factories as make
from tests.meetings.scene import SAID, SOON, TODAY


def room(now) -> str:
    return f"/plans/{now.plan.slug}/meetings/{now.meeting.pk}/"


def behind(now):
    action = now.action()
    make.LeadFactory.create(action=action)
    make.ProgressUpdateFactory.create(
        action=action, canonical=Canonical.OFF_TRACK, as_at=TODAY - timedelta(days=10)
    )
    return action


def drawn(answer, action, kind) -> dict[str, str]:
    """What a browser would send of the form of `kind` beside an action, as it was drawn."""
    shown = answer.context["agenda"]
    cards = [card for one in shown.sections for card in one.cards]
    cards += [shown.chosen] if shown.chosen else []
    card = next(card for card in cards if card.card.row.pk == action.pk)
    form = next(choice.form for choice in card.choices if choice.kind == kind)
    return {field.html_name: field.value() or "" for field in form}


def typed(kind) -> dict[str, str]:
    """The fields of a kind as a person types them."""
    said = dict(SAID[kind])
    if "proposed_due" in said:
        said["proposed_due"] = f"{SOON:%-d %B %Y}"
    return said
