"""Figures frozen with a report: what its readers may see, in an edition that goes with it."""

import re
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from actions.enums import IndicatorKind
from documents.files import pdf
from documents.hash import digest
from figures.enums import Audience, EditionState
from figures.models import Edition, Indicator
from jobs.enums import FileState
from reporting.enums import Marking
from reporting.models import Report
from reporting.queries.reports import content_of
from reporting.services import (
    begin_next_version,
    freeze,
    freeze_report,
    issue_report,
    make_proof,
    return_report,
    withdraw_report,
)
from reporting.services.freeze import order_of
from tests import factories as make
from tests.oracle.figures import FIGURE, on_paper
from tests.reporting import figure_scene
from tests.reporting.figure_scene import GIVEN, give, join, measured
from tests.reporting.scene import NOW, Scene, scene
from tests.reporting.visible import text_of
from timescales.quarters import Period

pytestmark = pytest.mark.django_db
MOST = 45  # ADR 249


@pytest.fixture
def stage() -> Scene:
    return measured()


def by_name(content):
    return {row["name"]: row for row in content["indicators"]}


def frozen(stage, **fields):
    report = stage.frozen(**fields)
    return report, content_of(report.snapshot)


def cells(row, place=0):
    return [
        [one["label"], *(cell["text"] for cell in one["cells"])]
        for one in row["figures"][place]["rows"]
    ]


def test_members_read_what_members_may_see(stage):
    report, content = frozen(stage)

    edition = report.figures_edition
    assert (edition.audience, edition.state, report.exact_figures) == (
        Audience.MEMBERS, EditionState.PREPARED, False
    )  # fmt: skip
    assert content["told"] == {
        "audience": "committee members",
        "rule": "Numbers of 1 to 4 children are hidden; a true zero is shown.",
        "edition": edition.number,
        "sha256": edition.sha256,
    }
    row = by_name(content)["New registrations"]
    assert cells(row)[2] == ["February to April 2025", "hidden"]
    assert cells(row)[-1] == ["May to July 2026", "13"]
    assert (row["latest"], row["period"]) == ("13", "May to July 2026")
    assert row["change"] == "+2 since February to April 2026"
    assert row["hidden"] == ["1 New registrations: February to April 2025"]


def test_percentages_are_worked_out_and_rounded_once(stage):
    row = by_name(frozen(stage)[1])["Meetings held in time"]
    assert [one[1] for one in cells(row)] == [
        "75%", "88%", "89%", "89%", "89%", "85%", "79%", "62%"
    ]  # fmt: skip
    assert row["change"] == "−17 points since February to April 2026"


def test_a_quarterly_report_has_no_parts_and_the_annual_one_has(stage):
    assert len(by_name(frozen(stage)[1])["Children on the register"]["figures"]) == 1


def test_figures_given_after_the_freeze_are_of_the_next_report(stage):
    share = Indicator.objects.get(name="Meetings held in time")
    give(share, [(50, 50)], revision=2, status="revised", entered_at=NOW.replace(day=6))

    assert by_name(frozen(stage)[1])["Meetings held in time"]["latest"] == "62%"


def test_a_period_that_had_not_ended_is_not_told(stage):
    _, content = frozen(stage, as_of=date(2026, 7, 30), period=Period(
        date(2026, 5, 1), date(2026, 7, 30), "Quarter"))  # fmt: skip
    assert by_name(content)["New registrations"]["period"] == "February to April 2026"


def test_exact_figures_are_for_chief_officers_and_marked(stage):
    figure_scene.exact(stage.plan.area)
    report = stage.begin()
    with pytest.raises(ValidationError, match="mark it OFFICIAL-SENSITIVE"):
        freeze_report(by=stage.officer, report=report, now=NOW)
    assert Edition.objects.count() == 0

    Report.objects.filter(pk=report.pk).update(marking=Marking.OFFICIAL_SENSITIVE)
    report = freeze_report(by=stage.officer, report=Report.objects.get(pk=report.pk), now=NOW)

    row = by_name(content_of(report.snapshot))["New registrations"]
    assert (report.exact_figures, report.figures_edition.audience) == (
        True, Audience.CHIEF_OFFICERS
    )  # fmt: skip
    assert cells(row)[2] == ["February to April 2025", "3"]


def test_where_nothing_was_given_nothing_is_told():
    stage = scene()
    make.IndicatorFactory.create(area=stage.plan.area)
    report, content = frozen(stage)
    assert (report.figures_edition, content["told"], content["indicators"]) == (None, None, [])


def test_a_snapshot_of_the_command_line_holds_no_figures(stage):
    order = order_of(stage.begin(), prepared_by="The command line", now=NOW)
    snapshot = freeze(by=None, plan=stage.plan, order=order)
    assert content_of(snapshot)["indicators"] == []


def test_issued_sent_back_and_replaced(stage, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    first = stage.frozen()
    second = return_report(by=stage.chair, report=first, note="Say why meetings were late.")
    first.figures_edition.refresh_from_db()
    assert first.figures_edition.state == EditionState.DISCARDED

    second = freeze_report(by=stage.officer, report=second, now=NOW)
    issue(stage, second)
    assert state(second) == EditionState.ISSUED
    assert Edition.objects.get(pk=second.figures_edition_id).issued_by == stage.chair

    third = begin_next_version(by=stage.officer, report=second, erratum="A number was wrong.")
    third = freeze_report(by=stage.officer, report=third, now=NOW)
    issue(stage, third)
    assert (state(second), state(third)) == (EditionState.WITHDRAWN, EditionState.ISSUED)

    withdraw_report(by=stage.chair, report=third)
    assert state(third) == EditionState.WITHDRAWN


def issue(stage, report):
    make.ReportFileFactory.create(report=report)
    assert report.files.get(format="pdf").state == FileState.READY
    issue_report(by=stage.chair, report=report, now=NOW, send=False)


def state(report):
    return Edition.objects.get(pk=report.figures_edition_id).state


def test_green_with_worse_results_and_what_came_of_it(stage):
    join(stage, "2", "1.1", IndicatorKind.MEASURED_BY)
    join(stage, "1", "1.1", IndicatorKind.CAME_OF)
    rows = by_name(frozen(stage)[1])
    reference = stage.plan.actions.get(number="1.1").reference
    assert rows["Meetings held in time"]["green_but_worse"].startswith(f"Action {reference} (")
    assert "worse than a year before (89%)" in rows["Meetings held in time"]["green_but_worse"]
    assert [one["reference"] for one in rows["New registrations"]["came_of"]] == [reference]


def test_words_written_beside_exact_numbers_are_printed_only_with_them(stage):
    row = Indicator.objects.get(name="New registrations")
    said = {"indicator": row, "period_end": date(2026, 7, 31), "question": "Is harm missed?"}
    make.AnswerFactory.create(text="In 2025 it was 3 in a quarter.", answered_at=GIVEN, **said)
    [asked] = by_name(frozen(stage)[1])["New registrations"]["questions"]
    assert asked["answer"] == "What was said names numbers that are not printed here."

    make.AnswerFactory.create(text="An audit says no.", answered_at=GIVEN, **said)
    other = stage.begin(version=2)
    [asked] = by_name(content_of(freeze_report(by=stage.officer, report=other, now=NOW).snapshot))[
        "New registrations"
    ]["questions"]
    assert (asked["answer"], asked["on"]) == ("An audit says no.", "2026-08-20")


def test_missing_figures_say_whom_nobody_could_ask(stage):
    row = make.IndicatorFactory.create(
        area=stage.plan.area, name="Reviews", position=9, starts=date(2026, 5, 1)
    )
    assert by_name(frozen(stage)[1])["Reviews"]["missing"] == [
        {"period": "May to July 2026", "kind": "nobody", "words": "No post gives it"}
    ]
    assert row.observations.count() == 0


def test_what_was_given_since_the_last_report_is_told(stage):
    stage.issued()
    share = Indicator.objects.get(name="Meetings held in time")
    give(share, [(41, 50)], revision=2, status="revised", entered_at=NOW.replace(hour=10))
    following = stage.begin(as_of=date(2026, 9, 5), period=Period(
        date(2026, 9, 1), date(2026, 9, 5), "Quarter"))  # fmt: skip
    later = datetime(2026, 9, 7, tzinfo=UTC)
    content = content_of(freeze_report(by=stage.officer, report=following, now=later).snapshot)
    assert content["figure_changes"] == [
        "2 Meetings held in time: May to July 2026: revised from 62% to 82%."
    ]


def test_a_provisional_number_that_becomes_final_was_not_given_since(stage):
    share = Indicator.objects.get(name="Meetings held in time")
    give(share, [(31, 50)], revision=2, status="provisional", entered_at=GIVEN)
    stage.issued()
    give(share, [(31, 50)], revision=3, status="final", entered_at=NOW.replace(hour=10))
    following = stage.begin(as_of=date(2026, 9, 5), period=Period(
        date(2026, 9, 1), date(2026, 9, 5), "Quarter"))  # fmt: skip
    later = datetime(2026, 9, 7, tzinfo=UTC)
    content = content_of(freeze_report(by=stage.officer, report=following, now=later).snapshot)
    assert content["figure_changes"] == []


def test_a_proof_prints_them_and_keeps_nothing(stage):
    report = stage.begin()
    made = make_proof(by=stage.officer, report=report, now=NOW)
    assert made.pages > 0
    assert Edition.objects.count() == 0


def test_a_hidden_number_stands_nowhere(stage):
    _, content = frozen(stage)
    html = pdf.html(content, digest(content))
    assert "hidden" in text_of(html)
    printed = [text for rows in on_paper(html).values() for text in rows.values()]
    assert "3" not in printed
    # nor in its bar, its label, or what a screen reader is told
    assert re.findall(r">3<", "".join(FIGURE.findall(html))) == []


def test_the_annual_report_is_for_the_public(stage):
    report = stage.begin(
        kind="annual", period=Period(date(2025, 8, 1), date(2026, 7, 31), "2025/26"),
        as_of=date(2026, 7, 31),
    )  # fmt: skip
    for part in report.sections.all():
        part.body = "Words."
        part.save()
    content = content_of(freeze_report(by=stage.officer, report=report, now=NOW).snapshot)
    rows = by_name(content)
    assert Report.objects.get(pk=report.pk).figures_edition.audience == Audience.PUBLIC
    assert cells(rows["New registrations"]) == [["2024/25", "45"], ["2025/26", "56"]]
    assert cells(rows["Children on the register"]) == [
        ["31 July 2025", "37"], ["31 July 2026", "30"]
    ]  # fmt: skip
    assert [one["chart"]["kind"] for one in rows["Children on the register"]["figures"]] == [
        "trend", "groups"
    ]  # fmt: skip


def test_queries_of_a_freeze_with_figures(stage, django_assert_max_num_queries):
    report = stage.begin()
    with django_assert_max_num_queries(MOST):
        freeze_report(by=stage.officer, report=report, now=NOW)


def test_twenty_indicators_more_ask_no_query_more(stage, django_assert_max_num_queries):
    for place in range(20):
        row = make.IndicatorFactory.create(
            area=stage.plan.area, name=f"More {place}", position=20 + place,
            starts=date(2022, 8, 1),
        )  # fmt: skip
        give(row, (12, 14, 3, 16, 15, 17, 11, 13))
    report = stage.begin()
    with django_assert_max_num_queries(MOST):
        freeze_report(by=stage.officer, report=report, now=NOW)
