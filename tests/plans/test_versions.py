"""A published plan's words change only in a version; two versions are compared word by word."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from actions.services import add_action, edit_action, set_leads, withdraw_action
from audit.models import Event
from outcomes.services import add_measure, add_outcome
from outline.queries.tree import outline_of
from outline.services import step_line
from plans import services
from plans.enums import Decision, LevelRole, PlanState
from plans.models import Plan, PlanReview, PlanVersion
from plans.queries import plan_text
from tests import factories as make

pytestmark = pytest.mark.django_db
COG = "Chief Officers Group"
OF_THE_DAY = {"leads", "due"}


@pytest.fixture
def published():
    """A plan of one heading with two actions, agreed and published a month ago."""
    plan = make.PlanFactory(title="Improvement plan", vision="Every child is safe.")
    heading = make.HeadingFactory(plan=plan, text="Children are heard")
    for number in ("1.1", "1.2"):
        make.ActionFactory(plan=plan, heading=heading, number=number, text=f"Do {number} well.")
    day = timezone.localdate() - timedelta(days=30)
    for decision in (Decision.AGREED, Decision.PUBLISHED):
        services.decide_on_plan(by=None, plan=plan, decision=decision, decided_by=COG, on=day)
    return plan


def words_of(text):
    """Without what changes beside them: who leads an action, when it is due."""
    rows = [{n: v for n, v in row.items() if n not in OF_THE_DAY} for row in text["actions"]]
    return {**text, "actions": rows}


def stands_as_kept(plan):
    """Whether the plan's words are those of its newest version."""
    last = PlanVersion.objects.filter(plan=plan).order_by("number").last()
    now = Plan.objects.get(pk=plan.pk)
    return words_of(last.content) == words_of(plan_text(now))


def by():
    return make.UserFactory(name="Una Ross")


def _first(plan):
    return plan.actions.order_by("position").first()


# Every way in which somebody changes what a plan says, with a hand and without a decision.
CHANGES = {
    "title": lambda p: services.edit_plan(by=by(), plan=p, expected=1, title="Renamed"),
    "heading": lambda p: services.edit_heading(
        by=by(), heading=p.headings.get(), expected=1, text="Heard"
    ),
    "heading added": lambda p: services.add_heading(
        by=by(), plan=p, level=p.levels.get(), text="Safe"
    ),
    "level": lambda p: services.edit_level(
        by=by(), level=p.levels.get(), expected=1, singular="Aim"
    ),
    "level added": lambda p: services.add_level(
        by=by(), plan=p, singular="Step", plural="Steps", role=LevelRole.OBJECTIVE
    ),
    "status": lambda p: services.edit_legend_entry(
        by=by(), entry=p.legend.entries.first(), expected=1, label="Fine", definition="All well."
    ),
    "status added": lambda p: services.add_legend_entry(
        by=by(),
        plan=p,
        code="X",
        label="Paused",
        colour="#555555",
        symbol="–",
        canonical="not_rated",
    ),
    "action": lambda p: edit_action(by=by(), action=_first(p), expected=1, text="Otherwise."),
    "action added": lambda p: add_action(
        by=by(), plan=p, text="Something new", added_on=timezone.localdate()
    ),
    "action withdrawn": lambda p: withdraw_action(
        by=by(), action=_first(p), reason="Done by others.", on=timezone.localdate()
    ),
    "action moved": lambda p: step_line(
        by=by(),
        plan=p,
        line=_first(p).line,
        up=False,
        seen=outline_of(p, timezone.localdate()).digest,
    ),
    "outcome added": lambda p: add_outcome(by=by(), plan=p, number="09", text="Heard."),
    "measure added": lambda p: add_measure(by=by(), plan=p, text="More are heard."),
}


@pytest.mark.parametrize("change", CHANGES)
def test_words_of_a_published_plan_stand_until_a_version_is_begun(published, change):
    with pytest.raises(ValidationError, match="Begin version 3"):
        CHANGES[change](published)

    assert stands_as_kept(published)


@pytest.mark.parametrize("change", CHANGES)
def test_under_review_they_change_and_belong_to_the_next_version(published, change):
    services.begin_review(by=by(), plan=published)
    CHANGES[change](Plan.objects.get(pk=published.pk))
    other = stands_as_kept(published)

    version = services.keep_version(
        by=by(), plan=published, label="Reviewed", dated=timezone.localdate(), decided_by=COG
    )

    assert (other, stands_as_kept(published), version.number) == (False, True, 3)
    with pytest.raises(ValidationError, match="Begin version 4"):
        services.edit_plan(by=by(), plan=published, expected=1, title="Once more")


@pytest.mark.parametrize("change", CHANGES)
def test_a_closed_plan_says_where_its_work_goes_on(published, change):
    make.PlanFactory(area=published.area, title="The plan that follows", predecessor=published)
    Plan.objects.filter(pk=published.pk).update(state=PlanState.CLOSED)

    with pytest.raises(ValidationError, match="Its work goes on in “The plan that follows”"):
        CHANGES[change](Plan.objects.get(pk=published.pk))


def test_who_leads_is_no_word_of_the_plan(published):
    post = make.PostFactory(area=published.area)

    set_leads(by=by(), action=_first(published), accountable=post, contributing=[])

    assert stands_as_kept(published)


def test_a_review_is_begun_once(published):
    first, second = (services.begin_review(by=by(), plan=published) for _ in "12")

    events = Event.objects.filter(verb="began plan version")
    assert (first.pk, events.count(), events.get().changes["number"]) == (second.pk, 1, 3)


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.AGREED])
def test_a_plan_that_is_not_published_needs_no_review(state):
    plan = make.PlanFactory(state=state)

    with pytest.raises(ValidationError, match="Only a published plan is reviewed"):
        services.begin_review(by=by(), plan=plan)

    services.edit_plan(by=by(), plan=plan, expected=1, title="Renamed")
    assert Plan.objects.get().title == "Renamed"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"dated": timezone.localdate() + timedelta(days=1)},
            {"dated": ["That day has not come yet."]},
        ),
        (
            {"decided_by": " "},
            {"decided_by": ["Say who agreed it, or choose the meeting that did."]},
        ),
    ],
)
def test_what_a_version_lacks_is_said_beside_its_field(published, given, said):
    services.begin_review(by=by(), plan=published)
    values = {"label": "Reviewed", "dated": timezone.localdate(), "decided_by": COG, **given}

    with pytest.raises(ValidationError) as refused:
        services.keep_version(by=by(), plan=published, **values)

    assert refused.value.message_dict == said


def test_a_version_is_not_older_than_the_one_before(published):
    services.begin_review(by=by(), plan=published)
    early = timezone.localdate() - timedelta(days=60)

    with pytest.raises(ValidationError) as refused:
        services.keep_version(by=by(), plan=published, label="Old", dated=early, decided_by=COG)

    assert "Version 2 is dated" in refused.value.message_dict["dated"][0]


def test_a_published_plan_nobody_reviews_has_no_new_version(published):
    with pytest.raises(ValidationError, match="they stand as in version 2"):
        services.keep_version(
            by=by(), plan=published, label="Again", dated=timezone.localdate(), decided_by=COG
        )


def test_pressed_twice_one_version_is_kept(published):
    services.begin_review(by=by(), plan=published)
    given = {"label": "Reviewed", "dated": timezone.localdate(), "decided_by": COG}

    rows = [services.keep_version(by=by(), plan=published, **given) for _ in "12"]

    assert (rows[0], PlanVersion.objects.count()) == (rows[1], 3)


def test_what_is_decided_is_a_version_of_its_own(published):
    meeting = make.MeetingFactory(body__area=published.area, held_on=timezone.localdate())

    with services.by_decision(
        by=by(),
        plan=published,
        label=meeting.name,
        on=meeting.held_on,
        decided_by=str(meeting.body),
        decided_at=meeting,
    ):
        CHANGES["action added"](published)

    version = PlanVersion.objects.get(number=3)
    assert (version.decided_at, version.dated, stands_as_kept(published)) == (
        meeting,
        meeting.held_on,
        True,
    )
    assert not PlanReview.objects.under_way().exists()


def test_what_is_decided_during_a_review_belongs_to_its_version(published):
    services.begin_review(by=by(), plan=published)

    with services.by_decision(
        by=by(), plan=published, label="Meeting", on=timezone.localdate(), decided_by=COG
    ):
        CHANGES["action added"](published)

    assert (PlanVersion.objects.count(), PlanReview.objects.under_way().count()) == (2, 1)


def test_decided_late_it_is_dated_no_earlier_than_the_last_version(published):
    early = timezone.localdate() - timedelta(days=60)

    with services.by_decision(by=by(), plan=published, label="Meeting", on=early, decided_by=COG):
        CHANGES["action added"](published)

    versions = list(PlanVersion.objects.order_by("number"))
    assert versions[2].dated == versions[1].dated


@pytest.fixture
def officer(client, published):
    client.force_login(make.person_with(Role.LEAD_OFFICER, published.area))
    return client


def test_from_the_edit_page_to_a_version_and_its_comparison(officer, published):
    action = _first(published)
    edit = reverse("action_edit", args=[action.pk])
    asked = officer.get(edit).content.decode()
    begin = f"{reverse('version_begin', args=[published.slug])}?then={edit.replace('/', '%2F')}"
    assert ("This plan is published as version 2" in asked, begin in asked) == (True, True)

    begun = officer.post(begin, {"purpose": "The yearly review."})
    assert begun.headers["Location"] == edit
    services.edit_plan(by=by(), plan=published, expected=1, vision="Every child is safe and heard.")
    page = officer.get(reverse("version_compare", args=[published.slug])).content.decode()
    assert ("<del>" in page, "put in: </span>safe and heard." in page) == (True, True)

    kept = officer.post(
        reverse("version_keep", args=[published.slug]),
        {
            "label": "Reviewed and updated",
            "dated_0": timezone.localdate().day,
            "dated_1": timezone.localdate().month,
            "dated_2": timezone.localdate().year,
            "dated": timezone.localdate().isoformat(),
            "decided_by": COG,
        },
    )
    assert kept.status_code == 302
    listed = officer.get(reverse("plan_versions", args=[published.slug])).content.decode()
    assert ("Version 3" in listed, COG in listed) == (True, True)


def test_nobody_is_led_to_another_site(officer, published):
    begin = reverse("version_begin", args=[published.slug])

    sent = officer.post(f"{begin}?then=https://elsewhere.example/", {"purpose": ""})

    assert sent.headers["Location"] == reverse("plan_outline", args=[published.slug])


def test_what_was_typed_without_a_version_is_kept_in_the_form(officer, published):
    heading = published.headings.get()

    sent = officer.post(
        reverse("heading_edit", args=[heading.pk]),
        {"text": "Children are heard and believed", "number": heading.number, "expected": 1},
    ).content.decode()

    said, typed = "Begin version 3", "Children are heard and believed</textarea>"
    assert (said in sent, typed in sent) == (True, True)


@pytest.mark.parametrize("asked", ["?before=9", "?after=x", "?before=1&after=1", "?all=1", ""])
def test_any_choice_of_versions_is_answered(officer, published, asked):
    page = officer.get(reverse("version_compare", args=[published.slug]) + asked)

    assert page.status_code == 200


def test_without_a_version_the_page_says_so(client):
    plan = make.PlanFactory()
    client.force_login(make.person_with(Role.LEAD_OFFICER, plan.area))

    page = client.get(reverse("version_compare", args=[plan.slug])).content.decode()

    assert "No version is kept yet" in page
