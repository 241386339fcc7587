"""A plan that stands as the record of its own document: its text, and how each action is rated."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from actions.enums import ActionKind
from actions.models import Action
from actions.queries.record import plan_record
from actions.rules.record import Detail
from actions.rules.standing import Standing
from dashboards.queries.plan_text import PlanText, plan_text
from documents.enums import Canonical
from documents.statuses import Tag, default_tag
from imports.rules.own.columns import stamp_of
from imports.rules.own.paper import PlanAction, PlanHeading, PlanLevel, PlanPaper
from outcomes.models import Measure
from plans.models import Plan
from plans.queries import levels_of
from timescales.date_format import long_moment
from timescales.days import Period
from timescales.timescale import Understanding


def plan_paper(plan: Plan, moment: datetime) -> PlanPaper:
    """The plan as it stands at `moment`, which is now. A constant number of queries."""
    day = timezone.localdate(moment)
    text = plan_text(plan, day)
    record = plan_record(plan, detail=Detail.WORDS)
    stand = {one.action.pk: one for one in record.standings(day)}
    levels = levels_of(plan)
    places = {level.pk: at for at, level in enumerate(levels)}
    keys = {part.heading.pk: at for at, part in enumerate(text.parts)}
    tags = {row.pk: row.tag for row in text.legend}
    actions = _actions(text)
    used = {row.pk for action in actions for row in action.measures.all()}
    loose = Measure.objects.filter(plan=plan, ended_on=None).exclude(pk__in=used)
    return PlanPaper(
        area=str(plan.area),
        title=plan.title,
        period=Period(plan.period_start, plan.period_end),
        state=plan.get_state_display(),
        made=long_moment(timezone.localtime(moment)),
        stamp=stamp_of(moment),
        vision=plan.vision,
        context_above=plan.context_above,
        introduction=plan.introduction,
        ongoing_name=plan.ongoing_name,
        levels=[PlanLevel(one.singular, one.plural, one.role, one.numbered) for one in levels],
        basis=text.legend[0].legend.basis if text.legend else "",
        legend=list(tags.values()),
        headings=[
            PlanHeading(
                part.heading.pk,
                places[part.heading.level_id],
                keys.get(part.heading.parent_id or 0),
                part.heading.number,
                part.heading.text,
                part.heading.vision,
                part.heading.context,
            )
            for part in text.parts
        ],
        actions=[_action(one, keys, stand.get(one.pk), tags) for one in actions],
        outcomes=[(row.number, row.text) for row in text.outcomes],
        loose_measures=[(row.text, row.evidence_sources) for row in loose],
    )


def _actions(text: PlanText) -> list[Action]:
    """In printing order: those under no heading, then by heading, then the ongoing ones."""
    under = [action for part in text.parts for action in part.actions]
    return [*text.loose, *under, *text.ongoing]


def _action(
    action: Action, keys: dict[int, int], stand: Standing | None, tags: dict[int, Tag]
) -> PlanAction:
    leads = list(action.leads.all())
    status, words, rated_on = _rating(stand, tags)
    return PlanAction(
        key=action.pk,
        heading=keys.get(action.heading_id or 0),
        ongoing=action.kind == ActionKind.ONGOING,
        number=action.number,
        text=action.text,
        accountable=next((str(lead.post) for lead in leads if lead.accountable), ""),
        contributing=[str(lead.post) for lead in leads if not lead.accountable],
        timescale=action.timescale_words,
        meaning=Understanding(action.timescale_kind, action.due, action.starts, action.recurrence),  # type: ignore[arg-type]
        first_due=action.first_due,
        status=status,
        status_words=words,
        rated_on=rated_on,
        impact=action.expected_impact,
        evidence=action.evidence,
        origin=action.origin_note,
        outcomes=_numbers(action),
        measures=[(row.text, row.evidence_sources) for row in action.measures.all()],
    )


def _numbers(action: Action) -> Sequence[str]:
    return [row.number for row in action.outcomes.all()]


def _rating(stand: Standing | None, tags: dict[int, Tag]) -> tuple[Tag | None, str, date | None]:
    """How it was last rated, in the legend's words or its own, and on which day."""
    if stand is None or stand.said is None:
        return None, "", None
    if stand.entry_id in tags:
        return tags[stand.entry_id], "", stand.rated_on
    if stand.rating == Canonical.NOT_RATED:
        return None, stand.said.entry_label, None
    return default_tag(stand.rating.value), "", stand.rated_on
