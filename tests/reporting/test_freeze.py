"""What freezing asks of a person: a reason inside an open window, and what has to be written."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from documents import sections
from reporting.models import Report, Snapshot
from reporting.queries.readiness import STOPS, WARNS, outstanding, readiness
from reporting.services import freeze_report, write_section
from tests import factories as make
from tests.reporting.scene import AS_OF, NOW, Scene, scene
from timescales.quarters import Period

pytestmark = pytest.mark.django_db

CLOSES = date(2026, 9, 10)
WHY = "Chief officers meet on 1 September."
ASKED = "Leads are still being asked until 10 September 2026. Say why it is frozen before that."
REQUIRED = [part.key for part in sections.ANNUAL if part.required]


@pytest.fixture
def stage() -> Scene:
    stage = scene()
    make.UpdateWindowFactory(plan=stage.plan, opens_on=date(2026, 8, 20), closes_on=CLOSES)
    return stage


def annual(stage: Scene, written: list[str]) -> Report:
    year = Period(date(2025, 8, 1), date(2026, 7, 31), "2025/26")
    report = stage.begin(kind="annual", period=year, as_of=date(2026, 7, 31))
    for section in report.sections.filter(key__in=written):
        write_section(by=stage.officer, section=section, expected=1, body="Words.")
    return report


def test_inside_an_open_window_it_takes_a_reason(stage):
    with pytest.raises(ValidationError) as refusal:
        stage.frozen()
    assert refusal.value.message_dict == {"open_window_reason": [ASKED]}
    assert Snapshot.objects.count() == 0


def test_the_reason_is_kept_with_the_report(stage):
    report = freeze_report(
        by=stage.officer, report=stage.begin(), open_window_reason=f"{WHY}\n", now=NOW
    )
    report.refresh_from_db()
    assert (report.state, report.open_window_reason) == ("frozen", WHY)


@pytest.mark.parametrize(("closes", "open_"), [(AS_OF, True), (date(2026, 8, 30), False)])
def test_the_last_day_of_the_window_is_inside_it(stage, closes, open_):
    stage.plan.windows.update(closes_on=closes)
    report = stage.begin()
    ready = readiness(report, list(report.sections.all()), outstanding(report), AS_OF)
    assert ready.takes_reason is open_


def test_a_reopened_window_is_open_again(stage):
    window = stage.plan.windows.get()
    stage.plan.windows.update(closes_on=date(2026, 8, 25))
    make.WindowReopeningFactory(
        window=window, closed_on=date(2026, 8, 25), reopened_on=date(2026, 8, 28), until=CLOSES
    )
    with pytest.raises(ValidationError, match="until 10 September 2026"):
        stage.frozen()


def test_the_page_asks_for_the_reason_and_keeps_what_was_typed(stage, client):
    report = stage.begin()
    client.force_login(stage.officer)
    address = reverse("report_freeze", args=[report.pk])
    page = client.get(reverse("report_detail", args=[report.pk])).content.decode()
    refused = client.post(address, {"open_window_reason": ""})
    errors = refused.context["form"].errors["open_window_reason"]
    client.post(address, {"open_window_reason": WHY})
    report.refresh_from_db()
    assert f'href="{address}"' in page
    assert errors == ["Say why it is frozen while leads are still being asked."]
    assert (report.state, report.open_window_reason) == ("frozen", WHY)


def test_the_command_line_asks_for_it_too(stage, tmp_path):
    options = {"as_of": AS_OF, "out": tmp_path / "report.pdf"}
    with pytest.raises(CommandError, match="Leads are still being asked"):
        call_command("quarterly_report", stage.plan.slug, **options)
    assert Snapshot.objects.count() == 0


@pytest.mark.parametrize("left_out", REQUIRED)
def test_a_required_section_that_is_missing_stops_the_freeze(stage, left_out):
    report = annual(stage, [key for key in REQUIRED if key != left_out])
    heading = sections.part("annual", left_out).heading
    with pytest.raises(ValidationError) as refusal:
        freeze_report(by=stage.officer, report=report, now=NOW)
    assert refusal.value.messages == [f"Nothing was frozen: “{heading}” must be written first."]
    checks = readiness(report, list(report.sections.all()), outstanding(report), AS_OF).checks
    assert [row.text for row in checks if row.level == STOPS] == [f"“{heading}” is not written."]


def test_what_is_only_asked_for_warns(stage):
    stage.plan.windows.all().delete()
    report = stage.begin()
    checks = readiness(report, list(report.sections.all()), outstanding(report), AS_OF).checks
    found = [row.level for row in checks if row.text == "“Chair’s summary” is not written."]
    assert found == [WARNS]


def test_the_command_line_stops_too_and_says_what_is_missing(stage, tmp_path):
    options = {"as_of": date(2026, 7, 31), "out": tmp_path / "annual.pdf"}
    with pytest.raises(CommandError) as refusal:
        call_command("annual_report", stage.plan.slug, **options)
    assert str(refusal.value) == (
        "Nothing was frozen: “Preface”, “Foreword”, “Introduction”, “How the plan went” and “What "
        "children and families told us, and what changed” must be written first."
    )


def test_the_command_line_takes_sections_from_files(stage, tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("Words of the committee.", encoding="utf-8")
    named = [f"{key}={words}" for key in REQUIRED]
    options = {"as_of": date(2026, 7, 31), "out": tmp_path / "annual.pdf", "section": named}
    call_command("annual_report", stage.plan.slug, **options)
    assert (tmp_path / "annual.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("nonsense=x.txt", "There is no section 'nonsense'"),
        ("preface=nowhere.txt", "The words of 'preface' cannot be read from 'nowhere.txt'"),
    ],
)
def test_a_section_that_cannot_be_read_is_said_so(stage, tmp_path, section, said):
    options = {"as_of": date(2026, 7, 31), "out": tmp_path / "a.pdf", "section": [section]}
    with pytest.raises(CommandError, match=said):
        call_command("annual_report", stage.plan.slug, **options)
