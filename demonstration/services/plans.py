"""An area's plan as printed: levels, headings, standing outcomes, actions, measures."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from actions.enums import ActionKind
from actions.models import Action
from actions.services import add_action, link_action
from committees.models import Post
from demonstration.queries.measures import counting_of
from demonstration.queries.sources import Source, Table
from demonstration.services.people import Place
from outcomes.models import HighLevelOutcome
from outcomes.services import add_measure, add_outcome
from plans.enums import Decision, LevelRole
from plans.models import Heading, LegendEntry, Level, Plan
from plans.rules.levels import LevelSpec
from plans.services import (
    add_heading,
    begin_review,
    create_plan,
    decide_on_plan,
    edit_heading,
    edit_legend_entry,
    keep_version,
    set_calendar,
)
from timescales.date_format import long_day, month

AGREED_BEFORE = timedelta(days=28)


@dataclass
class Printed:
    """A plan in the making: its rows by the keys that the files use for them."""

    plan: Plan
    actions: dict[str, Action] = field(default_factory=dict)
    outcomes: dict[str, list[Heading]] = field(default_factory=dict)


def make_plan(source: Source, place: Place) -> Printed:
    """Write the plan, as a draft."""
    about, timetable = source.plan["plan"], place.timetable
    plan = create_plan(
        by=place.lead_officer,
        area=place.area,
        body=place.bodies["cpc"],
        title=title_of(about, timetable.period_start, timetable.period_end),
        period_start=timetable.period_start,
        period_end=timetable.period_end,
        legend=about["legend"],
        levels=[_level(row) for row in source.plan["levels"]],
        vision=about.get("vision", ""),
        context_above=_context_above(source.plan),
        introduction=_introduction(source.plan),
    )
    printed = Printed(plan)
    _make_headings(printed, source, place)
    _make_ongoing(printed, source, place)
    _make_outcomes(printed, source)
    return printed


def agree_plan(printed: Printed, source: Source, place: Place) -> None:
    """Take the plan through agreement and publication on the dates of its story."""
    sign_off(printed, place, place.timetable.period_start - AGREED_BEFORE)
    if "next" in source.plan:
        _draft_next(source, place, printed.plan)


def title_of(about: Table, start: date, end: date) -> str:
    years = f"{start.year}–{end.year % 100:02}" if end.year > start.year else f"{start.year}"
    return f"{about['title']} {years}"


def _level(row: Table) -> LevelSpec:
    return LevelSpec(row["singular"], row["plural"], LevelRole(row["role"]), row["numbered"])


def _introduction(tables: Table) -> str:
    """The plan's own words, then how it is followed."""
    about = tables["plan"]
    return "\n\n".join([about["introduction"].strip(), about["monitoring"].strip()])


def _context_above(tables: Table) -> str:
    """What stands above the plan, level by level."""
    return "\n".join(
        "\n".join([f"# {context['title']}", *(f"- {item}" for item in context["items"])])
        for context in tables.get("context", [])
    )


def _make_headings(printed: Printed, source: Source, place: Place) -> None:
    levels = list(Level.objects.filter(plan=printed.plan))
    above: dict[int, Heading] = {}
    quarters: dict[int, str] = {}
    for row in source.plan["headings"]:
        depth = row["depth"]
        heading = add_heading(
            by=place.lead_officer,
            plan=printed.plan,
            level=levels[depth - 1],
            parent=above.get(depth - 1),
            number=row.get("number", ""),
            text=row["title"],
            vision=row.get("vision", ""),
            context=row.get("text", ""),
        )
        above[depth] = heading
        quarters[heading.pk] = row.get("quarters", "")
        for number in row.get("outcomes", []):
            printed.outcomes.setdefault(number, []).append(heading)
        for action in row.get("actions", []):
            _make_action(printed, source, place, heading, action)
    plan = printed.plan
    set_calendar(
        by=place.lead_officer,
        plan=plan,
        expected=plan.row_version,
        quarters=quarters,
        on=plan.period_start,
    )


def _make_action(
    printed: Printed, source: Source, place: Place, heading: Heading, row: Table
) -> None:
    posts: list[Post] = [place.posts[key] for key in row["lead"]]
    numbered = source.plan["plan"].get("numbered_actions", False)
    objective = heading.level.role == LevelRole.OBJECTIVE and not heading.level.numbered
    action = add_action(
        by=place.lead_officer,
        plan=printed.plan,
        heading=heading,
        text=row["text"],
        number=row["key"] if numbered else "",
        added_on=place.timetable.period_start,
        timescale_words=place.timetable.words(row["timescale"]),
        accountable=posts[0] if posts else None,
        contributing=posts[1:],
        evidence=row.get("evidence", ""),
        expected_impact=heading.text if objective else "",
        origin=row.get("origin", "plan"),
    )
    printed.actions[row["key"]] = action
    if "measure" in row:
        measure = add_measure(
            by=place.lead_officer,
            plan=printed.plan,
            text=row["measure"],
            evidence_sources=row["sources"],
            counting=counting_of(source.figures.get("measures", ()), row["key"], place.timetable),
        )
        link_action(by=place.lead_officer, action=action, measures=[measure], on=action.added_on)


def _make_ongoing(printed: Printed, source: Source, place: Place) -> None:
    for row in source.plan.get("ongoing", []):
        add_action(
            by=place.lead_officer,
            plan=printed.plan,
            kind=ActionKind.ONGOING,
            number=row["key"],
            text=row["text"],
            expected_impact=row["impact"],
            timescale_words=place.timetable.words(row["timescale"]),
            added_on=place.timetable.period_start,
        )


def _make_outcomes(printed: Printed, source: Source) -> None:
    """The outcomes beside the tree, with the headings and actions that contribute to each."""
    made: dict[str, HighLevelOutcome] = {}
    for row in source.plan.get("outcomes", []):
        made[row["number"]] = add_outcome(
            by=None,
            plan=printed.plan,
            number=row["number"],
            text=row["text"],
            headings=printed.outcomes.get(row["number"], []),
        )
    for row in source.actions():
        action = printed.actions[row["key"]]
        linked = [made[number] for number in row.get("outcomes", [])]
        if linked:
            link_action(by=None, action=action, outcomes=linked, on=action.added_on)


def _draft_next(source: Source, place: Place, plan: Plan) -> None:
    """Next year's plan, still a draft: its headings and bullets, who is to lead and by when."""
    start = plan.period_end + timedelta(days=1)
    end = start + relativedelta(years=1, days=-1)
    draft = create_plan(
        by=place.lead_officer,
        area=place.area,
        body=place.bodies["cpc"],
        title=title_of(source.plan["plan"], start, end),
        period_start=start,
        period_end=end,
        legend=source.plan["plan"]["legend"],
        levels=[_level(row) for row in source.plan["levels"]],
        vision=plan.vision,
    )
    level = Level.objects.get(plan=draft)
    for row in source.plan["next"]:
        heading = add_heading(
            by=place.lead_officer, plan=draft, level=level, number=row["number"], text=row["title"]
        )
        for action in row["actions"]:
            add_action(
                by=place.lead_officer,
                plan=draft,
                heading=heading,
                text=action["text"],
                added_on=place.timetable.today,
                timescale_words=action["timescale"].format(end=long_day(end)),
                accountable=place.posts[action["lead"]],
            )


def sign_off(printed: Printed, place: Place, agreed: date) -> None:
    """Agreed by the chief officers, then published by the committee when its period begins."""
    chief, committee = str(place.bodies["cog"]), str(place.bodies["cpc"])
    for decision, who, day in (
        (Decision.AGREED, chief, agreed),
        (Decision.PUBLISHED, committee, max(agreed, place.timetable.period_start)),
    ):
        decide_on_plan(
            by=place.lead_officer, plan=printed.plan, decision=decision, decided_by=who, on=day
        )


def review_plan(printed: Printed, source: Source, place: Place) -> None:
    """A plan that was reviewed a while ago, and is being reviewed again."""
    about = source.plan["plan"]
    if "reviewed_months_ago" not in about:
        return
    officer, plan, committee = place.lead_officer, printed.plan, place.bodies["cpc"]
    last = plan.versions.order_by("number").last()
    day = place.timetable.months_ago(about["reviewed_months_ago"])
    if last and last.dated > day:
        day = last.dated
    begin_review(by=officer, plan=plan)
    label = f"Reviewed and updated {month(day)}"
    keep_version(by=officer, plan=plan, label=label, dated=day, decided_by=str(committee))
    again = source.plan["review"]
    begin_review(by=officer, plan=plan, purpose=again["purpose"])
    for row in again["headings"]:
        heading = plan.headings.get(number=row["number"])
        version = heading.row_version
        edit_heading(by=officer, heading=heading, expected=version, text=row["title"])
    status = LegendEntry.objects.get(legend__plan=plan, code=again["status"]["code"])
    edit_legend_entry(
        by=officer,
        entry=status,
        expected=status.row_version,
        label=status.label,
        definition=again["status"]["definition"],
    )
