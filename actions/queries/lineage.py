"""What an action came of, and what became of it, in its own plan and over several."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actions.enums import RevisionState
from actions.models import Action, Lineage
from actions.rules import printed_words
from actions.rules.lineage import Descent
from audit.enums import Kind
from audit.models import Version
from audit.rules.days import NOTHING_LATER, Day
from documents import phrases
from documents.schema.actions import BecameRecord
from timescales.date_format import iso

PLAN = ("carried_from__plan_id", "carried_from__plan__title")


@dataclass(frozen=True)
class Ancestry:
    came_from: Sequence[Lineage]
    became: Sequence[Lineage]


def lineage_of(action: Action) -> Ancestry:
    """Both ways, oldest first. One query."""
    rows = Lineage.objects.filter(Q(source=action.pk) | Q(target=action.pk))
    known = list(rows.select_related("source__plan", "target__plan"))
    return Ancestry(
        [one for one in known if one.target_id == action.pk],
        [one for one in known if one.source_id == action.pk],
    )


def became_of(plan: int, then: Day) -> dict[int, BecameRecord]:
    """What became of a plan's actions in other plans by a day, by their keys; plans and actions are
    called what they were called then. Two queries, one for today."""
    rows = Lineage.objects.filter(source__plan=plan, on__lte=then.on).exclude(target__plan=plan)
    known = list(rows.select_related("target__plan").order_by("pk"))
    later = Version.objects.later_of(then.on, Kind.ACTION, [row.target_id for row in known])
    numbered = later.on(then.on)
    return {
        row.source_id: {
            "way": row.kind,
            "words": f"{row.onward} {_reference(numbered, row.target)} in "
            f"{_title(then, row.target.plan_id, row.target.plan.title)}",
        }
        for row in known
    }


def _reference(then: Day, action: Action) -> str:
    state = then.of(Kind.ACTION).get(action.pk)
    if state is None:
        return action.reference
    return printed_words.reference(state["number"], state["position"])


def _title(then: Day, plan: int, now: str) -> str:
    state = then.of(Kind.PLAN).get(plan)
    return str(state["title"]) if state else now


def descents_of(actions: Collection[int], then: Day = NOTHING_LATER) -> dict[int, Descent]:
    """From which plans some actions were carried forward, by their keys, called what they were
    called `then`; those that began in their own plan are left out. A query for each plan in the
    longest chain, and one."""
    sources: dict[int, tuple[int, str, date]] = {}
    heads = set(actions)
    columns = ("pk", "carried_from", "carried_from__added_on", *PLAN)
    while heads:
        rows = Action.objects.filter(pk__in=heads, carried_from__isnull=False)
        above = {
            pk: (source, _title(then, *plan), day)
            for pk, source, day, *plan in rows.values_list(*columns)
        }
        sources |= above
        heads = {source for source, _, _ in above.values()} - sources.keys()
    return {key: _descent(sources, key) for key in actions if key in sources}


def _descent(sources: Mapping[int, tuple[int, str, date]], key: int) -> Descent:
    plans: list[str] = []
    added_on = sources[key][2]
    while key in sources:
        key, title, added_on = sources[key]
        plans.append(title)
    return Descent(tuple(plans), added_on)


def ancestors_of(actions: Collection[int]) -> dict[int, dict[int, str]]:
    """By the key of each action those that it took the place of, near and far, with what people
    call them. A query for each step in the longest chain, and one."""
    parents: defaultdict[int, dict[int, str]] = defaultdict(dict)
    heads, known = set(actions), set(actions)
    while heads:
        rows = Lineage.objects.filter(target__in=heads).select_related("source").order_by("pk")
        for row in rows:
            parents[row.target_id][row.source_id] = row.source.reference
        heads = {key for head in heads for key in parents[head]} - known
        known |= heads
    return {key: _above(parents, key) for key in actions}


def _above(parents: Mapping[int, Mapping[int, str]], key: int) -> dict[int, str]:
    ancestors: dict[int, str] = {}
    heads = [key]
    while heads:
        for parent, reference in parents.get(heads.pop(0), {}).items():
            if parent not in ancestors:
                ancestors[parent] = reference
                heads.append(parent)
    return ancestors


def first_lines(action: Action) -> list[str]:
    """Whence an action was carried forward, in words; nothing for one that began in its plan."""
    descent = descents_of([action.pk]).get(action.pk)
    if descent is None:
        return []
    moves = action.revisions.filter(state=RevisionState.APPROVED).count()
    return [phrases.carried(descent.plans, iso(action.first_due), moves)]
