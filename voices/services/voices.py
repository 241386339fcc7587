"""Writes of what children, young people and families said, and of what became of it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone

from accounts.models import User
from audit.services import keep_edit, record
from audit.services.edits import edit, locked
from committees.models import Area
from voices.enums import Answer, Feedback, LinkKind, Method, Who
from voices.models import Voice, VoiceGroup
from voices.rules.facts import (
    AnswerFacts,
    FeedbackFacts,
    VoiceFacts,
    fault_of,
    fault_of_answer,
    fault_of_feedback,
)

UNTOLD = ("took_part", "group_id")
CHOICES: dict[str, type[TextChoices]] = {
    "who": Who,
    "method": Method,
    "answer": Answer,
    "feedback": Feedback,
}
OTHERS = ("area", "group", "shared_by", "shared_at")


@transaction.atomic
def add_group(*, by: User | None, area: Area, name: str, of_children: bool) -> VoiceGroup:
    """A group of people of the area's own. Raises ValidationError for one that is there already."""
    area = locked(area)
    group = VoiceGroup(area=area, name=name.strip(), of_children=of_children)
    labels = {label.casefold() for label in Who.labels}
    same = VoiceGroup.objects.filter(area=area, name__iexact=group.name)
    if group.name.casefold() in labels or same.exists():
        raise ValidationError({"name": "This group is in the list already."})
    group.full_clean(exclude=["area"])
    group.save()
    about = {"of_children": of_children}
    record(by=by, verb="added group of voices", target=group, area_id=area.pk, changes=about)
    return group


@transaction.atomic
def add_voice(*, by: User | None, area: Area, facts: VoiceFacts) -> Voice:
    """What some people said, seen as a draft until somebody shares it.

    Raises ValidationError beside the field for what cannot be so, and for what stands there
    already.
    """
    area = locked(area)
    voice = Voice(area=area, **_columns(facts))
    _check(voice)
    voice.save()
    _record(by, "added voice", voice, {"said": voice.said})
    return voice


@transaction.atomic
def edit_voice(*, by: User | None, voice: Voice, expected: int, facts: VoiceFacts) -> Voice:
    """Change what is said of it. Raises EditConflict when somebody else saved it after version
    `expected`."""
    locked(voice.area)
    changes = edit(voice, _columns(facts), expected=expected, check=_check)
    if changes:
        _edited(by, "edited voice", voice, changes)
    return voice


@transaction.atomic
def answer_voice(*, by: User | None, voice: Voice, expected: int, facts: AnswerFacts) -> Voice:
    """Say what was decided because of it. Raises EditConflict as `edit_voice`."""
    locked(voice)
    came_of = voice.links.filter(kind=LinkKind.CAME_OF, ended_at=None)
    refuse = partial(_refuse, fault_of_answer, facts, joined=came_of.exists())
    values = {"answer": facts.answer, "answer_words": facts.words, "answered_on": facts.on}
    if changes := edit(voice, values, expected=expected, check=refuse):
        _edited(by, "answered voice", voice, changes)
    return voice


@transaction.atomic
def tell_back(*, by: User | None, voice: Voice, expected: int, facts: FeedbackFacts) -> Voice:
    """Say whether, how and when they were told. Raises EditConflict as `edit_voice`."""
    locked(voice)
    values = {"feedback": facts.feedback, "feedback_words": facts.words, "told_on": facts.on}
    refuse = partial(_refuse, fault_of_feedback, facts)
    if changes := edit(voice, values, expected=expected, check=refuse):
        _edited(by, "told voice", voice, changes)
    return voice


@transaction.atomic
def share_voice(*, by: User, voice: Voice, at: datetime | None = None) -> Voice:
    """Let everybody who reads plans in the area see it, an inspector too; it stays so. `at` is
    when, where that is not now."""
    voice = locked(voice, "area", "group")
    if voice.share(by, at):
        _record(by, "shared voice", voice, {})
    return voice


def _edited(by: User | None, verb: str, voice: Voice, changes: dict[str, Any]) -> None:
    if voice.shared_at:
        keep_edit(by=by, row=voice, changes=changes)
    _record(by, verb, voice, _told(changes))


def _columns(facts: VoiceFacts) -> dict[str, Any]:
    values = asdict(facts)
    group = values.pop("group")
    return {**values, "who": facts.who or "", "group_id": group}


def _check(voice: Voice) -> None:
    said = fault_of(voice.facts(), timezone.localdate())
    groups = VoiceGroup.objects.filter(area_id=voice.area_id, pk=voice.group_id or 0)
    if voice.group_id and not groups.exists():
        said["speakers"] = "Choose a group of this area."
    others = Voice.objects.filter(area_id=voice.area_id).exclude(pk=voice.pk)
    own = {"who": voice.who, "group": voice.group_id, "method": voice.method}
    if others.filter(**own, heard_on=voice.heard_on, said=voice.said).exists():
        said["said"] = "This stands here already."
    if said:
        raise ValidationError(said)
    voice.full_clean(exclude=OTHERS)


def _refuse(fault: Any, facts: Any, voice: Voice, **known: bool) -> None:
    if said := fault(facts, voice.heard_on, timezone.localdate(), **known):
        raise ValidationError(said)
    voice.full_clean(exclude=OTHERS)


def _told(changes: dict[str, Any]) -> dict[str, Any]:
    """Changes in the words of their choices; no number of people, and no key of a group: readers of
    the record do not all see small numbers."""
    told = {name: value for name, value in changes.items() if name not in UNTOLD}
    for name, choices in CHOICES.items():
        if name in told:
            told[name] = [choices(value).label if value else "" for value in told[name]]
    return told


def _record(by: User | None, verb: str, voice: Voice, changes: dict[str, Any]) -> None:
    record(by=by, verb=verb, target=voice, area_id=voice.area_id, changes=changes)
