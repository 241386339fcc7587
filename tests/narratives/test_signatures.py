"""A preface is signed by the one in the chair of chief officers, in its very words."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from audit.services.edits import EditConflict
from committees.enums import BodyKind
from committees.models import RoleGrant
from documents.enums import ReportKind
from documents.papers.annual.chapters import chapters
from narratives import services
from narratives.enums import PartState, StepKind
from narratives.models import Step, told_parts
from narratives.queries.parts import standing_of_part
from narratives.queries.to_do import parts_waiting
from narratives.rules.signatures import words_digest
from reminders.enums import ReminderKind, Why
from reminders.queries.asked_parts import part_asks
from reminders.queries.words import words_for
from reporting.queries.reports import content_of
from reporting.services import begin_next_version, freeze_report, write_section
from tests import factories as make
from tests.narratives.scene import DUE, at

pytestmark = pytest.mark.django_db
S, K, W = PartState, ReminderKind, Why
WORDS = "My fellow chief officers and I endorse this report."


@pytest.fixture
def here():
    """An annual report whose preface stands in the lead officer's words; the chair is recorded."""
    plan = make.PlanFactory(area__name="Strathfarrow")
    seat = make.chair_of(plan)
    chaired = make.chair_of(plan, BodyKind.COMMITTEE)
    report = make.ReportFactory(plan=plan, kind=ReportKind.ANNUAL, title="Annual report")
    officer = make.person_with(Role.LEAD_OFFICER, plan.area, name="Morag Weir")
    part = report.sections.get(key="preface")
    made = SimpleNamespace(
        report=report, part=part, officer=officer, seat=seat, chief=seat.user, chair=chaired.user
    )
    write(made)
    return made


def write(here, body: str = WORDS, *, day: int = 1):
    here.part.refresh_from_db()
    write_section(
        by=here.officer, section=here.part, expected=here.part.row_version, body=body, now=at(day)
    )


def ask(here, *, day: int = 2, part=None):
    services.ask_for_signature(by=here.officer, part=part or here.part, due_on=DUE, now=at(day))


def sign(here, by=None, *, day: int = 3, kind=StepKind.SIGNED, **more):
    return services.sign_part(by=by or here.chief, part=here.part, kind=kind, now=at(day), **more)


def stands(here):
    here.part.refresh_from_db()
    return standing_of_part(here.part, at(5).date())


def frozen(here):
    here.report.sections.filter(body="").update(body="Words.", written_at=at(1))
    return freeze_report(by=here.officer, report=here.report, now=at(6))


def printed(report) -> str:
    [preface] = [row for row in chapters(content_of(report.snapshot)) if row.key == "preface"]
    return preface.signature.told.replace("\N{NO-BREAK SPACE}", " ")


def test_the_one_in_the_chair_signs_the_words_that_stand(here):
    ask(here)
    assert stands(here).owes_signature
    step = sign(here)

    now = stands(here)
    assert (now.state, step.digest) == (S.SIGNED, words_digest("Preface", WORDS))
    assert (step.signed_name, step.signed_post) == (here.seat.name, "Chief Executive")
    assert now.sentences == [
        f"Signed by {here.seat.name}, Chief Executive, 3 September 2026.",
        "Words of Morag Weir, 1 September 2026.",
    ]
    told = Event.objects.get(verb="signed part of report", target_id=here.part.pk)
    assert (told.actor_id, told.changes["sha256"]) == (here.chief.pk, step.digest)
    assert printed(frozen(here)) == "Signed on 3 September 2026."


def test_a_word_that_is_changed_takes_the_signature_away_and_says_so(here):
    ask(here)
    sign(here)
    write(here, "We do not endorse this report.", day=4)

    now = stands(here)
    assert (now.state, now.owes_signature) == (S.WRITING, True)
    assert now.sentences[0] == (
        f"{here.seat.name}, Chief Executive had signed it on 3 September 2026: that was of other "
        "words, so it is signed no more."
    )
    write(here, day=5)
    assert stands(here).state == S.SIGNED  # what stands is what was signed, word for word
    write(here, "Other words.", day=5)
    assert printed(frozen(here)) == (
        f"Not signed: the words were changed after {here.seat.name}, Chief Executive had signed "
        "others on 3 September 2026. The words were saved by Morag Weir on 5 September 2026."
    )


@pytest.mark.parametrize(
    ("asked", "told"),
    [(True, "Not signed: a signature was asked for by 14 September 2026."),
     (False, "Not signed: nobody was asked to sign.")],
)  # fmt: skip
def test_what_nobody_signed_is_printed_as_not_signed(here, asked, told):
    if asked:
        ask(here)
    said = f"{told} The words were saved by Morag Weir on 1 September 2026."
    assert printed(frozen(here)) == said


def test_words_that_the_chair_saved_are_not_signed_by_that(here):
    make.RoleGrantFactory(user=here.chief, area=here.report.area, role=Role.LEAD_OFFICER)
    here.officer = here.chief
    write(here, "In my own words.", day=4)
    assert printed(frozen(here)).startswith("Not signed: nobody was asked to sign.")


def test_nobody_signs_for_another_or_other_words_or_unasked(here):
    with pytest.raises(ValidationError, match="Nobody is asked to sign"):
        sign(here)
    ask(here)
    for other in (here.officer, here.chair):
        with pytest.raises(ValidationError, match=f"{here.seat.name}, Chief Executive signs it"):
            sign(here, other)
    with pytest.raises(ValidationError, match="words were changed since this page was drawn"):
        sign(here, seen=here.part.row_version + 1)
    with pytest.raises(ValidationError, match="Say what should be other"):
        sign(here, kind=StepKind.SENT_BACK)
    with pytest.raises(ValidationError, match="Nobody signs this part"):
        ask(here, part=here.report.sections.get(key="context"))
    with pytest.raises(ValidationError, match="Nothing is written yet"):
        ask(here, part=here.report.sections.get(key="foreword"))
    sign(here)
    with pytest.raises(ValidationError, match="signed already"):
        ask(here)
    with pytest.raises(ValidationError, match="signed already"):
        services.hand_in_part(by=here.officer, part=here.part)
    frozen(here)
    with pytest.raises(ValidationError, match="frozen"):
        sign(here)


def test_each_press_does_its_work_once(here):
    ask(here)
    ask(here)
    first = sign(here)
    assert sign(here) == first
    with pytest.raises(EditConflict, match="signed it on 3 September 2026"):
        sign(here, kind=StepKind.SENT_BACK, note="No.")
    kinds = Step.objects.filter(section=here.part).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [StepKind.TO_SIGN, StepKind.SIGNED]


def test_words_come_back_with_a_note_and_are_asked_for_again(here):
    ask(here)
    sign(here, kind=StepKind.SENT_BACK, note="Name the police.")
    assert (stands(here).state, stands(here).owes_signature) == (S.SENT_BACK, False)
    assert sign(here, kind=StepKind.SENT_BACK, note="Name the police.") == Step.objects.last()
    ask(here, day=4)
    assert stands(here).owes_signature
    services.take_back_request(by=here.officer, part=here.part, now=at(5))
    assert not stands(here).owes_signature


def test_what_is_unsigned_is_said_before_the_freeze(here):
    def unsigned() -> list[str]:
        told = told_parts(here.report, at(5).date())
        assert told.warnings == []  # a signature makes no second hand (ADR 324)
        return [said.replace("\N{NO-BREAK SPACE}", " ") for said in told.unsigned]

    name = here.seat.name
    assert unsigned() == [f"“Preface” is not signed: nobody asked {name} to sign it."]
    ask(here)
    said = f"“Preface” is not signed: {name} is asked to sign it by 14 September 2026."
    assert unsigned() == [said]
    client = Client()
    client.force_login(here.officer)
    for page in ("report_detail", "report_freeze"):
        text = client.get(reverse(page, args=[here.report.pk])).content.decode()
        assert said in text.replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ")
    sign(here)
    assert unsigned() == []
    write(here, "Other words.", day=4)
    assert unsigned() == [
        f"“Preface” is not signed: {name}, Chief Executive signed other words on 3 September 2026, "
        "and they were changed since."
    ]


def test_where_nobody_was_in_the_chair_that_is_said(here):
    here.seat.starts, here.seat.ends = date(2020, 1, 1), here.report.period_end - timedelta(1)
    here.seat.save()
    ask(here)
    [said] = told_parts(here.report, at(5).date()).unsigned
    assert said.replace("\N{NO-BREAK SPACE}", " ").startswith(
        "“Preface” is not signed: nobody is recorded in the chair of "
    )
    with pytest.raises(ValidationError, match="Whoever was in the chair of"):
        sign(here)


def told(here, day: date) -> set:
    return {(ask.user, ask.why, ask.kind) for ask in part_asks(day, [here.report.area])}


def test_the_one_in_the_chair_is_reminded_then_the_coordinator_hears(here):
    ask(here, day=1)
    first, late = date(2026, 9, 1), DUE + timedelta(days=3)
    assert told(here, first) == {(here.chief, W.LEAD, K.OPENED)}
    assert told(here, DUE - timedelta(days=7)) == {(here.chief, W.LEAD, K.REMINDER)}
    assert told(here, late) == {(here.officer, W.COORDINATOR, K.COORDINATOR)}
    words = words_for(here.chief, part_asks(first, [here.report.area]), first)
    assert words.subject == "1 text of a report to sign by Monday 14 September 2026"
    assert WORDS not in words.text + words.html
    [before] = {ask.key for ask in part_asks(first, [here.report.area])}
    sign(here, day=2)
    assert told(here, date(2026, 9, 3)) == set()
    write(here, "Other words.", day=3)
    [after] = {ask.key for ask in part_asks(date(2026, 9, 3), [here.report.area])}
    assert before != after  # of other words they are asked anew


def test_what_came_back_and_where_nobody_can_sign_the_coordinator_hears(here):
    ask(here, day=1)
    sign(here, day=2, kind=StepKind.SENT_BACK, note="Name the police.")
    assert told(here, date(2026, 9, 3)) == {(here.officer, W.SENT_BACK, K.SENT_BACK)}
    ask(here, day=3)
    RoleGrant.objects.filter(user=here.chief).update(ends=date(2026, 9, 1))
    assert told(here, date(2026, 9, 3)) == {(here.officer, W.NOBODY, K.OPENED)}


def test_a_chief_officer_reads_and_signs_that_part_and_sees_no_other(here):
    client = Client()
    client.force_login(here.chief)
    address = reverse("part_sign", args=[here.report.pk, "preface"])
    assert client.get(address).status_code == 404
    ask(here)
    assert [one.part for one in _to_sign(here.chief, here)] == [here.part]
    assert _to_sign(here.officer, here) == []
    page = client.get(address)
    assert WORDS in page.content.decode()
    assert client.get(reverse("report_detail", args=[here.report.pk])).status_code == 404
    assert client.get(reverse("part_page", args=[here.report.pk, "foreword"])).status_code == 404
    sent = client.post(address, {"kind": "signed", "seen": here.part.row_version}, follow=True)
    assert "Your answer was saved" in sent.content.decode()
    assert stands(here).state == S.SIGNED


def _to_sign(user, here):
    return list(parts_waiting(user, [here.report.area], at(5).date()).to_sign)


def test_words_changed_while_the_page_was_open_are_not_signed(here):
    ask(here)
    client = Client()
    client.force_login(here.chief)
    address = reverse("part_sign", args=[here.report.pk, "preface"])
    seen = here.part.row_version
    write(here, "Other words.", day=4)
    sent = client.post(address, {"kind": "signed", "seen": seen})
    assert "nothing was signed" in sent.content.decode()
    assert stands(here).state == S.WRITING


def test_the_next_version_asks_for_the_signature_anew(here):
    ask(here)
    sign(here)
    after = begin_next_version(by=here.officer, report=frozen(here))
    now = standing_of_part(after.sections.get(key="preface"), at(7).date())
    assert (now.state, now.owes_signature, now.void) == (S.WRITING, True, None)
