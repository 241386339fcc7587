"""One's own address, deactivating in one press, and ends that hold when they are shown."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission, Role
from audit.models import Event
from committees import services
from committees.enums import AccessState, Capacity
from committees.models import AccessChange, CalendarFeed, PostHolding, RoleGrant
from committees.permissions import may
from committees.queries.access import in_words
from committees.queries.address_links import change_at, link_of
from committees.rules.access import (
    OWN_PROPOSAL,
    UNVERIFIED,
)
from committees.tasks import send_address_link
from jobs.models import Job
from letters.models import Letter
from tests import factories as make
from tests.committees.second_person import admin, answered, area, chair, client_for, officer
from timescales.date_format import long_moment

__all__ = ["admin", "answered", "area", "chair", "client_for", "officer"]


def _utc(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)


# -- one's own address ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_own_address_is_opened_then_confirmed(area, admin, chair, officer):
    browser = client_for(officer)
    browser.post(reverse("account_email"), {"email": "ross@example.test"})
    change = AccessChange.objects.get()
    assert {letter.address for letter in Letter.objects.all()} == {
        *("una@example.test", "chair@example.test", admin.email),
    }
    send_address_link(Job.objects.get(task="committees.send_address_link").pk)
    [link] = [one for one in mail.outbox if one.to == ["ross@example.test"]]
    assert str(link.body).count(link_of(change)) == 1
    assert all(link_of(change) not in letter.text for letter in Letter.objects.all())

    assert answered(chair, change).endswith(UNVERIFIED)
    assert client_for(admin).post(link_of(change)).status_code == 404
    browser.post(link_of(change))
    assert answered(officer, change).endswith(OWN_PROPOSAL)
    assert answered(chair, change) == ""

    officer.refresh_from_db()
    assert officer.email == "ross@example.test"


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x", "WzEsMl0:abc"])
def test_link_that_is_none_opens_nothing(token, officer):
    assert change_at(token, officer) is None


@pytest.mark.django_db
def test_present_address_is_kept_whoever_proposed_another(area, admin, officer):
    change = services.propose_address(by=admin, area=area, user=officer, email="x@evil.example")
    page = client_for(officer).get(reverse("account_email")).content.decode()
    assert page.count("x@evil.example") == 1

    client_for(officer).post(reverse("own_address_keep", args=[change.pk]))

    change.refresh_from_db()
    assert change.state == AccessState.WITHDRAWN


@pytest.mark.django_db
def test_without_a_role_the_operator_changes_the_address(capsys):
    user = make.UserFactory(email="una@example.test")
    with pytest.raises(ValidationError, match="whoever runs cpcplan"):
        services.change_own_address(by=user, email="ross@example.test")

    call_command("change_address", "una@example.test", "Ross@example.test")

    user.refresh_from_db()
    assert user.email == "ross@example.test"


# -- deactivated in one press ---------------------------------------------------------------------


@pytest.mark.django_db
def test_deactivated_in_one_press_with_all_that_hangs_on_it(area, admin, chair, officer):
    browser = client_for(officer)
    assert browser.get("/").status_code == 200
    make.CalendarFeedFactory(user=officer)
    holding = make.PostHoldingFactory(post__area=area, post__title="Chief Nurse", user=officer)
    own = services.propose_role(by=admin, area=area, user=officer, role=Role.MEMBER)
    about = make.AccessChangeFactory(area=area, proposed_by=officer)
    Letter.objects.all().delete()

    client_for(admin).post(
        reverse("person_deactivate", args=[RoleGrant.objects.get(user=officer).pk])
    )

    assert browser.get("/").status_code == 302
    assert (CalendarFeed.objects.count(), PostHolding.objects.current().count()) == (0, 0)
    holding.refresh_from_db()
    assert (holding.ends, holding.ended_at is None) == (timezone.localdate(), False)
    for change in (own, about):
        change.refresh_from_db()
        assert change.state == AccessState.VOID
    told = {letter.address: letter.text for letter in Letter.objects.all()}
    assert set(told) == {"una@example.test", "chair@example.test"}
    assert told["chair@example.test"].count("Chief Nurse") == 1
    events = Event.objects.filter(verb="deactivated person").get()
    assert events.changes == {"sessions ended": 1}


@pytest.mark.django_db
def test_whoever_was_deactivated_comes_back_by_two_people(area, admin, chair, officer):
    make.person_with(Role.ADMINISTRATOR, area)
    services.deactivate(by=admin, area=area, user=officer)
    officer.refresh_from_db()
    change = services.propose_return(by=admin, area=area, user=officer)
    assert in_words(change) == "Una Ross (una@example.test) may sign in again, as lead officer."
    assert answered(admin, change).endswith(OWN_PROPOSAL)

    assert answered(chair, change) == ""

    officer.refresh_from_db()
    assert officer.is_active


@pytest.mark.django_db
def test_nobody_is_deactivated_by_an_area_that_is_not_theirs_alone(area, admin, officer):
    make.RoleGrantFactory(user=officer, role=Role.MEMBER)

    with pytest.raises(ValidationError, match="another area too"):
        services.deactivate(by=admin, area=area, user=officer)
    with pytest.raises(ValidationError, match="Nobody deactivates themselves"):
        services.deactivate(by=admin, area=area, user=admin)
    other = make.person_with(Role.LEAD_OFFICER, area)
    with pytest.raises(ValidationError, match="Somebody else must be administrator"):
        services.deactivate(by=other, area=area, user=admin)
    call_command("deactivate", officer.email)

    officer.refresh_from_db()
    assert not officer.is_active


# -- ended at the moment that is shown ------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ends", "last", "over"),
    [
        # winter, the two days on which clocks change, the day after each, summer
        (date(2026, 1, 31), _utc(2026, 1, 31, 23, 59, 59), _utc(2026, 2, 1, 0, 0)),
        (date(2026, 3, 28), _utc(2026, 3, 28, 23, 59, 59), _utc(2026, 3, 29, 0, 0)),
        (date(2026, 3, 29), _utc(2026, 3, 29, 22, 59, 59), _utc(2026, 3, 29, 23, 0)),
        (date(2026, 3, 31), _utc(2026, 3, 31, 22, 59, 59), _utc(2026, 3, 31, 23, 0)),
        (date(2026, 10, 24), _utc(2026, 10, 24, 22, 59, 59), _utc(2026, 10, 24, 23, 0)),
        (date(2026, 10, 25), _utc(2026, 10, 25, 23, 59, 59), _utc(2026, 10, 26, 0, 0)),
    ],
)
def test_what_ends_on_a_day_ends_at_midnight_in_london(ends, last, over, area):
    inspector = make.RoleGrantFactory(area=area, role=Role.INSPECTOR, ends=ends).user
    deputy = make.PostHoldingFactory(post__area=area, capacity=Capacity.DEPUTY, ends=ends)

    for moment, holds in ((last, True), (over, False)):
        with time_machine.travel(moment, tick=False):
            now = User.objects.get(pk=inspector.pk)
            assert may(now, Permission.PLAN_READ, area) is holds
            assert PostHolding.objects.filter(pk=deputy.pk).current().exists() is holds


@pytest.mark.django_db
def test_role_that_ends_today_ends_now_and_the_page_shows_when(area, admin, officer):
    grant, browser = RoleGrant.objects.get(user=officer), client_for(officer)
    assert browser.get(reverse("area", args=[area.slug])).status_code == 200

    client_for(admin).post(
        reverse("role_end", args=[grant.pk]),
        {"ends": timezone.localdate().isoformat(), "expected": "1"},
    )

    assert browser.get(reverse("area", args=[area.slug])).status_code == 404
    grant.refresh_from_db()
    page = client_for(admin).get(reverse("area_people", args=[area.slug])).content.decode()
    assert grant.ended_at is not None
    assert page.count(long_moment(timezone.localtime(grant.ended_at))) == 1


@pytest.mark.django_db
def test_role_that_ended_today_can_be_given_again_today(area, admin, chair, officer):
    grant = RoleGrant.objects.get(user=officer)
    services.end_role(by=admin, grant=grant, expected=1)

    change = services.propose_role(by=admin, area=area, user=officer, role=Role.LEAD_OFFICER)

    assert answered(chair, change) == ""
    assert may(User.objects.get(pk=officer.pk), Permission.PLAN_EDIT, area)


@pytest.mark.django_db
def test_role_that_had_not_begun_never_begins(area, admin, officer):
    tomorrow = timezone.localdate() + timedelta(days=1)
    grant = make.RoleGrantFactory(area=area, user=officer, role=Role.CHAIR, starts=tomorrow)

    services.end_role(by=admin, grant=grant, expected=1)

    assert not RoleGrant.objects.filter(pk=grant.pk).current(tomorrow).exists()
