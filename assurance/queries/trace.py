"""What became of findings.

An action that was split, merged, carried forward or turned into ongoing work hands its findings on
to what came of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from actions.enums import LineageKind
from actions.models import Action, Evidence, Lineage
from actions.models.lineage import ONWARD
from actions.queries.positions import tag_of
from actions.queries.record import records_of
from actions.rules.record import ActionRecord, Detail
from actions.rules.standing import PlanRecord, Standing
from assurance.models import Activity, FindingAction, FindingDecision
from assurance.rules.trace import Became, Decided, Traced, reached
from committees.querysets import Actor
from documents.enums import Canonical
from documents.statuses import default_tag

Steps = Mapping[int, Collection[tuple[int, str]]]


def traced(user: Actor, activity: Activity, today: date) -> list[Traced]:
    """Every finding of an activity with what came of it, as far as `user` sees it, as it stands
    today. A constant number of queries, and one for each step in the longest chain of actions."""
    findings = list(activity.findings.all())
    links = FindingAction.objects.visible_to(user).standing().filter(finding__in=findings)
    rows = list(links.order_by("action__position", "pk"))
    chains = became_of(user, [(link.pk, link.action_id) for link in rows], today)
    became: defaultdict[int, list[Became]] = defaultdict(list)
    for link in rows:
        became[link.finding_id] += chains[link.pk]
    decided = decided_on(FindingDecision.objects.filter(finding__in=findings).standing())
    return [
        Traced(row.pk, row.reference, row.text, became[row.pk], decided.get(row.pk))
        for row in findings
    ]


def decided_on(rows: QuerySet[FindingDecision]) -> dict[int, Decided]:
    """What was decided, by the key of the finding."""
    return {
        row.finding_id: Decided(row.pk, row.words, row.whose)
        for row in rows.select_related("decided_by", "meeting__body")
    }


def became_of(
    user: Actor, links: Iterable[tuple[int, int]], today: date
) -> dict[int, list[Became]]:
    """What became of actions, by the key of what ties each to something: `links` are pairs of such
    a key and that of the action. The action itself stands first, then all that took its place."""
    tied = dict(links)
    steps = onward(Action.objects.visible_to(user), tied.values())
    wanted = {*tied.values(), *(to for targets in steps.values() for to, _ in targets)}
    stood = standing_today(wanted, today)
    return {link: chain(link, action, steps, stood) for link, action in tied.items()}


def standing_today(actions: Collection[int], today: date) -> dict[int, Became]:
    """How some actions stand, with the last that was said of each, by their keys."""
    rows = Action.objects.filter(pk__in=actions)
    titles = dict(rows.order_by().values_list("plan", "plan__title").distinct())
    records = records_of(rows, holders_on=today, detail=Detail.WORDS) if actions else {}
    stood = {
        item.action.pk: replace(_became(record, item, today), plan=titles[plan])
        for plan, record in records.items()
        for item in record.actions
    }
    named = _items([row.update for row in stood.values() if row.update])
    return {
        key: replace(row, items=named[row.update]) if row.update in named else row
        for key, row in stood.items()
    }


def _items(updates: Collection[int]) -> dict[int | None, list[str]]:
    """What the files and links are called that came with some updates. One query, none where
    nothing was said."""
    named: defaultdict[int | None, list[str]] = defaultdict(list)
    rows = Evidence.objects.filter(update_shown__in=updates) if updates else ()
    for row in rows:
        named[row.update_shown_id].append(
            f"{row.get_kind_display()}: {row.title}{f' ({row.host})' if row.host else ''}"
        )
    return dict(named)


def _became(record: PlanRecord, item: ActionRecord, today: date) -> Became:
    action = item.action
    row = Became(
        link=None,
        action=action.pk,
        reference=action.reference,
        text=action.text,
        plan="",
        tag=default_tag(Canonical.WITHDRAWN),
        withdrawn_on=action.withdrawn_on,
        withdrawn_reason=action.withdrawn_reason,
    )
    if not action.in_plan(today):
        return row
    return _as_it_stands(row, record, record.standing_of(item, today))


def _as_it_stands(row: Became, record: PlanRecord, now: Standing) -> Became:
    """What was sent back, and not answered since, is not told (domain.md, rule 3)."""
    said, check = now.said, now.checked
    known = replace(
        row,
        tag=tag_of(now, record),
        lead=str(now.accountable or ""),
        first_due=now.first_due,
        due=now.due,
        days_late=now.days_late if now.overdue else 0,
    )
    if said is None or now.returned:
        return known
    return replace(
        known,
        said_on=said.as_at,
        words=(check.what_happened if check else "") or said.what_happened,
        difference=(check.difference if check else "") or said.difference,
        evidence=said.evidence,
        update=said.pk,
    )


def onward(seen: QuerySet[Action], actions: Iterable[int], *, until: date | None = None) -> Steps:
    """What of `seen` came of some actions, and of that in turn, by the key of each, in words: all
    of it, or what had come by the end of a day."""
    steps: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    heads, known = set(actions), set(actions)
    while heads:
        rows = Lineage.objects.filter(source__in=heads, target__in=seen).select_related("source")
        for row in rows.filter(on__lte=until) if until else rows:
            how = f"{ONWARD[LineageKind(row.kind)].removesuffix(',')}, from {row.source.reference}"
            steps[row.source_id].append((row.target_id, how))
        heads = {target for key in heads for target, _ in steps.get(key, ())} - known
        known |= heads
    return steps


def chain(link: int, action: int, steps: Steps, stood: Mapping[int, Became]) -> list[Became]:
    """The action of a link, and all that took its place, each once."""
    own, *others = reached(action, steps)
    return [
        replace(stood[own.action], link=link),
        *(replace(stood[one.action], through=one.how, took_place_of=one.source) for one in others),
    ]
