"""Who stands in line: the holder, the deputy, the group's chair, the coordinator."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from committees.models import Membership, PostHolding, RoleGrant
from tests import factories as make
from tests.reminders.asked import LATE, OPENS, Asked, asked, beat

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Asked:
    return asked()


def test_vacant_post_is_asked_of_the_deputy_at_once(scene):
    PostHolding.objects.filter(user=scene.lead).update(ends=OPENS - timedelta(days=1))

    assert beat(OPENS) == [scene.deputy.email]


def test_post_without_holder_and_deputy_is_told_to_the_coordinator(scene):
    PostHolding.objects.all().update(ends=OPENS - timedelta(days=1))

    assert beat(OPENS) == [scene.coordinator.email]


def test_action_without_a_lead_is_told_to_the_coordinator(scene):
    scene.action.leads.all().delete()

    assert beat(OPENS) == [scene.coordinator.email]


def test_person_who_may_not_sign_in_is_passed_over(scene):
    scene.lead.is_active = False
    scene.lead.save()

    assert beat(OPENS) == [scene.deputy.email]


def test_person_whose_role_has_ended_is_passed_over(scene):
    RoleGrant.objects.filter(user__in=[scene.lead, scene.deputy]).update(ends=OPENS - timedelta(1))

    assert beat(OPENS) == [scene.coordinator.email]


def test_role_that_only_reads_is_passed_over(scene):
    RoleGrant.objects.filter(user=scene.lead).update(role=Role.MEMBER)

    assert beat(OPENS) == [scene.deputy.email]


def test_deputy_and_coordinator_who_are_gone_get_nothing(scene):
    for person in (scene.deputy, scene.coordinator):
        person.is_active = False
        person.save()

    assert beat(LATE) == [scene.chair.email]


def test_without_a_chair_the_holder_of_the_groups_post_hears(scene):
    Membership.objects.all().delete()
    group = make.GroupFactory(area=scene.plan.area, body=scene.group, title="Practice Group")
    convener = make.holder_of(group)
    make.LeadFactory(action=scene.action, post=group, accountable=False)

    assert beat(LATE)[1:] == [scene.coordinator.email, convener.email]


def test_chair_of_a_contributing_group_hears_where_the_lead_has_none(scene):
    scene.post.body = None
    scene.post.save()
    group = make.GroupFactory(area=scene.plan.area, body=scene.group, title="Practice Group")
    make.LeadFactory(action=scene.action, post=group, accountable=False)

    assert scene.chair.email in beat(LATE)


def test_chair_who_is_the_silent_lead_is_not_told_about_themselves(scene):
    Membership.objects.update(user=scene.lead)

    assert beat(LATE) == [scene.deputy.email, scene.coordinator.email]


def test_coordinator_who_chairs_and_deputises_gets_one_letter(scene):
    Membership.objects.update(user=scene.coordinator)
    PostHolding.objects.filter(user=scene.deputy).update(user=scene.coordinator)

    assert beat(LATE) == [scene.coordinator.email]
