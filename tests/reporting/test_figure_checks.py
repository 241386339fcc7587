"""What the readiness check says of a report's figures."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from figures.models import Indicator
from meetings.enums import DecisionKind
from reporting.enums import Marking
from reporting.queries.figure_checks import figure_checks
from reporting.queries.readiness import GOOD, STOPS, WARNS, outstanding, readiness
from tests import factories as make
from tests.reporting import figure_scene
from tests.reporting.figure_scene import GIVEN, NEWEST, measured
from tests.reporting.scene import AS_OF, Scene, scene
from tests.reporting.visible import text_of
from timescales.quarters import ONE_DAY

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 8, 30, 9, tzinfo=UTC)
MARK_IT = "Its figures are printed as they are, for chief officers: mark it OFFICIAL-SENSITIVE."


@pytest.fixture
def stage() -> Scene:
    return measured()


def said(report):
    return [(row.level, row.text) for row in figure_checks(report)]


def test_for_whom_they_are_and_what_has_only_a_drafted_sentence(stage):
    assert said(stage.begin()) == [
        (GOOD, "Figures are printed as committee members may see them. Numbers of 1 to 4 children "
               "are hidden; a true zero is shown."),
        (WARNS, "3 indicators (New registrations, Meetings held in time and Children on the "
                "register) without your own sentence: a drafted one prints."),
    ]  # fmt: skip


def test_sentences_that_were_written_are_not_asked_for(stage):
    for row in Indicator.objects.all():
        make.SentenceFactory.create(
            indicator=row, period_end=date(2026, 7, 31), written_at=GIVEN, text="As before."
        )
    assert [level for level, _ in said(stage.begin())] == [GOOD]


def test_missing_figures_are_told_with_the_reason(stage):
    make.IndicatorFactory.create(
        area=stage.plan.area, name="Reviews", position=9, starts=date(2026, 5, 1)
    )
    assert (WARNS, "1 figure (Reviews) missing (nobody to ask).") in said(stage.begin())


def test_exact_figures_stop_a_report_that_is_marked_too_low(stage):
    figure_scene.exact(stage.plan.area)
    report = stage.begin()
    assert said(report)[0] == (
        STOPS, MARK_IT
    )  # fmt: skip
    report.marking = Marking.OFFICIAL_SENSITIVE
    assert said(report)[0] == (
        GOOD, "Figures are printed as chief officers may see them. Nothing is hidden."
    )  # fmt: skip


def test_an_annual_report_needs_headlines():
    stage = scene()
    make.IndicatorFactory.create(area=stage.plan.area)
    [row] = said(stage.begin(kind="annual"))
    assert row == (
        WARNS,
        "No indicator is printed: none is marked as one of the few that the public is told.",
    )


def test_the_page_says_it_and_an_area_without_figures_is_asked_nothing(client, stage):
    report = stage.begin()
    client.force_login(stage.officer)
    page = text_of(client.get(reverse("report_detail", args=[report.pk])).text)
    assert "Figures are printed as committee members may see them." in page
    assert (outstanding(report).figures, outstanding(scene().begin()).figures) == (True, False)


def listed(report):
    checks = readiness(
        report, report.sections.all(), outstanding(report), AS_OF, figure_checks(report)
    ).checks
    return [row.text for row in checks if row.text.endswith("tells a small number of children.")]


def test_small_numbers_of_children_in_words_that_go_out_are_listed(stage):
    report = stage.begin()
    section = report.sections.first()
    report.sections.filter(pk=section.pk).update(body="We met.\n\nThree children were asked.")
    silent, spoken = stage.plan.actions.order_by("pk")[:2]
    make.ProgressUpdateFactory.create(action=spoken, what_happened="Saw one baby", as_at=AS_OF)
    make.ProgressUpdateFactory.create(action=silent, what_happened="Saw 40 pupils", as_at=AS_OF)
    [row] = Indicator.objects.filter(name="New registrations")
    make.SentenceFactory.create(
        indicator=row, period_end=NEWEST.end, written_at=GIVEN, text="It fell to 2 children."
    )
    reference = spoken.number or f"no. {spoken.position}"
    assert listed(report) == [
        f"“{section.heading}” tells a small number of children.",
        f"What is said of action {reference} tells a small number of children.",
        "What you wrote of 1 indicator (New registrations) tells a small number of children.",
    ]
    figure_scene.exact(stage.plan.area)
    assert listed(report) == []


def test_small_numbers_of_children_in_directions_decisions_and_readings_are_listed(stage):
    report, day = stage.begin(), AS_OF
    about = {"report": report, "given_on": day}
    first = make.DirectionFactory.create(**about, text="Ask the three children once more.")
    make.DirectionFactory.create(**about, text="Ask all families once more.")
    later = {**about, "given_on": day + ONE_DAY}
    make.DirectionFactory.create(**later, text="Ask the four children.")
    make.DirectionAnswerFactory.create(direction=first, text="Two children were asked.")
    action = stage.plan.actions.earliest("pk")
    make.MeetingDecisionFactory.create(
        plan=stage.plan,
        meeting__held_on=day,
        action=action,
        kind=DecisionKind.ESCALATE,
        reason="One baby has no worker.",
    )
    measure = make.MeasureFactory.create(plan=stage.plan)
    make.ReadingFactory.create(measure=measure, given_on=day, note="Without 2 children.")
    said = [row for row in beside(report) if row.text.endswith("a small number of children.")]
    assert {(row.text, row.href) for row in said} == {
        ("What was directed tells a small number of children.", reverse("direction_list")),
        ("What was answered tells a small number of children.", reverse("direction_list")),
        (
            "What a meeting put to chief officers tells a small number of children.",
            reverse("action_detail", args=[action.pk]),
        ),
        (
            "The note of a reading tells a small number of children.",
            reverse("measure_detail", args=[measure.pk]),
        ),
    }


def test_small_numbers_of_children_in_registers_are_listed(stage):
    report, area = stage.begin(), stage.plan.area
    looked = make.ActivityFactory.create(
        area=area, reported_on=AS_OF, shared_at=BEFORE, went_well="Two children were seen alone."
    )
    make.FindingFactory.create(activity=looked, text="Three children had no plan.")
    make.ActivityFactory.create(
        area=area, shared_at=None, shared_by=None, went_well="One baby was seen."
    )
    risk = make.RiskFactory.create(area=area, shared_on=AS_OF, effect="Four children wait.")
    voice = make.VoiceFactory.create(
        area=area, heard_on=AS_OF, shared_at=BEFORE, said="Two girls said that they wait."
    )
    duty = make.DutyFactory.create(area=area)
    make.ReturnFactory.create(duty=duty, summary="One child was asked.")
    said = [row for row in beside(report) if row.text.endswith("a small number of children.")]
    assert {(row.text.removesuffix(" tells a small number of children."), row.href)
            for row in said} == {
        ("An entry of the assurance register", reverse("activity", args=[looked.pk])),
        ("A finding in the assurance register", reverse("activity", args=[looked.pk])),
        ("A risk in the register", reverse("risk", args=[risk.pk])),
        ("What somebody said, in the register of voices", reverse("voice", args=[voice.pk])),
        ("A return of a sub-committee", reverse("return_list", args=[area.slug])),
    }  # fmt: skip


def beside(report):
    return readiness(report, report.sections.all(), outstanding(report), AS_OF).checks
