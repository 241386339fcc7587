"""A part is asked for, taken on, handed in, sent back, agreed: who may, and of which words."""

import pytest
from django.core.exceptions import ValidationError

from accounts.roles import Role
from audit.models import Event
from audit.services.edits import EditConflict
from documents.contents import source
from narratives import services
from narratives.enums import PartState, StepKind
from narratives.models import Step, told_parts
from narratives.queries.parts import standings_of
from narratives.queries.to_do import parts_waiting
from reporting.queries.reports import content_of
from reporting.services import begin_next_version, freeze_report, write_section
from tests import factories as make
from tests.narratives.scene import DUE, at, scene

pytestmark = pytest.mark.django_db
K, S = StepKind, PartState


@pytest.fixture
def here():
    return scene()


def standing(here):
    return standings_of(here.report, at(5).date())[here.part.pk]


def kinds(part) -> list[str]:
    return list(Step.objects.filter(section=part).order_by("pk").values_list("kind", flat=True))


def review(here, by, kind=K.AGREED, **more):
    return services.review_part(by=by, part=here.part, kind=kind, now=at(4), **more)


def test_a_part_goes_from_being_asked_for_to_being_agreed(here):
    here.handed_in()
    review(here, here.chair)

    now = standing(here)
    assert (now.state, now.asked.post, now.asked.due) == (S.AGREED, here.post.title, DUE)
    assert (now.verdict.by, now.written.by) == ("Iain Baird", "Catriona Muir")
    events = Event.objects.filter(target_id=here.part.pk, target_type="reporting.section")
    assert list(events.order_by("pk").values_list("verb", "actor_label")) == [
        ("asked for part of report", "Morag Weir"),
        ("wrote section", "Catriona Muir"),
        ("handed in part of report", "Catriona Muir"),
        ("agreed part of report", "Iain Baird"),
    ]


def test_words_that_are_changed_after_they_were_agreed_are_agreed_no_more(here):
    here.handed_in()
    review(here, here.chair)
    here.written(here.officer, "It went better.", day=5)

    now = standing(here)
    assert (now.state, now.lapsed.by) == (S.WRITING, "Iain Baird")


def test_words_sent_back_are_handed_in_anew_and_agreed_by_another(here):
    here.handed_in()
    review(here, here.chair, K.SENT_BACK, note="Say how you know.")
    assert standing(here).verdict.note == "Say how you know."
    here.written(body="It went well: audits say so.", day=5)
    services.hand_in_part(by=here.deputy, part=here.part, now=at(6))
    services.review_part(by=here.officer, part=here.part, kind=K.AGREED, now=at(7))

    assert standing(here).state == S.AGREED
    assert kinds(here.part) == [K.ASKED, K.HANDED_IN, K.SENT_BACK, K.HANDED_IN, K.AGREED]


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("who handed it in", "You handed this part in"),
        ("who wrote in it", "You wrote in this part"),
        ("who deputises for its post", "This part is of a post that you hold"),
    ],
)
def test_nobody_agrees_their_own(here, who, why):
    """Each of them has a role that reads and agrees parts."""
    here.handed_in()
    own = {
        "who handed it in": here.writer,
        "who wrote in it": here.officer,
        "who deputises for its post": here.deputy,
    }[who]
    if own == here.officer:
        here.written(own, "It went very well.", day=3)
        services.hand_in_part(by=here.writer, part=here.part, now=at(3, 10))
    else:
        make.RoleGrantFactory(user=own, area=here.report.area, role=Role.VICE_CHAIR)

    with pytest.raises(ValidationError) as refused:
        review(here, own)

    assert refused.value.messages[0].startswith(why)
    assert standing(here).state == S.HANDED_IN


def test_words_of_an_earlier_version_are_still_the_writers_own(here):
    here.handed_in(here.officer)
    freeze_report(by=here.officer, report=here.report, now=at(6))
    after = begin_next_version(by=here.officer, report=here.report)
    part = after.sections.get(key="learning")
    services.hand_in_part(by=here.chair, part=part)

    with pytest.raises(ValidationError, match="You handed this part in"):
        services.review_part(by=here.officer, part=part, kind=K.AGREED)


def test_each_press_does_its_work_once(here):
    here.asked()
    here.asked()
    services.claim_part(by=here.writer, part=here.part, now=at(1, 10))
    assert services.claim_part(by=here.writer, part=here.part, now=at(1, 11)) is None
    here.written()
    services.hand_in_part(by=here.writer, part=here.part, now=at(3))
    assert services.hand_in_part(by=here.deputy, part=here.part, now=at(3, 10)) is None
    first = review(here, here.chair)

    assert review(here, here.chair) == first
    assert kinds(here.part) == [K.ASKED, K.CLAIMED, K.HANDED_IN, K.AGREED]
    services.take_back_request(by=here.officer, part=here.part, now=at(5))
    assert services.take_back_request(by=here.officer, part=here.part, now=at(5)) is None


def test_of_two_who_decide_otherwise_the_second_is_told(here):
    here.handed_in()
    review(here, here.chair, K.SENT_BACK, note="Say how you know.")

    with pytest.raises(EditConflict, match="Iain Baird sent it back on 4 September 2026"):
        review(here, here.officer)

    assert standing(here).state == S.SENT_BACK


def test_what_cannot_be(here):
    other = make.PostFactory()
    asking = {"by": here.officer, "report": here.report, "parts": [here.part], "due_on": DUE}
    with pytest.raises(ValidationError, match="not of the report’s area"):
        services.ask_for_parts(post=other, **asking)
    with pytest.raises(ValidationError, match="Nothing is written yet"):
        services.hand_in_part(by=here.writer, part=here.part)
    with pytest.raises(ValidationError, match="was not handed in"):
        review(here, here.chair)
    here.handed_in()
    with pytest.raises(ValidationError, match="Say what is still wanted"):
        review(here, here.chair, K.SENT_BACK)
    with pytest.raises(ValidationError, match="was not handed in"):
        review(here, here.chair, seen=here.part.row_version + 1)  # other words were read
    review(here, here.chair)
    with pytest.raises(ValidationError, match="are agreed already"):
        services.hand_in_part(by=here.writer, part=here.part)


def test_a_frozen_report_takes_no_step(here):
    here.handed_in()
    freeze_report(by=here.officer, report=here.report, now=at(6))

    for write in (
        lambda: here.asked(now=at(7)),
        lambda: services.claim_part(by=here.writer, part=here.part),
        lambda: review(here, here.chair),
    ):
        with pytest.raises(ValidationError, match="frozen"):
            write()
    assert standing(here).state == S.HANDED_IN


def test_the_next_version_goes_on_with_agreements_and_with_what_is_asked(here):
    here.handed_in()
    review(here, here.chair)
    risks = here.report.sections.get(key="risks")
    services.ask_for_parts(
        by=here.officer, report=here.report, parts=[risks], post=here.post, due_on=DUE, now=at(1)
    )
    freeze_report(by=here.officer, report=here.report, now=at(6))
    after = begin_next_version(by=here.officer, report=here.report)

    now = {
        row.key: standings_of(after, at(7).date())[row.pk] for row in after.sections.order_by("pk")
    }
    assert (now["learning"].state, now["learning"].verdict.by) == (S.AGREED, "Iain Baird")
    assert now["learning"].verdict.at == at(4)
    assert (now["risks"].state, now["risks"].asked.due) == (S.ASKED, DUE)
    assert now["answers"].in_use is False


def test_readiness_says_which_parts_are_not_agreed(here):
    def warnings() -> list[str]:
        return list(told_parts(here.report, at(5).date()).warnings)

    here.written(here.officer)
    assert warnings() == []  # one hand writes it
    here.handed_in()
    risks = here.report.sections.get(key="risks")
    services.ask_for_parts(
        by=here.officer, report=here.report, parts=[risks], post=here.post, due_on=DUE, now=at(1)
    )

    assert warnings() == [
        "1 part asked for and not written: “Risks and movement”.",
        "1 part handed in and not agreed yet: “Learning, participation and public information”.",
    ]


def test_the_record_says_who_agreed_what_and_what_nobody_did(here):
    here.handed_in()
    review(here, here.chair)
    risks = here.report.sections.get(key="risks")
    write_section(by=here.officer, section=risks, expected=1, body="None moved.", now=at(4))
    frozen = freeze_report(by=here.officer, report=here.report, now=at(6))

    said = {row["key"]: row for row in content_of(frozen.snapshot)["sections"] if row["body"]}
    told = {key: source(row).replace("\xa0", " ") for key, row in said.items()}
    assert told == {
        "learning": "Written by hand: the words of Catriona Muir, 2 September 2026. Agreed by Iain "
        "Baird, 4 September 2026. No register holds it yet.",
        "risks": "Written by hand: the words of Morag Weir, 4 September 2026. Not agreed by a "
        "second person. No register holds it yet.",
    }


def test_the_record_of_a_report_by_one_hand_says_nothing_of_agreement(here):
    here.written(here.officer)
    frozen = freeze_report(by=here.officer, report=here.report, now=at(6))

    rows = content_of(frozen.snapshot)["sections"]
    assert [row for row in rows if {"unagreed", "agreed_by"} & set(row)] == []


def test_what_waits_for_whom(here):
    def keys(user) -> tuple[list[str], list[str]]:
        waits = parts_waiting(user, [here.report.area], at(5).date())
        return [one.part.key for one in waits.to_write], [one.part.key for one in waits.to_review]

    assert keys(here.writer) == ([], [])
    here.asked()
    assert (keys(here.writer), keys(here.deputy)) == ((["learning"], []), (["learning"], []))
    assert (keys(here.officer), keys(here.chair)) == (([], []), ([], []))
    here.written()
    services.hand_in_part(by=here.writer, part=here.part, now=at(3))
    assert (keys(here.writer), keys(here.chair)) == (([], []), ([], ["learning"]))
    review(here, here.chair, K.SENT_BACK, note="Say how you know.")
    assert (keys(here.writer), keys(here.chair)) == ((["learning"], []), ([], []))
