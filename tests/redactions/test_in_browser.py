"""Pages of redactions to which the demonstration leads nobody, in Chromium."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from redactions import services
from redactions.enums import Kind, Reason, SeenIn
from tests import factories as make
from tests.pages.examination import look_at, look_at_errors

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Wexilda Tarnbrook"


def proposal(action, words=WORDS):
    area = action.plan.area
    return services.propose(
        by=make.person_with(Role.LEAD_OFFICER, area),
        area=area,
        words=words,
        kind=Kind.NAME,
        reason=Reason.CHILD,
        seen_in=SeenIn.ACTION,
    )


def test_pages_of_a_proposal_are_right_at_both_sizes(signed_in):
    action = make.ActionFactory(text=f"Meet {WORDS} monthly. Then Una Rossdale.")
    area = action.plan.area
    chair = make.person_with(Role.CHAIR, area)
    row, other = proposal(action), proposal(action, "Una Rossdale")
    done = services.confirm(by=chair, redaction=other)
    opened = signed_in(chair).new_page()

    pages = [
        reverse("redaction", args=[row.pk]),
        reverse("redaction", args=[done.pk]),
        reverse("area_redactions", args=[area.slug]),
        reverse("redaction_propose", args=[area.slug]),
        reverse("area_redactions", args=[area.slug]),
    ]
    assert [fault for path in pages for fault in look_at(opened, path)] == []
    asked = (pages[0], pages[3])
    assert [fault for path in asked for fault in look_at_errors(opened, path)] == []


def test_two_people_take_words_out_from_an_actions_page(signed_in):
    action = make.ActionFactory(text=f"Meet {WORDS} monthly.")
    area, address = action.plan.area, reverse("action_detail", args=[action.pk])
    first = signed_in(make.person_with(Role.LEAD_OFFICER, area)).new_page()
    first.goto(address)
    first.get_by_role("link", name="Something here identifies a person").click()
    first.get_by_label("The words that identify a person").fill(WORDS)
    first.get_by_label("A name", exact=True).check()
    first.get_by_label("It identifies a child", exact=True).check()
    first.get_by_role("button", name="Propose to take them out").click()
    first.get_by_text("Somebody else who may confirm it").wait_for()

    second = signed_in(make.person_with(Role.CHAIR, area)).new_page()
    second.goto(reverse("area_redactions", args=[area.slug]))
    second.get_by_role("link", name="A name").click()
    second.get_by_label("I have read the texts above").check()
    second.get_by_role("button", name="Take them out everywhere").click()
    second.get_by_text("The words are taken out.").wait_for()

    second.goto(address)
    assert second.get_by_text("identified a person").count() > 0
    assert WORDS not in second.content()
