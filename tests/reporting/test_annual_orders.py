"""The two orders of an annual report: North Lanarkshire's, and what Working Together asks for."""

import re
from datetime import date

import pytest

from committees.enums import Nation
from documents import sections
from documents.contents import left_out
from documents.files import pdf
from documents.papers.annual.chapters import chapters
from reporting import services
from reporting.models import Report
from tests.reporting import samples
from tests.reporting.samples_figures import figure_fields
from tests.reporting.scene import scene
from timescales.quarters import Period

YEAR = Period(date(2025, 9, 1), date(2026, 8, 31), "2025/26")
ENGLISH = list(sections.ENGLISH_ORDER)
TABLE = {"title": "", "heads": ["What"], "widths": [1], "rows": [["A row"]], "empty": ""}


def register(key):
    return {"key": key, "title": key, "told": [], "tables": [TABLE], "notes": [], "register": "r"}


def written(chosen, *keys, **fields):
    rows = [{"key": key, "heading": key, "body": f"Words on {key}."} for key in keys]
    return samples.snapshot(3, kind="annual", contents=list(chosen), sections=rows, **fields)


def headings(content):
    return re.findall(r'<h2 id="(\w+)"', pdf.html(content, "0" * 64))


@pytest.mark.parametrize(
    ("chosen", "keys"),
    [
        ((), list(sections.SCOTTISH_ORDER)),
        (ENGLISH, ENGLISH),
        # how the plan went is told, whatever else is
        (("preface",), ["outturn", "preface"]),
        (("weather", "feedback", "outturn", "feedback"), ["feedback", "outturn"]),
    ],
)
def test_chapters_stand_in_the_order_that_was_chosen(chosen, keys):
    assert [row.key for row in sections.annual(chosen)] == keys


def test_an_english_report_is_printed_in_its_own_order():
    content = written(ENGLISH, *reversed(ENGLISH))
    told = [key for key in headings(content) if key in ENGLISH]
    assert told == ENGLISH
    assert left_out(content) == ""


def test_what_is_left_out_is_said_of_the_order_that_it_is_of():
    content = written([key for key in ENGLISH if key != "funding"], "partners")
    said = "By the committee’s choice this report has no chapter on: funding by partner."
    assert left_out(content) == said
    assert said in pdf.html(content, "0" * 64)


@pytest.mark.parametrize(
    ("key", "scottish", "english"),
    [
        ("risks", "outturn", "outturn"),
        ("impact", "outturn", "impact"),
        ("quality_assurance", "scrutiny", "independent_scrutiny"),
        ("sub_committees", "sub_committees", "impact"),
        ("learning_reviews", "learning_reviews", "review_learning"),
        ("functions", "functions", "context"),
        ("funding", "functions", "funding"),
        ("views", "views", "feedback"),
        ("workforce", "workforce", "workforce"),
    ],
)
def test_every_register_is_told_in_a_chapter_of_either_order(key, scottish, english):
    for chosen, home in (((), scottish), (ENGLISH, english)):
        content = written(chosen, registers=[register(key)])
        assert [row.key for row in chapters(content) if row.registers] == [home]


def test_no_register_is_without_a_chapter():
    told = {row.chapter for row in sections.CONTENTS if row.chapter} | sections.CHAPTERS
    assert {key for key in told if not sections.home(key, sections.SCOTTISH_ORDER)} == (
        sections.WORKING_TOGETHER - {"impact", "funding"}
    )


def test_figures_stand_in_the_evidence_where_no_chapter_of_theirs_is_printed():
    fields = figure_fields()
    full = chapters(written((), **fields))
    few = [key for key in ENGLISH if key not in ("demographics", "workforce", "information")]
    short = chapters(written(few, **fields))
    number = sum(len(row.figures) for row in full)
    assert number > 0
    assert {row.key: len(row.figures) for row in short if row.figures} == {"evidence": number}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nation", "keys"), [(Nation.SCOTLAND, sections.SCOTTISH_ORDER), (Nation.ENGLAND, ENGLISH)]
)
def test_an_area_begins_with_the_order_of_its_nation(nation, keys):
    stage = scene()
    stage.plan.area.nation = nation
    stage.plan.area.save()
    report = stage.begin(kind="annual", period=YEAR, as_of=YEAR.end)
    council = [row.key for row in sections.COUNCIL]
    assert {row.key for row in report.sections.all()} == {*keys, *council}
    missing = sections.unwritten("annual", {}, report.contents)
    assert [row.key for row in missing] == [
        row.key for row in sections.annual(report.contents) if row.required
    ]


@pytest.mark.django_db
def test_a_part_of_the_other_order_can_be_taken_and_is_then_written():
    stage = scene()
    report = stage.begin(kind="annual", period=YEAR, as_of=YEAR.end)
    keys = [*sections.SCOTTISH_ORDER[:10], "funding", "outturn"]
    services.choose_contents(
        by=stage.officer, report=report, expected=report.row_version, contents=keys
    )
    report = Report.objects.get(pk=report.pk)
    assert report.contents == keys
    assert report.sections.filter(key="funding").count() == 1
    again = stage.begin(kind="annual", period=YEAR, as_of=date(2026, 9, 1))
    assert again.contents == keys
