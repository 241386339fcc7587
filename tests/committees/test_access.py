"""Who sees what is changed by two people: one proposes, another confirms."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from committees import services
from committees.enums import AccessBasis, AccessState, Capacity
from committees.models import AccessChange, PostHolding, RoleGrant
from committees.permissions import may
from committees.queries.access import in_words, to_confirm
from committees.rules.access import (
    ABOUT_ONESELF,
    NO_RIGHT,
    OVER,
    OWN_PROPOSAL,
    UNVERIFIED,
    why_not_confirm,
    why_not_decide,
)
from jobs.models import Job
from letters.models import Letter
from letters.tasks import send_letters
from tests import factories as make
from tests.committees.second_person import admin, answered, area, chair, client_for, officer

__all__ = ["admin", "answered", "area", "chair", "client_for", "officer"]

A, B, PERSON = 1, 2, 3


# -- the rules ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "proposer", "person", "holds", "why"),
    [
        (B, A, PERSON, True, ""),
        (B, A, PERSON, False, NO_RIGHT),
        (A, A, PERSON, True, OWN_PROPOSAL),
        (A, A, PERSON, False, NO_RIGHT),
        (PERSON, A, PERSON, True, ABOUT_ONESELF),
        (PERSON, A, PERSON, False, NO_RIGHT),
        (A, A, A, True, OWN_PROPOSAL),
        (B, None, B, True, ABOUT_ONESELF),
    ],
)
def test_second_person(by, proposer, person, holds, why):
    assert why_not_decide(by=by, proposer=proposer, person=person, holds=holds) == why


@pytest.mark.parametrize(
    ("state", "own", "verified"), list(product(AccessState, [True, False], [True, False]))
)
def test_what_waits_is_confirmed_and_an_own_address_when_it_was_opened(state, own, verified):
    why = why_not_confirm(state, own_address=own, verified=verified)

    if state != AccessState.WAITING:
        assert why == OVER[state]
    else:
        assert why == (UNVERIFIED if own and not verified else "")


def test_who_confirms_is_no_role_of_partners():
    confirming = {role for role in Role if Permission.ACCESS_CONFIRM in ROLE_PERMISSIONS[role]}

    assert confirming == {
        *(Role.LEAD_OFFICER, Role.CHAIR, Role.VICE_CHAIR),
        *(Role.CHIEF_OFFICER, Role.ADMINISTRATOR),
    }


# -- proposed and answered ------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("accepted", [True, False])
def test_every_pair_of_proposer_person_and_second_person(role, accepted, area, admin, chair):
    """Whatever role is proposed: of all people only another one with the right answers."""
    una = make.person_with(Role.CHIEF_OFFICER, area)
    ends = timezone.localdate() + timedelta(days=30)
    if role == Role.CHIEF_OFFICER:
        RoleGrant.objects.filter(user=una).update(role=Role.LEAD_OFFICER)
    change = services.propose_role(by=admin, area=area, user=una, role=role, ends=ends)
    grants = RoleGrant.objects.filter(user=una, role=role)
    assert grants.count() == 0

    others = {one: make.person_with(one, area) for one in Role}
    stranger = make.person_with(Role.CHAIR, make.AreaFactory())
    said = {one: answered(by, change, accepted=accepted) for one, by in
            {"proposer": admin, "person": una, "stranger": stranger}.items()}  # fmt: skip
    assert [why.removeprefix(f"{in_words(change)} ") for why in said.values()] == [
        *(OWN_PROPOSAL, ABOUT_ONESELF, NO_RIGHT),
    ]
    for one, by in others.items():
        if Permission.ACCESS_CONFIRM not in ROLE_PERMISSIONS[one]:
            assert answered(by, change, accepted=accepted).endswith(NO_RIGHT), one
    assert grants.count() == 0

    assert answered(chair, change, accepted=accepted) == ""
    assert grants.count() == accepted
    state = AccessState.CONFIRMED if accepted else AccessState.REFUSED
    assert answered(chair, change).endswith(OVER[state])


@pytest.mark.django_db
@pytest.mark.parametrize("second", ["proposed_by", "user"])
def test_database_refuses_a_second_person_who_is_none(second, area):
    change = make.AccessChangeFactory(area=area)

    with pytest.raises(IntegrityError), transaction.atomic():
        AccessChange.objects.filter(pk=change.pk).update(
            state=AccessState.CONFIRMED,
            decided_by=getattr(change, second),
            decided_at=timezone.now(),
        )


@pytest.mark.django_db
def test_proposal_of_two_people_at_once_waits_once(area, admin):
    una = make.UserFactory()
    first = services.propose_role(by=admin, area=area, user=una, role=Role.CHAIR)

    assert services.propose_role(by=admin, area=area, user=una, role=Role.CHAIR) == first
    other = make.person_with(Role.ADMINISTRATOR, area)
    with pytest.raises(ValidationError, match="waits already"):
        services.propose_role(by=other, area=area, user=una, role=Role.CHAIR)
    assert AccessChange.objects.count() == 1


@pytest.mark.django_db
def test_what_nobody_answers_is_over_after_a_fortnight_and_can_be_proposed_anew(area, admin, chair):
    una = make.UserFactory()
    with time_machine.travel(datetime(2026, 3, 20, 12, tzinfo=UTC), tick=False):
        change = services.propose_role(by=admin, area=area, user=una, role=Role.MEMBER)
    # the last day ends at midnight in London, which is on summer time by then
    with time_machine.travel(datetime(2026, 4, 3, 22, 59, 59, tzinfo=UTC), tick=False):
        assert to_confirm(chair, [area], timezone.localdate()) == {area.pk: 1}
    with time_machine.travel(datetime(2026, 4, 3, 23, 0, 0, tzinfo=UTC), tick=False):
        assert to_confirm(chair, [area], timezone.localdate()) == {}
        assert answered(chair, change).endswith(OVER[AccessState.EXPIRED])
        services.propose_role(by=admin, area=area, user=una, role=Role.MEMBER)

    states = AccessChange.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [AccessState.EXPIRED, AccessState.WAITING]


@pytest.mark.django_db
def test_whoever_proposed_it_takes_it_back_and_nobody_else(area, admin, chair):
    change = services.propose_role(by=admin, area=area, user=make.UserFactory(), role=Role.MEMBER)

    with pytest.raises(ValidationError, match="You can refuse it"):
        services.withdraw_access(by=chair, change=change)
    services.withdraw_access(by=admin, change=change)

    assert answered(chair, change).endswith(OVER[AccessState.WITHDRAWN])


@pytest.mark.django_db
def test_role_never_begins_before_it_was_confirmed(area, admin, chair):
    today, una = timezone.localdate(), make.UserFactory()
    change = services.propose_role(
        by=admin, area=area, user=una, role=Role.MEMBER, starts=make.LONG_AGO
    )

    answered(chair, change)

    assert RoleGrant.objects.get(user=una).starts == today


@pytest.mark.django_db
def test_operator_sets_up_at_the_command_line_and_the_row_says_so(area, chair):
    call_command("add_person", "Una", "una@example.test", "--area", area.name, "--role", "member")

    change = AccessChange.objects.get()
    assert (change.basis, change.proposed_by, change.state) == (
        *(AccessBasis.OPERATOR, None, AccessState.CONFIRMED),
    )
    assert {letter.address for letter in Letter.objects.all()} == {"chair@example.test"}


# -- the takeover that was seen -------------------------------------------------------------------


@pytest.mark.django_db
def test_administrator_alone_takes_over_nobody(area, admin, chair, officer):
    grant, browser = RoleGrant.objects.get(user=officer), client_for(admin)
    browser.post(reverse("address_correct", args=[grant.pk]), {"email": "mine@evil.example"})

    officer.refresh_from_db()
    assert officer.email == "una@example.test"
    addresses = {letter.address for letter in Letter.objects.all()}
    assert addresses == {"una@example.test", "chair@example.test"}
    send_letters(Job.objects.get().pk)
    mail.outbox.clear()
    Client().post(reverse("account_reset_password"), {"email": "mine@evil.example"})
    assert [one for one in mail.outbox if "/reset/key/" in str(one.body)] == []

    listed = browser.get(reverse("area_access", args=[area.slug])).content.decode()
    assert listed.count(OWN_PROPOSAL.replace("'", "&#x27;")) == 1
    change = AccessChange.objects.get()
    answer = {"changes": [change.pk], "accepted": "yes"}
    browser.post(reverse("area_access", args=[area.slug]), answer)
    officer.refresh_from_db()
    assert officer.email == "una@example.test"


@pytest.mark.django_db
def test_address_that_two_people_agreed_on_is_told_at_the_old_one(area, admin, chair, officer):
    change = services.propose_address(
        by=admin, area=area, user=officer, email="U.Ross@example.test"
    )
    EmailAddress.objects.create(user=officer, email="una@example.test", primary=True)
    Letter.objects.all().delete()

    page = client_for(chair).post(
        reverse("area_access", args=[area.slug]),
        {"changes": [change.pk], "accepted": "yes"},
        follow=True,
    )

    officer.refresh_from_db()
    assert officer.email == "u.ross@example.test"
    assert [str(one) for one in page.context["messages"]] == [
        "It is confirmed. Whoever is concerned is told."
    ]
    assert {letter.address for letter in Letter.objects.all()} == {
        *("una@example.test", "u.ross@example.test", admin.email),
    }


@pytest.mark.django_db
def test_giving_oneself_the_chairs_role_takes_more_than_a_form(area, admin):
    una = make.person_with(Role.ADMINISTRATOR, area)
    with pytest.raises(ValidationError, match="Nobody gives themselves a role"):
        services.propose_role(by=admin, area=area, user=admin, role=Role.CHAIR)

    change = services.propose_role(by=una, area=area, user=admin, role=Role.CHAIR)

    assert answered(admin, change).endswith(ABOUT_ONESELF)
    assert answered(una, change).endswith(OWN_PROPOSAL)
    assert not may(User.objects.get(pk=admin.pk), Permission.PLAN_READ, area)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["pending@evil.example", "PENDING@evil.example"])
def test_link_for_a_password_goes_to_the_confirmed_address_alone(address, officer):
    EmailAddress.objects.create(user=officer, email="pending@evil.example")

    Client().post(reverse("account_reset_password"), {"email": address})
    Client().post(reverse("account_reset_password"), {"email": officer.email})

    links = [one.to for one in mail.outbox if "/reset/key/" in str(one.body)]
    assert links == [[officer.email]]


@pytest.mark.django_db
def test_whoever_has_a_password_is_sent_no_link_by_anybody(area, admin, officer):
    grant = RoleGrant.objects.get(user=officer)

    client_for(admin).post(reverse("invite_again", args=[grant.pk]))

    assert Job.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["holder_set", "deputy_set"])
def test_nobody_puts_themselves_in_a_post(name, area, chair, officer):
    post = make.PostFactory(area=area)
    today = timezone.localdate()

    client_for(officer).post(
        reverse(name, args=[post.pk]), {"user": officer.pk, "starts": today.isoformat()}
    )

    assert PostHolding.objects.count() == 0
    change = AccessChange.objects.get()
    assert answered(chair, change) == ""
    capacity = Capacity.HOLDER if name == "holder_set" else Capacity.DEPUTY
    assert [(row.user, row.capacity) for row in PostHolding.objects.all()] == [(officer, capacity)]


@pytest.mark.django_db
def test_role_that_ends_is_not_made_longer_by_its_form(area, admin):
    today = timezone.localdate()
    grant = make.RoleGrantFactory(area=area, ends=today + timedelta(days=3))
    former = make.RoleGrantFactory(area=area, ends=today - timedelta(days=3))

    for row in (grant, former):
        with pytest.raises(ValidationError, match="given anew"):
            services.end_role(by=admin, grant=row, expected=1, ends=today + timedelta(days=90))
