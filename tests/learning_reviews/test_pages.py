"""The pages of a review, for those who are named on it."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from learning_reviews.models import Review
from tests import factories as make

pytestmark = pytest.mark.django_db


def page_of(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(name, args=args)).content.decode()


def test_page_tells_stages_people_and_readings(story, client):
    page = page_of(client, story.chair, "learning_review", story.review.pk)

    assert "OFFICIAL-SENSITIVE" in page
    assert "The criteria are met, and there is more to learn" in page
    assert "Independent Chair of the committee" in page
    assert str(story.member) in page
    assert story.review.entries.filter(verb="read learning review").count() == 2
    page = page_of(client, story.member, "learning_review", story.review.pk)
    assert "Record a stage" not in page


def test_member_who_is_named_reads_and_changes_nothing(story, client):
    client.force_login(story.member)
    key = story.review.pk

    answers = [
        client.post(reverse(name, args=[key])).status_code
        for name in ("learning_review_step", "learning_review_name", "learning_review_finding")
    ]

    assert answers == [403, 403, 403]


def test_lead_officer_lives_a_review_by_its_forms(client):
    area = make.AreaFactory()
    keeper, member = (make.person_with(r, area) for r in (Role.LEAD_OFFICER, Role.MEMBER))
    client.force_login(keeper)
    opening = reverse("learning_review_open", args=[area.slug])
    key = client.get(opening).context["form"].initial["key"]
    client.post(opening, {"notified_on": "1 June 2026", "key": key})
    review = Review.objects.get()

    client.post(reverse("learning_review_name", args=[review.pk]), {"person": member.pk})
    stage = reverse("learning_review_step", args=[review.pk])
    refused = client.post(stage, {"stage": "decided", "on": "2 June 2026"})
    client.post(stage, {"stage": "gathering", "on": "2 June 2026"})

    assert refused.context["form"].errors.keys() == {"stage"}
    assert list(review.steps.values_list("stage", flat=True)) == ["notified", "gathering"]
    assert Review.objects.visible_to(member).exists()
    assert "Gathering enough to decide" in page_of(
        client, member, "learning_review_list", area.slug
    )


def test_keeper_takes_themselves_off_and_sees_it_no_more(story, client):
    client.force_login(story.keeper)
    row = story.review.people.get(person_key=story.keeper.pk)

    answer = client.post(reverse("learning_review_unname", args=[row.pk]))

    assert answer["Location"] == reverse("learning_review_list", args=[story.review.area.slug])
    assert client.get(reverse("learning_review", args=[story.review.pk])).status_code == 404


def test_chief_officers_read_numbers_and_no_review(story, client):
    chief = make.person_with(Role.CHIEF_OFFICER, story.review.area)

    page = page_of(client, chief, "learning_review_numbers", story.review.area.slug)

    assert "1 review as at" in page
    assert story.review.reference not in page
