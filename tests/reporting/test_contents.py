"""Which parts a quarterly report prints, in which order, and whose words they are."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Event
from audit.services.edits import EditConflict
from documents import sections
from documents.contents import left_out, printed, source
from documents.files import pdf, spreadsheet, word
from documents.hash import digest
from earlier.upgrades import read
from reporting import services
from reporting.forms.contents import EMPTY, NUMBER
from reporting.models import Report
from reporting.queries.reports import content_of, period_for
from tests import factories as make
from tests.reporting import samples
from tests.reporting.scene import NOW, Scene, scene
from tests.reporting.visible import text_of

STAYING = [row.key for row in sections.CONTENTS if row.stays]
HEADINGS = re.compile(r"<h2[^>]*>(.*?)</h2>")


def headings(content):
    return HEADINGS.findall(pdf.html(content, digest(content)))


@pytest.mark.parametrize(
    ("chosen", "keys"),
    [
        ((), list(sections.KEYS)),
        (("dates", "answers", "exceptions"), ["dates", "answers", "exceptions"]),
        (("risks",), [*STAYING, "risks"]),
        (("risks", "risks", "no such part"), [*STAYING, "risks"]),
    ],
)
def test_what_must_be_told_stays_in(chosen, keys):
    assert [row.key for row in sections.contents(chosen)] == keys


def test_the_paper_follows_the_order_and_names_what_is_left_out():
    content = samples.snapshot(12)
    content["contents"] = ["dates", "exceptions", "answers", "next_dates"]
    told = headings(content)
    after = told[told.index("New dates") :]
    assert after[:4] == [
        "New dates", "What needs attention", "Answers to earlier directions", "Next dates",
    ]  # fmt: skip
    shown = text_of(pdf.html(content, digest(content)))
    assert "this report has no part on: progress by part of the plan; completed" in shown
    assert "Completed, and the difference made" not in told


def test_nothing_chosen_leaves_nothing_out():
    content = samples.snapshot(12)
    assert (left_out(content), printed(content)) == ("", list(sections.KEYS))


@pytest.mark.parametrize(
    ("key", "fields", "said"),
    [
        ("risks", {"by": "Mora Tulloch", "on": "2026-11-03"},
         "Written by hand: the words of Mora Tulloch, 3 November 2026. No register holds it yet."),
        ("learning_reviews", {"by": "Mora Tulloch", "on": "2026-11-03"},
         "Written by hand: the words of Mora Tulloch, 3 November 2026. Chief officers read how "
         "many reviews there are, and at which stage, apart."),
        ("risks", {}, ""),
        ("answers", {"by": "Mora Tulloch", "on": "2026-11-03"}, ""),
    ],
)  # fmt: skip
def test_whose_words_a_part_is(key, fields, said):
    record = {"key": key, "heading": "", "body": "Words.", **fields}
    assert source(record).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize("make_file", [word.docx, spreadsheet.xlsx])
def test_word_and_spreadsheet_are_made_of_chosen_parts(make_file):
    content = samples.snapshot(8)
    content["contents"] = [*STAYING, "indicators"]
    made = [make_file(content, digest(content)).data for _ in range(2)]
    assert made[0] == made[1]


@pytest.fixture
def draft(db):
    return make.ReportFactory()


def chosen(report, *keys, by=None, expected=None):
    return services.choose_contents(
        by=by or report.prepared_by or make.UserFactory(), report=report,
        expected=report.row_version if expected is None else expected, contents=keys,
    )  # fmt: skip


def test_a_choice_is_recorded_in_words(draft):
    chosen(draft, *STAYING, "risks")
    event = Event.objects.filter(verb="chose parts of report").get()
    assert event.changes["parts"][1] == "; ".join(
        row.heading for row in sections.contents([*STAYING, "risks"])
    )


def test_the_houses_order_is_kept_as_nothing(draft):
    chosen(draft, *STAYING)
    draft.refresh_from_db()
    chosen(draft, *sections.KEYS)
    draft.refresh_from_db()
    assert draft.contents == []


@pytest.mark.parametrize("keys", [("risks",), (*STAYING, "weather")])
def test_what_cannot_be_is_refused(draft, keys):
    with pytest.raises(ValidationError):
        chosen(draft, *keys)


def test_two_editors_at_once(draft):
    stale = draft.row_version
    chosen(draft, *STAYING)
    with pytest.raises(EditConflict):
        chosen(Report.objects.get(pk=draft.pk), *STAYING, "risks", expected=stale)


@pytest.fixture
def stage(db) -> Scene:
    return scene()


def test_what_is_chosen_and_who_wrote_it_are_frozen(stage):
    stage.plan.windows.all().delete()
    report = stage.begin()
    services.choose_contents(
        by=stage.officer, report=report, expected=report.row_version, contents=[*STAYING, "risks"]
    )
    written = report.sections.get(key="risks")
    services.write_section(by=stage.officer, section=written, expected=1, body="Staffing: 16.")
    report.refresh_from_db()
    services.freeze_report(by=stage.officer, report=report, now=NOW)
    content = content_of(report.snapshot)
    risks = next(row for row in content["sections"] if row["key"] == "risks")
    assert content["contents"] == [*STAYING, "risks"]
    assert (risks["by"], bool(risks["on"])) == (str(stage.officer), True)
    assert read(report.snapshot.content) == content


def test_the_next_report_begins_with_the_same(stage):
    chosen(stage.begin(), *STAYING, by=stage.officer)
    begun = services.begin_report(
        by=stage.officer, plan=stage.plan, kind="quarterly", as_of=date(2026, 9, 4),
        period=period_for(stage.plan, date(2026, 9, 4), "quarterly"), marking="official",
    )  # fmt: skip
    assert begun.contents == STAYING


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [("dates", "", EMPTY), ("risks", "high", NUMBER), ("risks", "0", NUMBER)],
)
def test_a_wrong_number_is_said_beside_its_part_and_kept(stage, client, key, typed, said):
    report = stage.begin()
    client.force_login(stage.officer)
    address = reverse("report_contents", args=[report.pk])
    places = {row.key: place * 10 for place, row in enumerate(sections.CONTENTS, start=1)}
    page = client.post(address, {**places, key: typed, "expected": report.row_version})
    assert page.context["form"].errors == {key: [said]}
    assert f'value="{places["next_dates"]}"' in page.content.decode()
