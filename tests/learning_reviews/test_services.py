"""What is written of a review, what is refused, and its record."""

import io
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts.roles import Role
from actions.enums import LineageKind
from actions.models import Action
from actions.queries.origins import provenance_of
from learning_reviews.enums import Course, Reason, Stage, Theme
from learning_reviews.models import SIGNS, Entry, Review, ReviewAction
from learning_reviews.queries.people import keepers_of, known_by
from learning_reviews.queries.register import register, story_of
from learning_reviews.rules.record import broken_at, following
from learning_reviews.services import (
    add_finding,
    end_naming,
    join_action,
    name_person,
    open_review,
    part_action,
    record_step,
    remove_finding,
    take_back_step,
)
from tests import factories as make
from tests.learning_reviews.conftest import DAY

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture
def area():
    return make.AreaFactory()


@pytest.fixture
def keeper(area):
    return make.person_with(Role.LEAD_OFFICER, area)


def test_whoever_opens_a_review_is_alone_with_it(area, keeper):
    other = make.person_with(Role.LEAD_OFFICER, area)

    review = open_review(by=keeper, area=area, key=uuid4(), notified_on=DAY)

    assert [list(Review.objects.visible_to(one)) for one in (keeper, other)] == [[review], []]
    assert review.reference[:3] == "LR "
    assert set(review.reference[3:]) <= set(SIGNS)
    assert [line.stage for line in register(keeper, area)] == ["Notified"]


def test_form_sent_twice_opens_one_and_nobody_elses(area, keeper):
    key = uuid4()
    first = open_review(by=keeper, area=area, key=key, notified_on=DAY)

    assert open_review(by=keeper, area=area, key=key, notified_on=DAY) == first
    with pytest.raises(ValidationError):
        other = make.person_with(Role.LEAD_OFFICER, area)
        open_review(by=other, area=area, key=key, notified_on=DAY)


def test_day_to_come_is_refused_beside_its_field(area, keeper):
    with pytest.raises(ValidationError) as refusal:
        open_review(by=keeper, area=area, key=uuid4(), notified_on=date(2099, 1, 1))

    assert set(refusal.value.message_dict) == {"notified_on"}
    assert not Review.objects.exists()


def test_named_person_sees_it_while_they_have_a_role_there(story):
    area = story.review.area
    grant = story.member.role_grants.get()
    assert Review.objects.visible_to(story.member).exists()

    grant.ends = make.LONG_AGO
    grant.starts = make.LONG_AGO
    grant.save()

    assert not Review.objects.visible_to(
        type(story.member).objects.get(pk=story.member.pk)
    ).exists()
    assert [one.here for one in known_by(story.review)] == [True, True, False]
    assert register(story.chair, area)[0].review == story.review


def test_naming_ends_and_what_was_named_stays(story):
    row = story.review.people.get(person_key=story.member.pk)

    end_naming(by=story.keeper, named=row)
    end_naming(by=story.keeper, named=row)

    assert not Review.objects.visible_to(story.member).exists()
    verbs = [entry.verb for entry in story.review.entries.all()]
    assert verbs.count("ended naming on learning review") == 1
    assert name_person(by=story.keeper, review=story.review, person=story.member) != row


def test_one_who_keeps_the_register_stays(story):
    rows = {row.person_key: row for row in story.review.people.all()}
    end_naming(by=story.keeper, named=rows[story.chair.pk])

    with pytest.raises(ValidationError):
        end_naming(by=story.keeper, named=rows[story.keeper.pk])
    assert keepers_of(story.review) == {story.keeper.pk}


@pytest.mark.parametrize("role", [None, Role.ELECTED_MEMBER])
def test_nobody_without_a_role_that_sees_the_area_is_named(story, role):
    person = make.person_with(role, story.review.area) if role else make.UserFactory()

    with pytest.raises(ValidationError):
        name_person(by=story.keeper, review=story.review, person=person)


def test_what_nobody_keeps_is_handed_over_by_command(story):
    review, area = story.review, story.review.area
    successor = make.person_with(Role.LEAD_OFFICER, area)

    def hand_over(person, out):
        call_command("hand_over_reviews", person.email, area=area.slug, stdout=out)
        return out.getvalue()

    kept = hand_over(successor, io.StringIO())
    assert not Review.objects.visible_to(successor).exists()
    for person in (story.keeper, story.chair):
        person.is_active = False
        person.save()

    assert hand_over(successor, io.StringIO()) == kept
    assert list(Review.objects.visible_to(successor)) == [review]
    with pytest.raises(CommandError):
        hand_over(story.member, io.StringIO())
    with pytest.raises(CommandError):
        call_command("hand_over_reviews", "nobody@example.test", area=area.slug)


def test_stage_is_recorded_once_and_what_rests_on_it_holds_it(story):
    review, by = story.review, story.keeper
    before = Entry.objects.count()
    record_step(by=by, review=review, stage=Stage.TOLD, on=DAY)
    assert Entry.objects.count() == before

    with pytest.raises(ValidationError):
        take_back_step(by=by, step=review.steps.get(stage=Stage.CONSIDERED))
    shared = review.steps.get(stage=Stage.SHARED)
    take_back_step(by=by, step=shared)
    take_back_step(by=by, step=shared)
    record_step(by=by, review=review, stage=Stage.SHARED, on=date(2026, 6, 9))

    assert Entry.objects.count() == before + 2
    assert review.steps.filter(stage=Stage.SHARED).count() == 2


def test_report_with_findings_is_not_taken_back(opened):
    review = opened()
    by = make.person_with(Role.LEAD_OFFICER, review.area)
    post = make.PostFactory(area=review.area)
    for stage in (Stage.GATHERING, Stage.RECOMMENDED, Stage.DECIDED, Stage.REVIEWING):
        said = {"course": Course.PROCEED, "reason": Reason.GOOD_PRACTICE, "post": post}
        told = said if stage in (Stage.RECOMMENDED, Stage.DECIDED) else {}
        record_step(by=by, review=review, stage=stage, on=DAY, **told)
    with pytest.raises(ValidationError):
        add_finding(by=by, review=review, number=1, theme=Theme.NEEDS)
    report = record_step(by=by, review=review, stage=Stage.REPORTED, on=DAY)
    finding = add_finding(by=by, review=review, number=1, theme=Theme.NEEDS)

    with pytest.raises(ValidationError):
        take_back_step(by=by, step=report)
    remove_finding(by=by, finding=finding)
    take_back_step(by=by, step=report)

    assert story_of(by, review, TODAY).stage == "Review"


def test_decider_of_another_area_is_refused(opened):
    review = opened()
    by = make.UserFactory()
    record_step(by=by, review=review, stage=Stage.GATHERING, on=DAY)

    with pytest.raises(ValidationError) as refusal:
        record_step(
            by=by,
            review=review,
            stage=Stage.RECOMMENDED,
            on=DAY,
            course=Course.STOP,
            reason=Reason.NOTHING_MORE,
            post=make.PostFactory(),
        )
    assert set(refusal.value.message_dict) == {"post"}


def test_number_is_one_findings(story):
    by, review = story.keeper, story.review
    assert add_finding(by=by, review=review, number=1, theme=Theme.DELIVERY) == story.finding

    with pytest.raises(ValidationError):
        add_finding(by=by, review=review, number=1, theme=Theme.NEEDS)
    with pytest.raises(ValidationError):
        remove_finding(by=by, finding=story.finding)


def test_action_is_joined_once_and_parted_with_its_row(story):
    by, link = story.keeper, story.link
    action = make.ActionFactory(
        plan__area=story.review.area, withdrawn_on=DAY, withdrawn_reason="x"
    )
    with pytest.raises(ValidationError):
        join_action(by=by, finding=story.finding, action=action)
    with pytest.raises(ValueError, match="own area"):
        join_action(by=by, finding=story.finding, action=make.ActionFactory())

    part_action(by=by, link=link)
    part_action(by=by, link=link)

    assert ReviewAction.objects.get().ended_at is not None
    assert story_of(by, story.review, TODAY).findings[0].became == []


def test_thread_goes_on_from_action_to_action(story):
    first = Action.objects.get(pk=story.link.action_key)
    second = make.ActionFactory(plan=first.plan, number="9.9")
    make.LineageFactory(source=first, target=second, kind=LineageKind.SPLIT)

    ((source,),) = provenance_of(story.member, [second.pk]).values()
    assert (source.page, source.key, source.name, source.through) == (
        "learning_review",
        story.review.pk,
        str(story.finding),
        first.reference,
    )
    ((link, became),) = story_of(story.member, story.review, TODAY).findings[0].became
    assert (link, [one.action for one in became]) == (story.link, [first.pk, second.pk])
    stranger = make.person_with(Role.LEAD_OFFICER, story.review.area)
    assert provenance_of(stranger, [second.pk]) == {second.pk: []}


def test_record_holds_together_and_shows_where_it_was_changed(story):
    entries = list(story.review.entries.order_by("number"))
    pairs = [(entry, entry.hash) for entry in entries]

    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert broken_at(pairs) == 0
    assert broken_at(pairs[:3] + pairs[4:]) == 4
    entries[1].actor_label = "Somebody else"
    assert broken_at(pairs) == 2
    assert following("", entries[0]) == entries[0].hash


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE learning_reviews_entry SET verb = 'x'",
        "UPDATE learning_reviews_entry SET hash = 'x'",
        "DELETE FROM learning_reviews_entry",
    ],
)
def test_database_refuses_to_change_the_record(story, statement):
    refused = pytest.raises(DatabaseError, match="permanent record")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert story_of(story.keeper, story.review, TODAY).broken == 0
