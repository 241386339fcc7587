"""A plan's own text is written through services."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from audit.models import Event
from audit.services.edits import EditConflict
from plans import services
from plans.enums import Decision, LegendBasis, LevelRole, PlanState
from plans.models import Heading, Level, PlanVersion
from plans.queries import plan_text, plan_tree
from plans.rules.legends import PRESETS
from plans.rules.levels import LevelSpec
from tests import factories as make

pytestmark = pytest.mark.django_db

START, END, DAY = date(2026, 8, 1), date(2028, 7, 31), date(2026, 9, 10)


def made(area=None, **fields):
    defaults = {"title": "Our plan", "period_start": START, "period_end": END}
    return services.create_plan(
        by=None, area=area or make.AreaFactory(), **{**defaults, "legend": "rag-blue", **fields}
    )


@pytest.mark.parametrize("legend", PRESETS)
def test_new_plan_has_the_legend_that_was_chosen(legend):
    plan = made(legend=legend)

    entries = plan.legend.entries.values_list(
        "code", "label", "definition", "colour", "symbol", "canonical"
    )
    assert plan.legend.basis == LegendBasis(PRESETS[legend].basis)
    assert [tuple(entry) for entry in entries] == [tuple(e) for e in PRESETS[legend].entries]


def test_new_plan_has_levels_by_its_own_names():
    plan = made(
        levels=[
            LevelSpec("Theme", "Themes", LevelRole.PRIORITY),
            LevelSpec("Aim", "Aims", LevelRole.OUTCOME, numbered=False),
        ]
    )

    levels = plan.levels.values_list("position", "singular", "plural", "role", "numbered")
    assert [tuple(level) for level in levels] == [
        (1, "Theme", "Themes", "priority", True),
        (2, "Aim", "Aims", "outcome", False),
    ]


def test_plan_without_levels_is_a_plan():
    assert list(made().levels.all()) == []


def test_unknown_legend_is_the_programmers_fault():
    with pytest.raises(ValueError, match="No legend is called 'rainbow'"):
        made(legend="rainbow")


@pytest.mark.parametrize("fields", [{"period_end": START}, {"title": ""}, {"title": "x" * 201}])
def test_plan_that_cannot_stand_is_refused(fields):
    with pytest.raises(ValidationError):
        made(**fields)


def test_plans_of_one_title_stand_in_two_areas_at_two_addresses():
    slugs = {made(area=make.AreaFactory(slug=slug)).slug for slug in ("a", "b")}

    assert slugs == {"a-our-plan", "b-our-plan"}


def test_headings_come_in_the_plans_order():
    plan = make.PlanFactory()
    top = make.LevelFactory(plan=plan, singular="Theme", role=LevelRole.PRIORITY)
    low = make.LevelFactory(plan=plan)
    for name in ("A", "B"):
        above = services.add_heading(by=None, plan=plan, level=top, text=name)
        services.add_heading(by=None, plan=plan, level=low, text=f"{name}1", parent=above)
    services.add_heading(
        by=None, plan=plan, level=low, text="A2", parent=Heading.objects.get(text="A")
    )

    assert [row.heading.text for top in plan_tree(plan) for row in top.walk()] == [
        *("A", "A1", "A2"),
        *("B", "B1"),
    ]


def test_heading_stands_under_a_higher_level_only():
    level = make.LevelFactory(singular="Outcome")
    parent = make.HeadingFactory(plan=level.plan, level=level)

    with pytest.raises(ValidationError, match="A Outcome cannot stand under a Outcome"):
        services.add_heading(by=None, plan=level.plan, level=level, text="x", parent=parent)


def test_heading_that_is_sent_twice_is_added_once():
    level = make.LevelFactory()
    services.add_heading(by=None, plan=level.plan, level=level, text="x")

    with pytest.raises(ValidationError, match="in the plan already"):
        services.add_heading(by=None, plan=level.plan, level=level, text="x")


def test_heading_of_another_plan_is_the_programmers_fault():
    plan, level = make.PlanFactory(), make.LevelFactory()

    with pytest.raises(ValueError, match="belong to its own plan"):
        services.add_heading(by=None, plan=plan, level=level, text="x")


def test_heading_with_something_under_it_stays():
    heading = make.HeadingFactory()
    make.ActionFactory(plan=heading.plan, heading=heading)

    with pytest.raises(ValidationError, match="what stands under this heading"):
        services.remove_heading(by=None, heading=heading)


def test_heading_of_a_plan_in_use_stays():
    heading = make.HeadingFactory(plan__state=PlanState.PUBLISHED)

    with pytest.raises(ValidationError, match="only while the plan is a draft"):
        services.remove_heading(by=None, heading=heading)


def test_two_who_write_one_heading_are_told():
    heading, author = make.HeadingFactory(text="Old"), make.UserFactory()
    services.edit_heading(by=author, heading=heading, expected=1, text="Mine")

    with pytest.raises(EditConflict) as conflict:
        services.edit_heading(by=author, heading=heading, expected=1, text="Theirs")

    assert conflict.value.current.text == "Mine"
    assert Event.objects.filter(verb="edited heading").get().changes == {"text": ["Old", "Mine"]}


def test_levels_name_and_legends_words_are_the_plans_own():
    level, author = make.LevelFactory(), make.UserFactory()
    entry = level.plan.legend.entries.first()

    services.edit_level(by=author, level=level, expected=1, singular="Aim", plural="Aims")
    services.edit_legend_entry(
        by=author, entry=entry, expected=1, label="Stopped", definition="It stands."
    )

    assert (str(Level.objects.get()), str(level.plan.legend.entries.first())) == (
        "Aim",
        f"{entry.code} Stopped",
    )


def test_plan_lives_from_draft_to_published_and_keeps_its_text():
    plan = made(vision="Safe at home.")

    for decision in (Decision.AGREED, Decision.PUBLISHED):
        services.decide_on_plan(by=None, plan=plan, decision=decision, decided_by="COG", on=DAY)

    plan.refresh_from_db()
    versions = [(v.number, v.label, v.dated) for v in plan.versions.all()]
    assert (plan.state, versions) == (
        PlanState.PUBLISHED,
        [(1, "Agreed 10 September 2026", DAY), (2, "Published 10 September 2026", DAY)],
    )
    assert PlanVersion.objects.first().content["vision"] == "Safe at home."


def test_decision_that_does_not_follow_is_refused():
    plan = make.PlanFactory()

    with pytest.raises(ValidationError, match="A plan that is draft cannot be published"):
        services.decide_on_plan(
            by=None, plan=plan, decision=Decision.PUBLISHED, decided_by="COG", on=DAY
        )

    assert plan.sign_offs.count() == 0


def test_version_is_not_touched_by_later_edits():
    plan, author = made(), make.UserFactory()
    services.keep_version(by=author, plan=plan, label="First", dated=DAY)
    kept = plan_text(plan)

    services.edit_plan(by=author, plan=plan, expected=1, title="Renamed")

    assert PlanVersion.objects.get().content == kept


def test_a_level_is_added_between_two_and_what_stands_keeps_its_level():
    plan = make.PlanFactory()
    top, low = (make.LevelFactory(plan=plan, singular=name) for name in ("Theme", "Outcome"))
    heading = make.HeadingFactory(plan=plan, level=low)

    services.add_level(
        by=None, plan=plan, singular="Aim", plural="Aims", role=LevelRole.OBJECTIVE, above=low
    )

    heading.refresh_from_db()
    assert [level.singular for level in plan.levels.all()] == ["Theme", "Aim", "Outcome"]
    assert (heading.level, top.position) == (low, 1)


def test_a_level_of_that_name_stands_once():
    level = make.LevelFactory(singular="Theme")

    with pytest.raises(ValidationError, match="a level called theme already"):
        services.add_level(
            by=None, plan=level.plan, singular="theme", plural="themes", role=LevelRole.OBJECTIVE
        )


def test_a_level_with_headings_stays():
    heading = make.HeadingFactory()

    with pytest.raises(ValidationError, match="Outcomes stand in the plan, so the level stays"):
        services.remove_level(by=None, level=heading.level)


def test_a_code_stands_once_in_a_legend():
    plan = make.PlanFactory()

    with pytest.raises(ValidationError) as refused:
        services.add_legend_entry(by=None, plan=plan, code="r", label="Red", canonical="off_track")

    assert refused.value.message_dict == {"code": ["The legend has an entry r already."]}
