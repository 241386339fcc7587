"""The pages of a part: who gets in, two editors, and the sentences of the record."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from committees.enums import Capacity
from narratives import services
from narratives.enums import StepKind
from narratives.models import Step, Taken
from narratives.queries.parts import outdated
from reporting.services import freeze_report
from tests import factories as make
from tests.narratives.scene import DUE, at, scene

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def here():
    made = scene()
    make.ActionFactory(plan=made.report.plan)
    return made


def test_a_writer_sees_their_part_and_no_other(here):
    here.asked()
    client = signed_in(here.writer)

    def opens(name: str, *at_) -> int:
        return client.get(reverse(name, args=at_)).status_code

    report = here.report.pk
    assert [opens("part_page", report, key) for key in ("learning", "risks")] == [200, 404]
    assert [opens("section_edit", report, key) for key in ("learning", "risks")] == [200, 404]
    assert [opens(name, report) for name in ("report_detail", "report_proof")] == [404, 404]
    assert opens("part_review", report, "learning") == 403


def test_whoever_holds_the_post_no_more_does_not_write(here):
    here.asked()
    here.post.holdings.update(ends=at(1).date())

    page = signed_in(here.writer).get(reverse("part_page", args=here.address()))

    assert page.status_code == 404


def test_a_writer_of_another_area_knows_of_nothing(here):
    here.asked()
    other = make.person_with(Role.LEAD_OFFICER, make.AreaFactory())
    make.PostHoldingFactory(  # with no role here
        post=here.post, user=other, capacity=Capacity.DEPUTY
    )

    page = signed_in(other).get(reverse("section_edit", args=here.address()))

    assert page.status_code == 404


def test_a_writer_writes_and_hands_in(here):
    here.asked()
    client = signed_in(here.writer)
    sent = {"body": "It went well.", "expected": "1"}
    saved = client.post(reverse("section_edit", args=here.address()), sent)
    handed = client.post(reverse("part_hand_in", args=here.address()), follow=True)

    assert saved.url == reverse("part_page", args=here.address())
    assert "Handed in by Catriona Muir" in handed.content.decode()
    here.part.refresh_from_db()
    assert (here.part.body, here.part.written_by) == ("It went well.", here.writer)


def test_of_two_editors_the_second_sees_both_texts(here):
    here.asked()
    here.written(here.officer, "Theirs stands.")
    sent = {"body": "Mine comes later.", "expected": "1"}
    page = signed_in(here.writer).post(reverse("section_edit", args=here.address()), sent)

    text = page.content.decode()
    assert page.status_code == 200
    assert ("Theirs stands." in text, "Mine comes later." in text) == (True, True)
    here.part.refresh_from_db()
    assert here.part.body == "Theirs stands."


def test_a_frozen_report_takes_no_words_and_says_so(here):
    here.asked()
    freeze_report(by=here.officer, report=here.report, now=at(6))
    client = signed_in(here.writer)
    sent = {"body": "Too late.", "expected": "1"}
    answer = client.post(reverse("section_edit", args=here.address()), sent, follow=True)

    assert "was not saved: the report was frozen" in answer.content.decode()
    assert answer.redirect_chain == [(reverse("part_page", args=here.address()), 302)]


def test_the_coordinator_asks_a_post_for_several_parts(here):
    client = signed_in(here.officer)
    address = reverse("parts_ask", args=[here.report.pk])
    parts = here.report.sections.filter(key__in=["learning", "risks"])
    due = DUE.replace(year=2050)
    sent = {"parts": [row.pk for row in parts], "post": here.post.pk, "due_on": due.isoformat()}
    answer = client.post(address, sent)

    assert answer.url == reverse("report_detail", args=[here.report.pk])
    asked = Step.objects.filter(kind=StepKind.ASKED).order_by("pk")
    assert [(row.section.key, row.post, row.due_on) for row in asked] == [
        ("risks", here.post, due),
        ("learning", here.post, due),
    ]
    late = client.post(address, {**sent, "due_on": "2026-01-01"})
    assert "That day is over. Give today or a later day." in late.content.decode()


def test_a_reviewer_agrees_what_was_read(here):
    here.handed_in()
    client = signed_in(here.chair)
    page = client.get(reverse("part_review", args=here.address()))
    assert "It went well." in page.content.decode()
    seen = page.context["form"]["seen"].value()
    client.post(reverse("part_review", args=here.address()), {"kind": "agreed", "seen": seen})

    assert Step.objects.last().kind == StepKind.AGREED


def test_a_reviewer_whose_words_they_are_reads_who_can(here):
    here.handed_in(here.officer)
    page = signed_in(here.officer).get(reverse("part_review", args=here.address()))

    assert "You handed this part in" in page.content.decode()
    assert "Iain Baird can." in page.content.decode()


@pytest.fixture
def summary(here):
    """The chair's summary, asked of the post: the record says the counts for it."""
    here.part = here.report.sections.get(key="chairs_summary")
    here.asked()
    return here


def test_sentences_of_the_record_stand_beside_the_text_and_go_into_it(summary):
    client, address = signed_in(summary.writer), reverse("section_edit", args=summary.address())
    said = client.get(address).context["beside"]
    facts = [one for _, rows in said.groups for one in rows]
    assert facts[0].sentence == "0 of 1 (0%) of the plan’s actions are complete.".replace("’", "'")
    sent = {"body": "A hard quarter.", "expected": "1", "take": "1", "facts": [facts[0].mark]}
    answer = client.post(address, sent)

    summary.part.refresh_from_db()
    assert answer.url == address
    assert summary.part.body == (f"A hard quarter.\n\nAs of 31 August 2026:\n- {facts[0].sentence}")
    kept = Taken.objects.get()
    said = (facts[0].sentence, facts[0].day, summary.writer)
    assert (kept.sentence, kept.of_day, kept.by) == said


@pytest.mark.parametrize(
    ("chosen", "said"),
    [([], "Tick the sentences that you want first."), (["0" * 16], "The record has changed since")],
)
def test_what_cannot_be_put_in_leaves_the_text_as_typed(summary, chosen, said):
    address = reverse("section_edit", args=summary.address())
    sent = {"body": "A hard quarter.", "expected": "1", "take": "1", "facts": chosen}
    page = signed_in(summary.writer).post(address, sent)

    text = page.content.decode()
    assert (said in text, "A hard quarter." in text) == (True, True)
    summary.part.refresh_from_db()
    assert (summary.part.body, Taken.objects.count()) == ("", 0)


def test_a_sentence_that_the_record_says_no_more_is_named(summary):
    facts = services.facts_of(summary.part)
    services.take_facts(
        by=summary.writer, section=summary.part, expected=1, body="", chosen=[facts[0].mark]
    )
    assert outdated(summary.part, services.facts_of(summary.part)) == []
    make.ActionFactory(plan=summary.report.plan)

    now = services.facts_of(summary.part)
    assert [row.sentence for row in outdated(summary.part, now)] == [facts[0].sentence]
    page = signed_in(summary.writer).get(reverse("section_edit", args=summary.address()))
    assert "The record has changed since." in page.content.decode()
    summary.written(body="In my own words.", day=5)
    assert outdated(summary.part, now) == []  # it stands there no more


def test_the_reports_page_shows_how_each_part_stands(here):
    here.handed_in()
    page = signed_in(here.officer).get(reverse("report_detail", args=[here.report.pk]))

    text = page.content.decode()
    assert "Handed in by Catriona Muir, 3 September 2026." in text
    assert text.count("Nobody asked") == 7
