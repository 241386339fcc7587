"""What inspections and audits judged over time, of those whose findings led to some actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from assurance.models import Activity, FindingAction, Judgement
from assurance.rules.samples import graded
from committees.models import Area
from committees.querysets import Actor
from impact.enums import Ground
from impact.rules.evidence import Evidence, Shown

Like = tuple[str, str]


def assurance_of(
    user: Actor, area: Area, actions: Collection[int], *, exact: bool
) -> Mapping[int, list[Shown]]:
    """By the key of an action what looked at it: each audit or inspection with those that bear the
    same name and the reviews of its progress, the oldest first. What nobody has shared is no
    evidence. Three queries; one where no finding belongs to any action."""
    links = list(
        FindingAction.objects.visible_to(user)
        .standing()
        .filter(action__in=actions, finding__activity__shared_at__isnull=False)
        .select_related("finding__activity")
    )
    if not links:
        return {}
    seen = Activity.objects.visible_to(user).filter(area=area, shared_at__isnull=False)
    rows = list(seen.order_by("reported_on", "pk"))
    judged = _judged(user, rows)
    first = {row.pk: _alike(row) for row in rows}
    named: defaultdict[Like, list[Activity]] = defaultdict(list)
    for row in rows:
        named[first.get(row.follows_id or 0, first[row.pk])].append(row)
    of_name = {
        row.pk: _shown(alike, judged, exact=exact) for alike in named.values() for row in alike
    }
    by_action: dict[int, list[Shown]] = {}
    for link in links:
        shown = of_name[link.finding.activity_id]
        known = by_action.setdefault(link.action_id, [])
        if shown not in known:
            known.append(shown)
    return by_action


def _alike(row: Activity) -> Like:
    return (row.kind, row.title.casefold())


def _judged(user: Actor, rows: Sequence[Activity]) -> Mapping[int, list[Judgement]]:
    judged: defaultdict[int, list[Judgement]] = defaultdict(list)
    for one in Judgement.objects.visible_to(user).filter(activity__in=rows):
        judged[one.activity_id].append(one)
    return judged


def _shown(
    alike: Sequence[Activity], judged: Mapping[int, Sequence[Judgement]], *, exact: bool
) -> Shown:
    newest = alike[-1]
    words = [
        f"{row.when}: {' '.join(said)}"
        for row in alike
        if (said := list(_said(row, judged.get(row.pk, ()), exact=exact)))
    ]
    return Shown(
        Evidence(Ground.ASSURANCE, newest.pk),
        alike[0].title,
        words or ["It says neither a grade nor what went well."],
        "activity",
        newest.pk,
        shows=bool(words),
    )


def _said(row: Activity, judged: Sequence[Judgement], *, exact: bool) -> Iterator[str]:
    if told := graded(row.sample, row.good_or_better, exact=exact):
        yield told
    for one in judged:
        if one.graded:
            yield f"{one.statement}: {one.graded}."
    if row.went_well:
        yield row.went_well
