"""Every model says whether it leaves with its area, and every key in JSON is known as one."""

from typing import get_args, get_type_hints

import pytest
from django.apps import apps
from django.db import models

from accounts.models import AgencyFacts
from actions.rules.facts import ActionFacts
from archive.queries.contents import columns, goes, leads_to, plain
from archive.rules.contents import CONTENTS, TABLES, USER, Stays
from archive.rules.references import IN_STATES, IN_TEXTS, OF_KIND, text_there
from assurance.rules.facts import ActivityColumns, FindingColumns, JudgementColumns
from audit.databases.written import RECORD
from audit.enums import Kind
from committees.rules.facts import BodyFacts, MembershipColumns, PostFacts
from connections.rules.facts import OtherPlanColumns
from evaluation.rules.facts import FrameworkColumns, PlannedColumns
from figures.rules.facts import AudienceFacts, CategoryFacts, IndicatorFacts, LinkFacts
from governance.rules.facts import PlaceColumns, StrategyColumns, TermColumns, YearColumns
from outcomes.rules.facts import MeasureFacts, OutcomeFacts
from plans.queries import plan_text
from plans.rules.facts import HeadingFacts, LegendEntryFacts, LegendFacts, LevelFacts, PlanFacts
from returns.rules.facts import DutyColumns
from risks.rules.facts import RiskColumns
from tests import factories as make
from voices.rules.facts import VoiceColumns

MODELS = {model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)}
FACTS = {
    Kind.AGENCY: AgencyFacts,
    Kind.BODY: BodyFacts,
    Kind.POST: PostFacts,
    Kind.PLAN: PlanFacts,
    Kind.LEVEL: LevelFacts,
    Kind.HEADING: HeadingFacts,
    Kind.LEGEND: LegendFacts,
    Kind.LEGEND_ENTRY: LegendEntryFacts,
    Kind.OUTCOME: OutcomeFacts,
    Kind.MEASURE: MeasureFacts,
    Kind.ACTION: ActionFacts,
    Kind.INDICATOR: IndicatorFacts,
    Kind.AUDIENCE: AudienceFacts,
    Kind.RISK: RiskColumns,
    Kind.ACTIVITY: ActivityColumns,
    Kind.FINDING: FindingColumns,
    Kind.JUDGEMENT: JudgementColumns,
    Kind.OTHER_PLAN: OtherPlanColumns,
    Kind.FRAMEWORK: FrameworkColumns,
    Kind.PLANNED: PlannedColumns,
    Kind.VOICE: VoiceColumns,
    Kind.DUTY: DutyColumns,
    Kind.YEAR_RULE: YearColumns,
    Kind.PLACE: PlaceColumns,
    Kind.TERM: TermColumns,
    Kind.STRATEGY: StrategyColumns,
    Kind.MEMBERSHIP: MembershipColumns,
}
# whole numbers of a state that are no keys
NUMBERS = {
    *("position", "decimals", "threshold", "sample", "good_or_better", "took_part", "number"),
    "grade",
    *("asked_after", "due_after", "first_month", "least_meetings"),
    *("numerator_age_from", "numerator_age_to", "denominator_age_from", "denominator_age_to"),
}


def test_every_model_says_whether_it_goes_or_why_it_stays():
    assert CONTENTS.keys() == MODELS.keys()


def test_what_stays_says_why():
    assert [
        label for label, row in CONTENTS.items() if isinstance(row, Stays) and not row.why
    ] == []


@pytest.mark.parametrize("table", TABLES)
def test_columns_that_stay_are_columns_and_its_path_leads_to_the_area(table):
    names = {field.name for field in MODELS[table]._meta.concrete_fields}
    assert goes(table).without.keys() <= names
    if path := goes(table).path:
        assert MODELS[table]._base_manager.filter(**{path: 1}).query.is_empty() is False


@pytest.mark.parametrize("table", TABLES)
def test_no_row_that_goes_has_a_column_that_json_cannot_say(table):
    for field in columns(table):
        assert not isinstance(field, models.FloatField | models.FileField)
    with pytest.raises(TypeError):
        plain(models.FloatField(), 1.5)


@pytest.mark.parametrize("table", TABLES)
def test_what_has_to_name_another_row_names_one_that_goes(table):
    """A column that leads to what stays is emptied, so it has to be one that may be empty."""
    for field in columns(table):
        if (other := leads_to(field)) and not field.null:
            assert goes(other) is not None, f"{table}.{field.name} leads to {other}"


def test_all_of_the_record_goes_but_the_chain_and_what_is_of_persons():
    recorded = {*RECORD.permanent, *RECORD.followed}
    staying = {
        label for label, model in MODELS.items()
        if model._meta.db_table in recorded and label not in TABLES
    }  # fmt: skip
    assert staying == {"audit.guardentry", "audit.verification", "actions.regionalupdate"}


def test_of_a_person_name_address_and_first_day_go():
    assert [field.attname for field in columns(USER)] == ["email", "name", "date_joined"]


def test_every_kind_of_version_has_its_table():
    assert OF_KIND.keys() == set(Kind)
    assert set(OF_KIND.values()) <= set(TABLES)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_key_in_a_state_is_known_as_one(kind):
    whole = {
        name
        for name, hint in get_type_hints(FACTS[kind]).items()
        if _holds_whole_numbers(hint) and name not in NUMBERS
    }
    assert whole == IN_STATES.get(kind, {}).keys()


@pytest.mark.django_db
def test_every_letter_of_a_plans_text_is_known():
    """A part of a kept version is known again by a letter and its key."""
    plan = make.PlanFactory()
    make.led_action(make.UserFactory(), plan, heading=make.HeadingFactory(plan=plan))
    make.HighLevelOutcomeFactory(plan=plan)
    make.MeasureFactory(plan=plan)
    text = plan_text(plan)
    keys = {
        row[name]
        for rows in text.values()
        for row in rows
        if isinstance(row, dict)
        for name in ("key", "under")
        if row.get(name)
    }
    assert {key[0] for key in keys} == IN_TEXTS.keys()
    moved = text_there(text, lambda table, key: key + 1000)
    there = {row["key"] for rows in moved.values() for row in rows if isinstance(row, dict)}
    assert there.isdisjoint(keys)
    assert text_there(moved, lambda table, key: key - 1000) == text


def test_categories_and_links_of_an_indicator_have_no_other_keys():
    assert CategoryFacts.__annotations__.keys() == {"id", "label", "position", "parent"}
    assert LinkFacts.__annotations__.keys() == {"kind", "to"}


def _holds_whole_numbers(hint) -> bool:
    return hint is int or int in get_args(hint) or any(map(_holds_whole_numbers, get_args(hint)))
