"""Who was heard on each priority of a plan, and who was not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from actions.queries.lineage import ancestors_of
from actions.queries.priorities import Priority, priorities_of
from audit.rules.days import Day
from committees.models import Area
from committees.querysets import Actor
from plans.models import Plan
from voices.enums import Answer, Feedback, LinkKind
from voices.models import TARGETS, Voice, VoiceLink
from voices.querysets import VoiceLinkQuerySet, VoiceQuerySet
from voices.rules.answers import answered, told_of
from voices.rules.facts import AnswerFacts, FeedbackFacts
from voices.rules.gaps import FAMILY, YOUNG, Gap, gap
from voices.rules.participants import took_part

Place = tuple[str, int | None]


@dataclass(frozen=True)
class VoiceLine:
    """A voice as a list tells of it: what was decided and whether they were told, in sentences.

    `decided` is whether anything was decided, `back` whether they were told or nobody can be.
    """

    voice: Voice
    took_part: str
    answered: str
    told: str
    decided: bool
    back: bool


@dataclass(frozen=True)
class Heard:
    """A priority with what was said about it, the newest first, and who was not heard."""

    priority: Priority
    lines: Sequence[VoiceLine]
    gaps: Sequence[Gap]


def voices_of(user: Actor, area: Area) -> VoiceQuerySet[Voice]:
    """What `user` sees of an area's voices, with what belongs to them. Two queries."""
    links = VoiceLink.objects.visible_to(user).standing()
    return with_links(Voice.objects.visible_to(user).filter(area=area), links)


def with_links(
    rows: VoiceQuerySet[Voice], links: VoiceLinkQuerySet[VoiceLink]
) -> VoiceQuerySet[Voice]:
    """Voices with those of `links` that are theirs. Two queries."""
    known = links.select_related("heading__level", "heading__plan", "outcome__plan", "action__plan")
    return rows.select_related("area", "group").prefetch_related(Prefetch("links", queryset=known))


def line_of(voice: Voice, day: date, *, exact: bool) -> VoiceLine:
    """A voice with its links (`with_links`) at the end of a day; `exact` is for those who see small
    numbers. No query."""
    answer, feedback = voice.answer_facts(), voice.feedback_facts()
    if answer.on and answer.on > day:
        answer = AnswerFacts(Answer.NOTHING_YET)
    if feedback.on and feedback.on > day:
        feedback = FeedbackFacts(Feedback.NOT_YET)
    actions = [one.action.reference for one in came_of(voice) if one.action]
    return VoiceLine(
        voice,
        took_part(voice.took_part, exact=exact),
        answered(answer, actions),
        told_of(feedback),
        decided=bool(actions) or answer.answer != Answer.NOTHING_YET,
        back=feedback.feedback in (Feedback.TOLD, Feedback.NOBODY),
    )


def came_of(voice: Voice) -> list[VoiceLink]:
    """The actions that came of a voice with its links. No query."""
    return [one for one in voice.links.all() if one.kind == LinkKind.CAME_OF]


def heard(user: Actor, plan: Plan, today: date, *, exact: bool) -> list[Heard]:
    """Every priority of a plan with what was said about it, as far as `user` sees it. Six queries,
    and one for each step in the longest chain of actions."""
    lines = [line_of(row, today, exact=exact) for row in voices_of(user, plan.area)]
    return on_priorities(plan, lines, today)


def on_priorities(
    plan: Plan, lines: Iterable[VoiceLine], day: date, then: Day | None = None
) -> list[Heard]:
    """Every priority of a plan, as it is or was `then`, with those of `lines` that are about it,
    and who was heard by a day."""
    priorities = priorities_of(plan, then)
    above = ancestors_of({key for priority in priorities for key in priority.actions})
    by_place: defaultdict[Place, list[VoiceLine]] = defaultdict(list)
    for line in lines:
        for link in line.voice.links.all():
            for name in TARGETS:
                by_place[name, getattr(link, f"{name}_id")].append(line)
    return [_heard(priority, _places(priority, above), by_place, day) for priority in priorities]


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
