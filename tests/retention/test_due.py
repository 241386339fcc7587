"""What is due by an area's own rule; what goes, and what stays for good."""

import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from actions.models import Evidence, ProgressUpdate, UpdateDraft
from audit.models import Event
from committees.models import CalendarFeed, RoleGrant
from exchange.models import EditedFile
from imports.models import ImportDraft
from jobs.enums import JobState
from jobs.models import Job
from letters.models import Letter
from retention.enums import GONE
from retention.models import RetentionRule
from retention.queries.due import due, leavers, rule_of
from retention.queries.own_data import SECRET, own_data
from retention.rules.periods import has_left, kept_since
from retention.services import erase_account, remove_due, set_retention
from retention.tasks import remove_due as task
from tests import factories as make
from updates.services import evidence_store as evidence_store

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 28)
OLD = datetime(2024, 1, 1, tzinfo=UTC)
NONE_DUE = {
    "accounts of people who left": 0,
    "words of e-mails": 0,
    "drafts of updates": 0,
    "files and links that were not sent": 0,
    "spreadsheets that were not brought in": 0,
    "edited files that were not taken over": 0,
    "rows of finished jobs": 0,
}


@pytest.mark.parametrize(
    ("today", "months", "since"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 28), 12, date(2025, 11, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
    ],
)
def test_months_are_counted_by_the_calendar(today, months, since):
    assert kept_since(today, months) == since


SINCE = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("ends", "left"),
    [
        ([], False),
        ([date(2025, 12, 31)], True),
        ([date(2026, 1, 1)], False),
        ([None], False),
        ([date(2020, 1, 1), None], False),
        ([date(2020, 1, 1), date(2025, 12, 31)], True),
    ],
)
def test_somebody_has_left_when_all_they_had_has_ended(ends, left):
    assert has_left(ends, SINCE) == left


@pytest.fixture
def area():
    return make.AreaFactory()


def left(area, ends=date(2024, 6, 30), **fields) -> User:
    return make.RoleGrantFactory(area=area, ends=ends, **fields).user


def test_leavers_are_those_without_any_role_seat_or_post(area):
    gone = left(area)
    left(area, ends=date(2026, 6, 30))
    make.RoleGrantFactory(area=area, user=left(area), role=Role.CHAIR)
    make.MembershipFactory(user=left(area), body=make.BodyFactory(area=area))
    make.PostHoldingFactory(user=left(area), post=make.PostFactory(area=area))

    assert leavers(area, date(2025, 11, 28)) == [gone]


def test_somebody_who_served_elsewhere_is_kept_as_long_as_the_longer_rule_says(area, time_machine):
    time_machine.move_to(datetime(2026, 11, 28, 12, tzinfo=UTC))
    both, other = left(area), make.AreaFactory()
    make.RoleGrantFactory(area=other, user=both, ends=date(2024, 3, 31))
    undecided = leavers(area, date(2025, 11, 28))
    rule = make.RetentionRuleFactory(area=other, leavers=84)
    longer = leavers(area, date(2025, 11, 28))
    RetentionRule.objects.filter(pk=rule.pk).update(leavers=12)

    assert (undecided, longer, leavers(area, date(2025, 11, 28))) == ([], [], [both])


def everything_old(area) -> User:
    """One row of each kind that is due, and what stays beside it."""
    user = left(area)
    plan = make.PlanFactory(area=area)
    update = make.ProgressUpdateFactory(action=make.ActionFactory(plan=plan), author=user)
    make.EvidenceFactory(action=update.action, update_shown=update, added_by=user, added_at=OLD)
    make.EvidenceFactory(action=update.action, update_shown=None, added_by=user, added_at=OLD)
    make.UpdateDraftFactory(action=update.action, user=user, saved_at=OLD)
    draft = make.ImportDraftFactory(area=area, plan=None, made_by=user)
    ImportDraft.objects.filter(pk=draft.pk).update(made_at=OLD)
    sent = make.EditedFileFactory(plan=plan, made_by=user)
    done = make.EditedFileFactory(
        plan=plan, made_by=user, applied_by=user, applied_at=OLD, mark="b"
    )
    EditedFile.objects.filter(pk__in=[sent.pk, done.pk]).update(made_at=OLD)
    make.LetterFactory(user=user, text="Two actions wait.", made_at=OLD, state="sent", sent_at=OLD)
    Job.objects.create(
        task="x", area_id=area.pk, created_by_label="", state=JobState.DONE, finished_at=OLD
    )
    return user


def test_due_is_counted_and_nothing_is_touched(area):
    everything_old(area)

    assert due(area, make.RetentionRuleFactory(area=area), TODAY).counts() == dict.fromkeys(
        NONE_DUE, 1
    )


def test_what_is_recent_is_not_due(area):
    now = timezone.now()
    update = make.ProgressUpdateFactory(action=make.ActionFactory(plan__area=area))
    make.EvidenceFactory(action=update.action, update_shown=None, added_at=now)
    make.UpdateDraftFactory(action=update.action, saved_at=now)
    make.ImportDraftFactory(area=area, plan=None)
    make.EditedFileFactory(plan=update.action.plan)
    make.RoleGrantFactory(area=area)

    assert due(area, rule_of(area), timezone.localdate()).counts() == NONE_DUE


def test_what_is_due_goes_and_the_record_stays(area, django_capture_on_commit_callbacks):
    make.RetentionRuleFactory(area=area)
    user = everything_old(area)
    waiting = Evidence.objects.get(update_shown=None)
    path = evidence_store.write(area.pk, b"x")
    Evidence.objects.filter(pk=waiting.pk).update(kind="file", url="", path=path, sha256="0" * 64)

    with django_capture_on_commit_callbacks(execute=True):
        removed = remove_due(by=None, area=area, today=TODAY)

    letter = Letter.objects.get()
    assert removed == dict.fromkeys(NONE_DUE, 1)
    assert [model.objects.count() for model in (UpdateDraft, ImportDraft, Job)] == [0, 0, 0]
    assert [row.applied_at for row in EditedFile.objects.all()] == [OLD]  # the record
    assert (ProgressUpdate.objects.count(), Evidence.objects.count()) == (1, 1)
    assert (letter.text, letter.subject, letter.address.endswith(GONE)) == (
        "",
        "Your actions",
        True,
    )
    assert evidence_store.absolute(path).exists() is False
    assert ProgressUpdate.objects.get().author == user
    assert remove_due(by=None, area=area, today=TODAY) == {}
    assert [event.verb for event in Event.objects.order_by("pk")] == [
        "erased account data",
        "removed what was due",
    ]


def test_without_a_rule_nothing_goes(area):
    everything_old(area)

    assert (remove_due(by=None, area=area, today=TODAY), Job.objects.count()) == ({}, 1)


def test_other_areas_are_left_alone(area):
    make.RetentionRuleFactory(area=area)
    everything_old(make.AreaFactory())

    assert remove_due(by=None, area=area, today=TODAY) == {}


def test_erased_account_holds_nothing_and_cannot_sign_in(area, client):
    user = left(area, user__mail_day=2)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    make.CalendarFeedFactory(user=user)
    before, name = user.email, user.name
    make.LetterFactory(user=user, address=before, text="Words")

    erase_account(by=None, user=user)

    user.refresh_from_db()
    assert (user.name, user.is_active, user.mail_day, user.has_usable_password()) == (
        name,
        False,
        None,
        False,
    )
    assert (CalendarFeed.objects.count(), EmailAddress.objects.count()) == (0, 0)
    assert before not in str(list(User.objects.values())) + str(list(Letter.objects.values()))
    assert client.login(email=before, password=make.PASSWORD) is False


def test_whatever_goes_with_a_person_by_the_tables_goes(area):
    user = left(area)
    own = [
        relation.related_model
        for relation in User._meta.related_objects
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.CASCADE
    ]
    make.CalendarFeedFactory(user=user)
    make.UpdateDraftFactory(user=user)

    erase_account(by=None, user=user)

    assert apps.get_model("actions", "UpdateDraft") in own
    assert {
        model._meta.label: model._default_manager.filter(user=user).count() for model in own
    } == {model._meta.label: 0 for model in own}


def test_account_with_a_role_is_not_erased(area):
    with pytest.raises(ValueError, match="the role is ended first"):
        erase_account(by=None, user=make.RoleGrantFactory(area=area).user)


def test_rule_is_kept_with_its_bounds_and_its_history(area):
    rule = set_retention(by=None, area=area, expected=0, leavers=6, letters=12, drafts=3, jobs=1)
    again = set_retention(by=None, area=area, expected=0, leavers=6, letters=12, drafts=3, jobs=1)

    assert (rule.row_version, again.row_version, Event.objects.count()) == (1, 1, 1)
    with pytest.raises(ValidationError) as refused:
        set_retention(by=None, area=area, expected=1, leavers=0, letters=2, drafts=25, jobs=3)
    assert sorted(refused.value.message_dict) == ["drafts", "leavers", "letters"]


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("retention", *arguments, stdout=out)
    return out.getvalue()


def test_command_says_what_is_due_and_removes_it_when_told_to(area):
    everything_old(area)
    undecided = said("--on", "2026-11-28")
    make.RetentionRuleFactory(area=area)
    told, removed, after = said("--on", "2026-11-28"), said("--remove"), said()

    assert undecided == f"{area}: nobody has said how long what is kept; nothing goes\n"
    assert told == removed == f"{area}: {', '.join(f'{kind} 1' for kind in NONE_DUE)}\n"
    assert after == f"{area}: nothing is due\n"


def test_every_night_it_goes_by_itself(area):
    make.RetentionRuleFactory(area=area)
    everything_old(area)

    task()

    assert (Job.objects.count(), UpdateDraft.objects.count()) == (0, 0)


def test_page_shows_what_would_go_before_anybody_has_decided(client, area):
    client.force_login(make.person_with(Role.ADMINISTRATOR, area))
    gone = everything_old(area)

    page = client.get(f"/areas/{area.slug}/kept/").content.decode()

    assert ("Nobody has chosen yet" in page, gone.name in page, Job.objects.count()) == (
        True,
        True,
        1,
    )


def test_person_gets_all_of_their_own_and_no_secret(client, area):
    user = make.person_with(Role.ACTION_LEAD, area)
    update = make.ProgressUpdateFactory(
        action=make.ActionFactory(plan__area=area), author=user, what_happened="The panel met."
    )
    make.UpdateDraftFactory(user=user, action=update.action, fields={"reason": "Half a sentence"})
    feed = make.CalendarFeedFactory(user=user)
    make.LetterFactory(user=user, text="Two actions wait.")
    make.LetterFactory(text="For somebody else.")
    client.force_login(user)

    answer = client.get("/my-data/file/")

    held, text = json.loads(answer.content), answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="my-account.json"'
    assert (held["account"]["email"], "Half a sentence" in text, "Two actions wait." in text) == (
        user.email,
        True,
        True,
    )
    assert [row["number"] for row in held["stands in the record"]["progress updates (author)"]] == [
        update.pk
    ]
    secrets = [feed.mark, feed.digest, feed.secret, user.password]
    assert [one for one in [*secrets, "The panel met.", "For somebody else."] if one in text] == []


def test_every_table_that_names_a_person_is_in_it():
    named = {
        field.model
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is User
    }

    assert {RoleGrant, ProgressUpdate, Letter, CalendarFeed} <= named
    assert set(own_data(make.UserFactory())["belongs to the account"]) == set()
    assert "password" in SECRET
