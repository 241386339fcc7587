"""What was said, what became of it, and who was heard on which priority."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.roles import Role
from actions.enums import LineageKind
from actions.queries.origins import provenance_of
from audit.models import Event
from audit.services.edits import EditConflict
from plans.enums import PlanState
from plans.models import Heading
from plans.queries.origins import registers
from tests import factories as make
from voices.enums import Answer, LinkKind, Method, Relation, Who
from voices.models import Quotation, Voice, VoiceLink
from voices.queries.heard import heard
from voices.rules.facts import AnswerFacts, VoiceFacts
from voices.services import (
    add_group,
    add_quotation,
    add_voice,
    answer_voice,
    edit_voice,
    join_voice,
    part_voice,
    withdraw_consent,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
FACTS = VoiceFacts(
    method=Method.GROUP, heard_on=date(2026, 6, 1), said="Too long.", who=Who.CHILDREN
)


@pytest.fixture
def plan():
    return make.PlanFactory(state=PlanState.PUBLISHED)


@pytest.fixture
def user(plan):
    return make.person_with(Role.LEAD_OFFICER, plan.area)


def priority(plan, text, parent=None):
    return make.HeadingFactory(
        plan=plan, level=make.LevelFactory(plan=plan), text=text, parent=parent
    )


def told(user, plan):
    """By the words of each priority what was said about it and what is said of who was not."""
    rows = heard(user, plan, TODAY, exact=True)
    return {
        row.priority.title.split(": ")[-1]: (
            [line.voice.said for line in row.lines],
            [one.words for one in row.gaps if one.open],
        )
        for row in rows
    }


NO_CHILD = "No child or young person has been heard on this priority"
NO_ADULT = "No parent, carer or other adult has been heard on this priority"


def test_each_priority_tells_who_was_heard_on_it_and_who_was_not(plan, user):
    heard_on, quiet = priority(plan, "Heard"), priority(plan, "Safe")
    below = priority(plan, "Advocates", parent=heard_on)
    action = make.ActionFactory(plan=plan, heading=below)
    outcome = make.HighLevelOutcomeFactory(plan=plan, number="01", text="Well")
    asked = make.VoiceFactory(area=plan.area, who=Who.PARENTS, said="", took_part=0)
    old = make.VoiceFactory(area=plan.area, said="Listen.", heard_on=date(2024, 3, 3))
    parents = make.VoiceFactory(area=plan.area, who=Who.PARENTS, said="Explain it.")
    join_voice(by=user, voice=old, to=below, kind=LinkKind.CONCERNS)
    join_voice(by=user, voice=parents, to=action, kind=LinkKind.CAME_OF)
    join_voice(by=user, voice=asked, to=quiet, kind=LinkKind.CONCERNS)
    join_voice(by=user, voice=old, to=outcome, kind=LinkKind.CONCERNS)

    assert told(user, plan) == {
        "Heard": (["Explain it.", "Listen."], [f"{NO_CHILD} since 3 March 2024."]),
        "Safe": (
            [""],
            [
                f"{NO_CHILD}.",
                f"{NO_ADULT}. Some were asked by 1 June 2026, and nobody answered.",
            ],
        ),
        "Well": (["Listen."], [f"{NO_CHILD} since 3 March 2024.", f"{NO_ADULT}."]),
    }


def test_what_was_said_of_an_action_goes_on_with_it(plan, user):
    old = make.ActionFactory(plan=make.PlanFactory(area=plan.area, state=PlanState.CLOSED))
    new = make.ActionFactory(plan=plan, heading=priority(plan, "Heard"))
    make.LineageFactory(source=old, target=new, kind=LineageKind.CARRIED)
    voice = make.VoiceFactory(area=plan.area, said="Listen.")
    make.VoiceLinkFactory(voice=voice, heading=None, action=old)

    assert told(user, plan)["Heard"][0] == ["Listen."]


def test_groups_of_the_area_count_as_what_they_are(plan, user):
    one = priority(plan, "Heard")
    carers = add_group(by=user, area=plan.area, name="Young carers", of_children=True)
    voice = add_voice(by=user, area=plan.area, facts=replace(FACTS, who=None, group=carers.pk))
    join_voice(by=user, voice=voice, to=one, kind=LinkKind.CONCERNS)

    assert told(user, plan)["Heard"][1] == [f"{NO_ADULT}."]
    assert str(voice) == "Young carers, group discussion, 1 June 2026"


@pytest.mark.parametrize("name", ["Young people", "young carers"])
def test_group_stands_once_in_the_list(plan, user, name):
    add_group(by=user, area=plan.area, name="Young carers", of_children=True)

    with pytest.raises(ValidationError, match="in the list already"):
        add_group(by=user, area=plan.area, name=name, of_children=True)


def test_group_of_another_area_is_refused(plan, user):
    group = make.VoiceGroupFactory()

    with pytest.raises(ValidationError, match="group of this area"):
        add_voice(by=user, area=plan.area, facts=replace(FACTS, who=None, group=group.pk))


def test_the_same_is_not_written_down_twice(plan, user):
    add_voice(by=user, area=plan.area, facts=FACTS)

    with pytest.raises(ValidationError, match="stands here already"):
        add_voice(by=user, area=plan.area, facts=FACTS)
    add_voice(by=user, area=plan.area, facts=replace(FACTS, who=Who.PARENTS))


def test_record_holds_no_number_of_people(plan, user):
    voice = add_voice(by=user, area=plan.area, facts=replace(FACTS, took_part=3))
    edit_voice(by=user, voice=voice, expected=1, facts=replace(FACTS, took_part=2, said="Late."))

    changes = list(Event.objects.order_by("pk").values_list("changes", flat=True))
    assert changes == [{"said": "Too long."}, {"said": ["Too long.", "Late."]}]
    with pytest.raises(EditConflict):
        edit_voice(by=user, voice=voice, expected=1, facts=replace(FACTS, said="Early."))


def test_what_came_of_it_was_taken_up(plan, user):
    voice, action = make.VoiceFactory(area=plan.area), make.ActionFactory(plan=plan)
    no = AnswerFacts(Answer.NOT_TAKEN_UP, "The law asks for it.", date(2026, 6, 9))
    link = join_voice(by=user, voice=voice, to=action, kind=LinkKind.CAME_OF)
    assert join_voice(by=user, voice=voice, to=action, kind=LinkKind.CAME_OF) == link

    with pytest.raises(ValidationError, match="it was taken up"):
        answer_voice(by=user, voice=voice, expected=1, facts=no)
    part_voice(by=user, link=link)
    part_voice(by=user, link=link)
    answer_voice(by=user, voice=Voice.objects.get(), expected=1, facts=no)
    with pytest.raises(ValidationError, match="not taken up"):
        join_voice(by=user, voice=voice, to=action, kind=LinkKind.CAME_OF)

    assert VoiceLink.objects.get().ended_by == user
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["joined voice", "parted voice", "answered voice"]


def test_no_action_of_another_area_or_withdrawn_is_joined(plan, user):
    voice = make.VoiceFactory(area=plan.area)
    gone = make.ActionFactory(plan=plan, withdrawn_on=TODAY, withdrawn_reason="Done.")

    with pytest.raises(ValueError, match="its own area"):
        join_voice(by=user, voice=voice, to=make.ActionFactory(), kind=LinkKind.CONCERNS)
    with pytest.raises(ValidationError):
        join_voice(by=user, voice=voice, to=gone, kind=LinkKind.CONCERNS)


def test_heading_that_is_taken_out_takes_its_links_along(plan):
    link = make.VoiceLinkFactory(voice__area=plan.area, heading=priority(plan, "Heard"))

    Heading.objects.get().delete()

    assert list(VoiceLink.objects.all()) == []
    assert Voice.objects.get() == link.voice


def test_words_whose_consent_is_withdrawn_stand_nowhere(plan, user, client):
    voice = make.VoiceFactory(area=plan.area)
    words = "Nobody asked me what I think."
    quotation = add_quotation(
        by=user,
        voice=voice,
        words=words,
        consent_from=Relation.OWN,
        consent_on=date(2026, 6, 2),
    )
    client.force_login(user)
    url = reverse("voice", args=[voice.pk])
    assert words in client.get(url).content.decode()

    withdraw_consent(by=user, quotation=quotation)
    withdraw_consent(by=user, quotation=quotation)

    page = client.get(url).content.decode()
    assert (words in page, "Consent was withdrawn" in page) == (False, True)
    assert Quotation.objects.get().words == ""
    assert [words in str(event.changes) for event in Event.objects.all()] == [False, False]


def test_quotation_of_a_day_to_come_or_said_twice_is_refused(plan, user):
    voice = make.VoiceFactory(area=plan.area)
    said = {"by": user, "voice": voice, "words": "Ask me.", "consent_from": Relation.OWN}
    add_quotation(**said, consent_on=date(2026, 6, 2))

    with pytest.raises(ValidationError, match="stands here already"):
        add_quotation(**said, consent_on=date(2026, 6, 2))
    with pytest.raises(ValidationError, match="still to come"):
        add_quotation(**{**said, "words": "Ask us."}, consent_on=date(2199, 6, 2))


def test_action_says_that_it_came_of_what_was_said(plan, user):
    action = make.ActionFactory(plan=plan)
    voice = make.VoiceFactory(area=plan.area, said="Listen.")
    silent = make.VoiceFactory(area=plan.area, said="Be on time.")
    make.VoiceFactory(area=plan.area, said="", took_part=0)
    join_voice(by=user, voice=voice, to=action, kind=LinkKind.CAME_OF)
    join_voice(by=user, voice=silent, to=action, kind=LinkKind.CONCERNS)

    rows = provenance_of(user, [action.pk])[action.pk]
    waiting = [one for register in registers() for one in register.outstanding(user, plan.area)]

    assert [(row.page, row.key, row.words) for row in rows] == [("voice", voice.pk, "Listen.")]
    assert [(one.page, one.words) for one in waiting] == [("voice", "Be on time.")]
