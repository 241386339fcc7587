"""The one writer of the record, and how a lost update is caught."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.roles import Role
from audit.models import Event
from audit.models.conflict import EditConflict
from audit.services import record
from audit.services.edits import write_if_unchanged
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_event_outlives_who_and_what_it_names():
    user, area = make.UserFactory(name="Una Ross"), make.AreaFactory(name="Inverfar")
    record(by=user, verb="created area", target=area, area_id=area.pk)
    area_pk, user_pk = area.pk, user.pk
    area.delete()
    user.delete()

    event = Event.objects.get()

    assert (event.actor_id, event.actor_label, event.target_type) == (
        user_pk,
        "Una Ross",
        "committees.area",
    )
    assert (event.target_id, event.target_label, event.area_id) == (area_pk, "Inverfar", area_pk)
    assert str(event) == "Una Ross: created area Inverfar"


def test_program_itself_is_named():
    record(by=None, verb="created area", target=make.AreaFactory())

    assert Event.objects.values_list("actor_id", "actor_label").get() == (None, "cpcplan")


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (date(2026, 7, 31), "2026-07-31"),
        ([None, date(2026, 7, 31)], [None, "2026-07-31"]),
        (Role.CHAIR, "chair"),
        (Decimal("1.50"), "1.50"),
        (True, True),
        (3, 3),
        ({"a": {1: None}}, {"a": {"1": None}}),
        (("x", 2.5), ["x", 2.5]),
    ],
)
def test_values_are_kept_as_json(value, kept):
    record(by=None, verb="edited", target=make.AreaFactory(), changes={"value": value})

    assert Event.objects.get().changes == {"value": kept}


def test_row_in_a_change_is_kept_by_its_name():
    agency = make.AgencyFactory(name="NHS Farrow")

    record(by=None, verb="edited", target=agency, changes={"agency": [None, agency]})

    assert Event.objects.get().changes == {"agency": [None, "NHS Farrow"]}


def test_long_names_are_cut_and_not_refused():
    user, body = make.UserFactory(name="N" * 120), make.HeadingFactory(text="T" * 4000)

    event = record(by=user, verb="edited heading", target=body)

    assert (len(event.actor_label), len(event.target_label)) == (120, 300)


def test_unchanged_row_is_written_and_its_version_rises():
    plan = make.PlanFactory()

    write_if_unchanged(plan, expected=1, vision="Safe at home.")

    assert (plan.vision, plan.row_version) == ("Safe at home.", 2)


def test_changed_row_is_not_written_over():
    plan = make.PlanFactory()
    write_if_unchanged(plan, expected=1, vision="Safe at home.")

    with pytest.raises(EditConflict) as conflict:
        write_if_unchanged(plan, expected=1, vision="Heard.")

    assert (conflict.value.current.vision, conflict.value.code) == ("Safe at home.", "conflict")
