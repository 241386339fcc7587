from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.queries.numbers import number_for
from actions.services import add_action, edit_action, withdraw_action
from audit.services.edits import EditConflict
from documents.enums import Canonical
from plans.enums import PlanState
from tests.factories import (
    ActionFactory,
    HeadingFactory,
    LevelFactory,
    PlanFactory,
    PostFactory,
    UpdateWindowFactory,
    UserFactory,
    entry_of,
)
from timescales.enums import TimescaleKind
from updates.services import record_update
from windows.services import open_window

pytestmark = pytest.mark.django_db

DAY = date(2026, 8, 20)


def test_an_action_is_added_last_with_its_timescale_understood():
    plan = PlanFactory()
    ActionFactory(plan=plan, position=7)
    lead, helper = PostFactory(area=plan.area), PostFactory(area=plan.area)
    action = add_action(
        by=UserFactory(),
        plan=plan,
        text="Agree a shared form",
        added_on=DAY,
        timescale_words="March, 2027",
        accountable=lead,
        contributing=[helper, lead],
    )
    assert (action.position, action.due, action.first_due) == (
        8,
        date(2027, 3, 31),
        date(2027, 3, 31),
    )
    assert (action.timescale_words, action.timescale_kind) == (
        "March, 2027",
        TimescaleKind.BY_DATE,
    )
    assert [(row.post, row.accountable) for row in action.leads.all()] == [
        (lead, True),
        (helper, False),
    ]


def test_nothing_is_added_to_a_closed_plan():
    plan = PlanFactory(state=PlanState.CLOSED)
    with pytest.raises(ValidationError, match="closed"):
        add_action(by=UserFactory(), plan=plan, text="More", added_on=DAY)


def test_an_action_that_is_sent_twice_is_added_once():
    plan, by = PlanFactory(), UserFactory()
    add_action(by=by, plan=plan, text="Ask families", number="1.1", added_on=DAY)
    with pytest.raises(ValidationError, match="in the plan already"):
        add_action(by=by, plan=plan, text="Ask families", number="1.1", added_on=DAY)
    assert plan.actions.count() == 1


def test_another_plans_heading_and_another_areas_post_are_refused():
    plan = PlanFactory()
    with pytest.raises(ValueError, match="own plan"):
        add_action(by=UserFactory(), plan=plan, text="x", added_on=DAY, heading=HeadingFactory())
    with pytest.raises(ValueError, match="own area"):
        add_action(by=UserFactory(), plan=plan, text="x", added_on=DAY, accountable=PostFactory())


def edit(action, **values):
    return edit_action(by=UserFactory(), action=action, expected=action.row_version, **values)


def test_in_a_draft_the_timescale_may_be_rewritten():
    action = edit(ActionFactory(), timescale_words="30 June 2027")
    action.refresh_from_db()
    assert (action.first_due, action.due) == (date(2027, 6, 30), date(2027, 6, 30))


def test_once_agreed_a_date_moves_only_by_asking():
    action = ActionFactory(plan=PlanFactory(state=PlanState.PUBLISHED, under_review=True))
    with pytest.raises(ValidationError) as error:
        edit(action, timescale_words="Ongoing")
    assert list(error.value.message_dict) == ["timescale_words"]
    edit(ActionFactory(plan=action.plan), timescale_words="By the end of July 2027")


def test_an_edit_of_an_older_page_is_a_conflict():
    action = ActionFactory()
    edit(action, text="First")
    with pytest.raises(EditConflict):
        edit_action(by=UserFactory(), action=action, expected=1, text="Second")


def test_a_withdrawal_needs_a_reason_and_happens_once():
    action, person = ActionFactory(), UserFactory()
    with pytest.raises(ValidationError):
        withdraw_action(by=person, action=action, reason="", on=DAY)
    withdraw_action(by=person, action=action, reason="Merged", on=DAY)
    with pytest.raises(ValidationError, match="already"):
        withdraw_action(by=person, action=action, reason="Again", on=DAY)
    with pytest.raises(ValidationError, match="withdrawn"):
        record_update(
            by=person,
            action=action,
            expected=1,
            entry=entry_of(action.plan, Canonical.ON_TRACK),
            as_at=DAY,
            what_happened="Met twice",
        )


@pytest.mark.parametrize(
    ("opens", "closes", "field"),
    [
        (date(2026, 10, 10), date(2026, 10, 1), "closes_on"),
        (date(2026, 8, 28), date(2026, 9, 5), "opens_on"),
    ],
)
def test_windows_are_in_order_and_do_not_overlap(opens, closes, field):
    plan = UpdateWindowFactory().plan
    with pytest.raises(ValidationError) as error:
        open_window(by=UserFactory(), plan=plan, label="Autumn", opens_on=opens, closes_on=closes)
    assert list(error.value.message_dict) == [field]


def test_a_number_that_went_to_another_heading_is_not_given_again():
    plan = PlanFactory()
    level = LevelFactory(plan=plan)
    first, second = (HeadingFactory(plan=plan, level=level, number=number) for number in "12")
    for number, heading in (("1.1", first), ("1.2", first), ("1.3", second)):
        ActionFactory(plan=plan, heading=heading, number=number)

    assert number_for(plan, first) == "1.4"


def test_plain_numbers_begin_anew_under_each_heading():
    plan = PlanFactory()
    level = LevelFactory(plan=plan)
    first, second = (HeadingFactory(plan=plan, level=level, number=number) for number in "12")
    for number, heading in (("1", first), ("1", second), ("2", second)):
        ActionFactory(plan=plan, heading=heading, number=number)

    assert number_for(plan, first) == "2"
