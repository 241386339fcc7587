"""From a finding to what became of it, and from an action back to where it came from."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from actions.enums import CheckOutcome, LineageKind
from actions.models import Action
from actions.queries.origins import provenance_of
from assurance.models import FindingAction
from assurance.queries.trace import traced
from assurance.services import join_action, part_action, remove_finding
from audit.models import Event
from documents.enums import Canonical
from plans.enums import PlanState
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture
def scene():
    plan = make.PlanFactory(state=PlanState.PUBLISHED)
    activity = make.ActivityFactory(area=plan.area, title="Joint inspection")
    return plan, activity, make.person_with(Role.LEAD_OFFICER, plan.area)


def test_finding_without_action_says_so(scene):
    _, activity, user = scene
    make.FindingFactory(activity=activity, number="4", text="Minutes come late.")

    (row,) = traced(user, activity, TODAY)

    assert (row.reference, row.text, row.answered) == ("4", "Minutes come late.", False)


def test_what_became_of_a_finding_is_what_its_action_says(scene):
    plan, activity, user = scene
    action = make.ActionFactory(plan=plan, number="2.1")
    said = make.ProgressUpdateFactory(
        action=action,
        as_at=TODAY,
        canonical=Canonical.ON_TRACK,
        what_happened="Minutes go out in a week.",
        difference="Parents read them in time.",
        evidence="Twenty minutes were read.",
    )
    for fields in (
        {
            "kind": "file",
            "title": "Minutes.pdf",
            "path": "evidence/1",
            "sha256": "0" * 64,
            "url": "",
        },
        {"kind": "link", "title": "Survey", "url": "https://papers.example.org/1", "path": ""},
    ):
        make.EvidenceFactory(action=action, update_shown=said, **fields)
    finding = make.FindingFactory(activity=activity)
    join_action(by=user, finding=finding, action=action)

    ((one,),) = (row.became for row in traced(user, activity, TODAY))

    assert (one.reference, one.tag.canonical) == ("2.1", "on_track")
    assert (one.words, one.difference) == (
        "Minutes go out in a week.",
        "Parents read them in time.",
    )
    assert one.shown_by.splitlines() == [
        "Twenty minutes were read.",
        "File: Minutes.pdf",
        "Link: Survey (papers.example.org)",
    ]


def test_words_that_were_sent_back_are_not_told(scene):
    plan, activity, user = scene
    action = make.ActionFactory(plan=plan)
    said = make.ProgressUpdateFactory(
        action=action, as_at=TODAY, canonical=Canonical.ON_TRACK, what_happened="All is well."
    )
    make.UpdateCheckFactory(
        action=action, update_checked=said, checked_on=TODAY, outcome=CheckOutcome.RETURNED
    )
    join_action(by=user, finding=make.FindingFactory(activity=activity), action=action)

    ((one,),) = (row.became for row in traced(user, activity, TODAY))

    assert (one.words, one.said_on) == ("", None)


def test_thread_goes_on_to_the_plan_that_follows(scene):
    plan, activity, user = scene
    old = make.ActionFactory(
        plan=plan, number="1.1", withdrawn_on=date(2026, 11, 1), withdrawn_reason="Goes on."
    )
    after = make.PlanFactory(area=plan.area, state=PlanState.PUBLISHED, title="Next plan")
    new = make.ActionFactory(plan=after, number="3.2")
    make.LineageFactory(source=old, target=new, kind=LineageKind.CARRIED)
    finding = make.FindingFactory(activity=activity)
    make.FindingActionFactory(finding=finding, action=old)

    ((first, second),) = (row.became for row in traced(user, activity, TODAY))

    assert first.withdrawn_on == date(2026, 11, 1)
    assert (second.reference, second.plan, second.through, second.link) == (
        "3.2",
        "Next plan",
        "Carried forward as, from 1.1",
        None,
    )
    ((one,),) = provenance_of(user, [new.pk]).values()
    assert (one.page, one.key, one.words, one.through) == (
        "activity",
        activity.pk,
        finding.text,
        "1.1",
    )


def test_finding_that_was_joined_stays_and_parting_is_kept(scene):
    plan, activity, user = scene
    finding, action = make.FindingFactory(activity=activity), make.ActionFactory(plan=plan)
    link = join_action(by=user, finding=finding, action=action)
    assert join_action(by=user, finding=finding, action=action) == link

    part_action(by=user, link=link)
    part_action(by=user, link=link)

    with pytest.raises(ValidationError):
        remove_finding(by=user, finding=finding)
    assert FindingAction.objects.get().ended_by == user
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["joined action to finding", "parted action from finding"]


def test_no_action_of_another_area_is_joined(scene):
    _, activity, user = scene
    finding, action = make.FindingFactory(activity=activity), make.ActionFactory()

    with pytest.raises(ValueError, match="its own area"):
        join_action(by=user, finding=finding, action=action)


def test_withdrawn_action_is_not_joined(scene):
    plan, activity, user = scene
    action = make.ActionFactory(plan=plan, withdrawn_on=TODAY, withdrawn_reason="Done.")

    with pytest.raises(ValidationError):
        join_action(by=user, finding=make.FindingFactory(activity=activity), action=action)


def test_action_page_says_where_it_came_from(scene, client):
    plan, activity, user = scene
    finding = make.FindingFactory(activity=activity, number="7", text="Nobody reads the plan.")
    action = make.ActionFactory(plan=plan)
    make.FindingActionFactory(finding=finding, action=action)
    client.force_login(user)

    page = client.get(reverse("action_detail", args=[action.pk])).content.decode()

    assert reverse("activity", args=[activity.pk]) in page
    assert "finding 7" in page
    assert "Nobody reads the plan." in page


def test_workbook_holds_a_row_for_each_finding_and_action(scene, client):
    plan, activity, user = scene
    make.FindingFactory(activity=activity, number="1", text="Nobody reads the plan.")
    finding = make.FindingFactory(activity=activity, number="2", text="=Minutes come late.")
    for number in ("1.1", "1.2"):
        action = make.ActionFactory(plan=plan, number=number)
        make.FindingActionFactory(finding=finding, action=action)
    client.force_login(user)

    answer = client.get(reverse("activity_file", args=[activity.pk, "xlsx"]))

    sheet = load_workbook(io.BytesIO(answer.content))["Findings"]
    rows = [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=2)]
    texts = dict(Action.objects.values_list("number", "text"))
    assert rows == [
        ["1", "Nobody reads the plan.", None, "No action has come of it yet."],
        ["2", "=Minutes come late.", "1.1", texts["1.1"]],
        ["2", "=Minutes come late.", "1.2", texts["1.2"]],
    ]


def test_paper_is_a_pdf(scene, client):
    plan, activity, user = scene
    finding = make.FindingFactory(activity=activity)
    make.FindingActionFactory(finding=finding, action=make.ActionFactory(plan=plan))
    make.FindingFactory(activity=activity)
    client.force_login(user)

    answer = client.get(reverse("activity_file", args=[activity.pk, "pdf"]))

    assert answer.content.startswith(b"%PDF-")
    assert client.get(reverse("activity_file", args=[activity.pk, "doc"])).status_code == 404
