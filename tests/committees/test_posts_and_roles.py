"""Who holds a post, and who has a role."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission, Role
from audit.models import Event
from committees import querysets, services
from committees.enums import Capacity, PostKind
from committees.models import Area, Post, RoleGrant
from jobs.models import Job
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY, APRIL = timezone.localdate(), date(2026, 4, 1)
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def post() -> Post:
    return make.PostFactory(title="Chief Nurse")


def refusal(write, **arguments):
    with pytest.raises(ValidationError) as refused:
        write(by=None, **arguments)
    return refused.value.message_dict


def periods(post: Post) -> list[tuple]:
    rows = post.holdings.order_by("starts")
    return list(rows.values_list("user__name", "starts", "ends"))


def test_new_holder_ends_the_former_ones_time_the_day_before(post):
    for name, day in (("Una", MAY), ("Tam", JUNE)):
        services.set_holder(by=None, post=post, user=make.UserFactory(name=name), starts=day)

    assert periods(post) == [("Una", MAY, date(2026, 5, 31)), ("Tam", JUNE, None)]


def test_holder_whose_end_was_set_later_ends_earlier(post):
    make.PostHoldingFactory(post=post, user__name="Una", starts=MAY, ends=date(2026, 12, 31))

    services.set_holder(by=None, post=post, user=make.UserFactory(name="Tam"), starts=JUNE)

    assert periods(post) == [("Una", MAY, date(2026, 5, 31)), ("Tam", JUNE, None)]


def test_gap_before_somebody_can_be_filled(post):
    make.PostHoldingFactory(post=post, user__name="Una", starts=JULY)

    services.set_holder(
        by=None, post=post, user=make.UserFactory(name="Tam"), starts=MAY, ends=JUNE
    )

    assert periods(post) == [("Tam", MAY, JUNE), ("Una", JULY, None)]


@pytest.mark.parametrize("starts", [MAY, JUNE])
def test_post_taken_up_later_is_not_written_over(post, starts):
    make.PostHoldingFactory(post=post, user__name="Una", starts=JUNE)
    tam = make.UserFactory()

    assert refusal(services.set_holder, post=post, user=tam, starts=starts) == {
        "starts": ["Una took this post up on 1 June 2026. Choose a later day."]
    }
    assert periods(post) == [("Una", JUNE, None)]


@pytest.mark.parametrize("starts", [MAY, TODAY, TODAY + timedelta(days=9)])
def test_who_was_set_by_mistake_today_is_replaced_from_the_same_day(post, starts):
    services.set_holder(by=None, post=post, user=make.UserFactory(name="Eva"), starts=APRIL)
    una, tam = make.UserFactory(name="Una"), make.UserFactory(name="Tam")
    services.set_holder(by=None, post=post, user=una, starts=starts)

    services.set_holder(by=None, post=post, user=tam, starts=starts)

    day_before = starts - timedelta(days=1)
    assert periods(post) == [("Eva", APRIL, day_before), ("Tam", starts, None)]
    last = Event.objects.order_by("pk").last()
    assert (last.verb, last.changes) == ("changed holder of post", {"user": ["Una", "Tam"]})


def test_holder_does_not_take_up_the_post_twice(post):
    holding = make.PostHoldingFactory(post=post, user__name="Una", starts=MAY)

    assert refusal(services.set_holder, post=post, user=holding.user, starts=JUNE) == {
        "user": ["Una has held this post since 1 May 2026."]
    }


def test_last_day_is_not_before_the_first(post):
    arguments = {"post": post, "user": make.UserFactory(), "starts": JUNE, "ends": MAY}

    assert list(refusal(services.set_holder, **arguments)) == ["ends"]


def test_post_has_several_deputies(post):
    for _ in range(2):
        services.set_deputy(by=None, post=post, user=make.UserFactory(), starts=MAY)

    assert post.holdings.filter(capacity=Capacity.DEPUTY).count() == 2


@pytest.mark.parametrize("capacity", Capacity)
def test_nobody_deputises_for_themselves(post, capacity):
    holding = make.PostHoldingFactory(post=post, capacity=capacity, starts=MAY)

    arguments = {"post": post, "user": holding.user, "starts": JUNE}
    assert list(refusal(services.set_deputy, **arguments)) == ["user"]


def test_former_deputy_can_come_back(post):
    former = make.PostHoldingFactory(post=post, capacity="deputy", starts=MAY, ends=MAY)

    services.set_deputy(by=None, post=post, user=former.user, starts=JUNE, ends=JULY)

    assert post.holdings.count() == 2


def test_time_in_a_post_does_not_end_before_it_began(post):
    holding = make.PostHoldingFactory(post=post, starts=JUNE)

    assert list(refusal(services.end_holding, holding=holding, expected=1, ends=MAY)) == ["ends"]


def test_post_of_that_title_stands_once(post):
    assert list(refusal(services.add_post, area=post.area, title=" chief  NURSE")) == ["title"]


def test_post_stands_for_a_body_of_its_own_area(post):
    arguments = {"area": post.area, "title": "Audit", "body": make.BodyFactory()}

    assert list(refusal(services.add_post, **arguments)) == ["body"]


def test_titles_match_whatever_their_capitals_and_spaces(post):
    titles = ["chief nurse", "Reporter", "  reporter", "Audit Group"]

    found = services.posts_for(by=None, area=post.area, titles=titles, groups={"Audit Group"})

    assert [row.title for row in found.values()] == [
        "Chief Nurse",
        "Reporter",
        "Reporter",
        "Audit Group",
    ]
    assert (found["chief nurse"], found["Audit Group"].kind) == (post, PostKind.GROUP)


@pytest.mark.parametrize("number", [1, 30])
def test_posts_are_made_in_a_constant_number_of_queries(
    post, number, django_assert_max_num_queries
):
    # the last one keeps the first version of all of them
    with django_assert_max_num_queries(7):
        services.posts_for(by=None, area=post.area, titles=[f"Post {n}" for n in range(number)])

    assert Event.objects.get(verb="added posts").changes == {
        "titles": [f"Post {n}" for n in range(number)]
    }


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_title_that_cannot_be_one_is_refused(post, title):
    with pytest.raises(ValidationError):
        services.posts_for(by=None, area=post.area, titles=["Reporter", title])

    assert Post.objects.count() == 1


def test_nobody_gives_themselves_a_role():
    user, area = make.UserFactory(), make.AreaFactory()

    with pytest.raises(ValidationError, match="Nobody gives themselves a role"):
        services.propose_role(by=user, user=user, area=area, role=Role.CHAIR)


def test_inspectors_access_has_a_last_day():
    arguments = {"user": make.UserFactory(), "area": make.AreaFactory(), "role": Role.INSPECTOR}

    assert list(refusal(services.propose_role, **arguments)) == ["ends"]


@pytest.mark.parametrize(
    ("starts", "ends", "refused"),
    [(MAY, None, True), (JUNE, JUNE, True), (JULY, None, False), (MAY, MAY, False)],
)
def test_role_is_not_given_twice_for_the_same_days(starts, ends, refused):
    grant = make.RoleGrantFactory(role=Role.MEMBER, starts=date(2026, 5, 2), ends=JUNE)
    arguments = {"user": grant.user, "area": grant.area, "role": Role.MEMBER, "starts": starts}

    if refused:
        assert list(refusal(services.propose_role, ends=ends, **arguments)) == ["role"]
    else:
        services.propose_role(by=None, ends=ends, **arguments)
        assert RoleGrant.objects.count() == 2


def test_role_that_ends_is_gone_at_once():
    grant = make.RoleGrantFactory()

    services.end_role(by=None, grant=grant, expected=1)

    assert (grant.ends, grant.ended_at is None) == (timezone.localdate(), False)
    assert list(RoleGrant.objects.current()) == []


def test_area_keeps_an_administrator():
    grant = make.RoleGrantFactory(role=Role.ADMINISTRATOR)
    make.RoleGrantFactory(role=Role.ADMINISTRATOR)  # of another area

    with pytest.raises(ValidationError, match="Somebody else must be administrator"):
        services.end_role(by=None, grant=grant, expected=1)

    make.RoleGrantFactory(role=Role.ADMINISTRATOR, area=grant.area)
    services.end_role(by=None, grant=grant, expected=1)


def test_somebody_known_elsewhere_keeps_their_name_and_password():
    area, known = make.AreaFactory(), make.UserFactory(name="Una Ross", email="u@example.test")

    change = services.propose_person(
        by=None, area=area, name="U. Ross", email="U@example.test", role=Role.MEMBER
    )

    assert (change.user, change.user.name) == (known, "Una Ross")
    assert [job.task for job in Job.objects.all()] == ["letters.send_letters"]


def test_somebody_new_is_invited():
    arguments = {"name": "Una", "email": "u@example.test", "role": Role.MEMBER}

    services.propose_person(by=None, area=make.AreaFactory(), **arguments)

    assert (User.objects.get().email, Job.objects.get().task) == (
        "u@example.test",
        "accounts.send_invitation",
    )


def test_last_day_of_a_role_is_not_before_its_first():
    arguments = {"user": make.UserFactory(), "area": make.AreaFactory(), "role": Role.MEMBER}

    assert list(refusal(services.propose_role, starts=JUNE, ends=MAY, **arguments)) == ["ends"]


def test_post_saved_unchanged_leaves_no_event(post):
    services.edit_post(
        by=None, post=post, expected=1, title="Chief  Nurse", kind=post.kind, agency=None, body=None
    )
    services.posts_for(by=None, area=post.area, titles=["chief nurse"])

    assert Event.objects.count() == 0


def test_a_role_that_ends_closes_every_door_at_once():
    """To the same person object too, and where its words were asked by themselves before."""
    area = make.AreaFactory()
    user = make.person_with(Role.LEAD_OFFICER, area)
    make.PostFactory(area=area)

    def reached():
        return [
            [*Area.objects.with_permission(user, Permission.PLAN_EDIT)],
            [*Area.objects.known_to(user)],
            [*{post.area for post in Post.objects.visible_to(user)}],
            [Area.objects.get(pk=row["area"]) for row in querysets._reached(user, None)],
        ]

    assert reached() == [[area]] * 4

    user.role_grants.update(ends=timezone.localdate() - timedelta(days=1))

    assert reached() == [[]] * 4
