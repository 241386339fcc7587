"""Writes of what a voice is about, and of which action came of it."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.models import Action
from audit.services import record
from audit.services.edits import locked
from outcomes.models import HighLevelOutcome
from plans.models import Heading
from voices.enums import Answer, LinkKind
from voices.models import Place, Voice, VoiceLink

NAMES = {Heading: "heading", HighLevelOutcome: "outcome", Action: "action"}


@transaction.atomic
def join_voice(
    *, by: User | None, voice: Voice, to: Place, kind: LinkKind, at: datetime | None = None
) -> VoiceLink:
    """Say that a voice is about a priority, an outcome or an action, or that an action came of it,
    now or `at` a moment. Where it is said already nothing is written.

    Raises ValidationError for a withdrawn action, and for one that came of what was not taken up.
    """
    voice = locked(voice, "area", "group")
    if to.plan.area_id != voice.area_id:
        raise ValueError("A voice belongs to plans of its own area only")
    name = NAMES[type(to)]
    rows = VoiceLink.objects.filter(voice=voice, kind=kind, **{name: to})
    if standing := rows.filter(ended_at=None).first():
        return standing
    if isinstance(to, Action):
        to.refuse_withdrawn("place")
    if kind == LinkKind.CAME_OF and voice.answer == Answer.NOT_TAKEN_UP:
        raise ValidationError("It was not taken up. Change first what was decided.")
    link = VoiceLink(voice=voice, kind=kind, added_by=by, **{name: to})
    link.added_at = at or timezone.now()
    link.save()
    _record(by, "joined voice", link)
    return link


@transaction.atomic
def part_voice(*, by: User | None, link: VoiceLink) -> VoiceLink:
    """A voice does not belong there after all. The row stays, with its end."""
    link = locked(link, "voice__group")
    if link.end(by):
        _record(by, "parted voice", link)
    return link


def _record(by: User | None, verb: str, link: VoiceLink) -> None:
    changes = {"place": link.name, "kind": LinkKind(link.kind).label}
    record(by=by, verb=verb, target=link, area_id=link.voice.area_id, changes=changes)
