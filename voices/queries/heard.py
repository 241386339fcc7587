"""Who was heard on each priority of a plan, and who was not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from actions.queries.lineage import ancestors_of
from actions.queries.priorities import Priority, priorities_of
from committees.models import Area
from committees.querysets import Actor
from plans.models import Plan
from voices.enums import LinkKind
from voices.models import TARGETS, Voice, VoiceLink
from voices.querysets import VoiceQuerySet
from voices.rules.answers import answered, told_of
from voices.rules.gaps import FAMILY, YOUNG, Gap, gap
from voices.rules.participants import took_part

Place = tuple[str, int | None]


@dataclass(frozen=True)
class VoiceLine:
    """A voice as a list tells of it: what was decided and whether they were told, in sentences."""

    voice: Voice
    took_part: str
    answered: str
    told: str


@dataclass(frozen=True)
class Heard:
    """A priority with what was said about it, the newest first, and who was not heard."""

    priority: Priority
    lines: Sequence[VoiceLine]
    gaps: Sequence[Gap]


def voices_of(user: Actor, area: Area) -> VoiceQuerySet[Voice]:
    """What `user` sees of an area's voices, with what belongs to them. Two queries."""
    links = VoiceLink.objects.visible_to(user).standing()
    links = links.select_related("heading__level", "heading__plan", "outcome__plan", "action__plan")
    rows = Voice.objects.visible_to(user).filter(area=area).select_related("area", "group")
    return rows.prefetch_related(Prefetch("links", queryset=links))


def line_of(voice: Voice, *, exact: bool) -> VoiceLine:
    """A voice of `voices_of`; `exact` is for those who see small numbers. No query."""
    actions = [one.action.reference for one in came_of(voice) if one.action]
    return VoiceLine(
        voice,
        took_part(voice.took_part, exact=exact),
        answered(voice.answer_facts(), actions),
        told_of(voice.feedback_facts()),
    )


def came_of(voice: Voice) -> list[VoiceLink]:
    """The actions that came of a voice of `voices_of`. No query."""
    return [one for one in voice.links.all() if one.kind == LinkKind.CAME_OF]


def heard(user: Actor, plan: Plan, today: date, *, exact: bool) -> list[Heard]:
    """Every priority of a plan with what was said about it. Ten queries, and one for each
    step in the longest chain of actions."""
    priorities = priorities_of(plan)
    above = ancestors_of({key for priority in priorities for key in priority.actions})
    earlier = {key for keys in above.values() for key in keys}
    about = Q(links__action__in=earlier)
    for name in TARGETS:
        about |= Q(**{f"links__{name}__plan": plan})
    keys = Voice.objects.filter(about, links__ended_at=None).values("pk")
    by_place: defaultdict[Place, list[VoiceLine]] = defaultdict(list)
    for voice in voices_of(user, plan.area).filter(pk__in=keys):
        line = line_of(voice, exact=exact)
        for link in voice.links.all():
            for name in TARGETS:
                by_place[name, getattr(link, f"{name}_id")].append(line)
    return [_heard(priority, _places(priority, above), by_place, today) for priority in priorities]


def _places(priority: Priority, above: Mapping[int, Collection[int]]) -> list[Place]:
    """What a voice about a priority may be joined to: what its actions took the place of too."""
    return [
        *(("heading", key) for key in priority.headings),
        *(("outcome", key) for key in priority.outcomes),
        *(("action", key) for one in priority.actions for key in (one, *above[one])),
    ]


def _heard(
    priority: Priority,
    places: Iterable[Place],
    by_place: Mapping[Place, Sequence[VoiceLine]],
    today: date,
) -> Heard:
    lines = {line.voice.pk: line for place in places for line in by_place.get(place, ())}
    newest = sorted(lines.values(), key=lambda line: (line.voice.heard_on, line.voice.pk))[::-1]
    voices = [line.voice for line in newest]
    of_children = [one for one in voices if one.of_children]
    of_others = [one for one in voices if not one.of_children]
    return Heard(
        priority,
        newest,
        [
            gap(YOUNG, *_last(of_children), today=today),
            gap(FAMILY, *_last(of_others), today=today),
        ],
    )


def _last(voices: Iterable[Voice]) -> tuple[date | None, date | None]:
    """The last day on which some were heard, and on which some were asked in vain."""
    days: dict[bool, date] = {}
    for voice in voices:
        days[voice.silent] = max(voice.heard_on, days.get(voice.silent, voice.heard_on))
    return days.get(False), days.get(True)
