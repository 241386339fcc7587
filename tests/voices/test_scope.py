"""A draft is known to those who work on the plan; a small number to those who see small numbers."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from committees.queries.history import events_seen
from dashboards.queries.information import Subject, gathered
from plans.enums import PlanState
from tests import factories as make
from voices.enums import LinkKind
from voices.services import join_voice, share_voice

pytestmark = pytest.mark.django_db

WORDS = "Nobody explained the plan to us."


@pytest.fixture
def draft():
    return make.VoiceFactory(said=WORDS, shared_at=None, shared_by=None)


def pages_that_tell(client, voice, action):
    """The addresses on which the words of the draft stand, or that open at all."""
    told = set()
    for name, key in (
        ("voice_list", voice.area.slug),
        ("plan_voices", action.plan.slug),
        ("action_detail", action.pk),
        ("commitments", voice.area.slug),
        ("area_history", voice.area.slug),
    ):
        page = client.get(reverse(name, args=[key])).content.decode()
        if WORDS in page or "Young people" in page:
            told.add(name)
    if client.get(reverse("voice", args=[voice.pk])).status_code != 404:
        told.add("voice")
    return told


def test_inspector_learns_nothing_of_a_draft_until_it_is_shared(draft, client):
    plan = make.PlanFactory(area=draft.area, state=PlanState.PUBLISHED)
    heading = make.HeadingFactory(plan=plan)
    action = make.ActionFactory(plan=plan, heading=heading)
    officer = make.person_with(Role.LEAD_OFFICER, draft.area)
    join_voice(by=officer, voice=draft, to=action, kind=LinkKind.CAME_OF)
    inspector = make.person_with(Role.INSPECTOR, draft.area)
    client.force_login(inspector)

    assert pages_that_tell(client, draft, action) == set()
    assert list(events_seen(inspector, draft.area)) == []

    share_voice(by=officer, voice=draft)

    assert pages_that_tell(client, draft, action) >= {
        "voice_list", "plan_voices", "action_detail", "voice"
    }  # fmt: skip
    assert {event.verb for event in events_seen(inspector, draft.area)} == {
        "joined voice",
        "shared voice",
    }


def test_inspector_learns_of_no_priority_of_a_draft_plan(client):
    link = make.VoiceLinkFactory(heading__text="Not agreed yet")
    officer = make.person_with(Role.LEAD_OFFICER, link.voice.area)
    action = make.ActionFactory(plan=link.heading.plan, text="Not agreed yet")
    join_voice(by=officer, voice=link.voice, to=action, kind=LinkKind.CONCERNS)
    inspector = make.person_with(Role.INSPECTOR, link.voice.area)
    client.force_login(inspector)

    page = client.get(reverse("voice", args=[link.voice_id])).content.decode()

    assert "Not agreed yet" not in page
    assert "Nobody has said yet which priority it is about." in page
    assert list(events_seen(inspector, link.voice.area)) == []


@pytest.mark.parametrize(("role", "told"), [(Role.LEAD_OFFICER, True), (Role.MEMBER, False)])
def test_few_people_are_counted_for_those_alone_who_see_small_numbers(client, role, told):
    voice = make.VoiceFactory(took_part=3)
    client.force_login(make.person_with(role, voice.area))

    page = client.get(reverse("voice", args=[voice.pk])).content.decode()

    assert ("3 people took part." in page, "Not shown: the numbers" in page) == (told, not told)


def test_identifier_and_small_number_in_words_are_asked_about(client):
    voice = make.VoiceFactory()
    client.force_login(make.person_with(Role.LEAD_OFFICER, voice.area))
    url = reverse("voice_edit", args=[voice.pk])
    stood = {
        "speakers": "young_people",
        "method": "group",
        "heard_on": "2026-06-01",
        "expected": "1",
    }

    refused = client.post(url, {**stood, "said": "The child is 0101011237."})
    doubted = client.post(url, {**stood, "said": "Two children said that it is too long."})

    assert "looks like a CHI number" in refused.content.decode()
    assert doubted.status_code == 200
    voice.refresh_from_db()
    assert voice.row_version == 1


def test_list_asks_as_often_for_many_voices_as_for_one(client, django_assert_max_num_queries):
    area = make.AreaFactory()
    plan = make.PlanFactory(area=area, state=PlanState.PUBLISHED)
    heading = make.HeadingFactory(plan=plan)
    client.force_login(make.person_with(Role.LEAD_OFFICER, area))
    urls = [reverse("voice_list", args=[area.slug]), reverse("plan_voices", args=[plan.slug])]
    for _ in range(12):
        group = make.VoiceGroupFactory(area=area)
        voice = make.VoiceFactory(area=area, who="", group=group)
        make.VoiceLinkFactory(voice=voice, heading=heading)
        make.VoiceLinkFactory(
            voice=voice, heading=None, action=make.ActionFactory(plan=plan, heading=heading)
        )

    with django_assert_max_num_queries(12):
        client.get(urls[0])
    with django_assert_max_num_queries(12):
        client.get(urls[1])


def test_answer_without_words_is_refused_beside_its_field(client):
    voice = make.VoiceFactory()
    client.force_login(make.person_with(Role.LEAD_OFFICER, voice.area))

    page = client.post(
        reverse("voice_answer", args=[voice.pk]),
        {"answer": "decided", "on": "2026-06-03", "expected": "1"},
    ).content.decode()

    assert "Say what was decided." in page


def test_what_is_taken_for_a_request_holds_what_was_shared_and_no_quotation():
    heading = make.HeadingFactory()
    area = heading.plan.area
    known = make.VoiceFactory(area=area, said="Listen to us.")
    make.VoiceFactory(area=area, shared_at=None, shared_by=None)
    make.QuotationFactory(voice=known, words="Nobody asked me.")
    make.VoiceLinkFactory(voice=known, heading=heading)
    make.VoiceFactory(area=area, said="Of another matter.")
    make.StatementFactory(plan=heading.plan, heading=heading, text="They are heard.")
    make.StatementFactory(plan=heading.plan, heading=heading, shared_at=None, shared_by=None)
    user = make.person_with(Role.LEAD_OFFICER, area)
    year = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}

    whole, part = (
        {table.name: table.rows for table in gathered(Subject(area, **year, plan=plan), user)}
        for plan in (None, heading.plan)
    )

    assert {row[3] for row in whole["Children and families"]} == {
        "Listen to us.",
        "Of another matter.",
    }
    assert [row[3] for row in part["Children and families"]] == ["Listen to us."]
    assert [row[3] for row in part["Difference made"]] == ["They are heard."]
    assert "Nobody asked me." not in str(whole)
