"""A report read in the browser: the words of its PDF, of the same snapshot, by the same people."""

import re
from http import HTTPStatus
from itertools import pairwise

import pytest
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from documents.files import pdf
from handouts.screen import page
from reporting.models import Download
from tests.reporting.scene import Scene, scene
from tests.reporting.test_frozen import KEPT, kept
from tests.reporting.visible import text_of

pytestmark = pytest.mark.django_db
RUNNING = re.compile(r'<div class="running">.*?</p></div></div>', re.S)  # the foot of a page
LEGEND = re.compile(r'<p class="legend-line">.*?</p>', re.S)  # what stands in that foot on paper
HEADING = re.compile(r"<h([1-6])[ >]")


@pytest.fixture
def stage() -> Scene:
    return scene()


def read(client, report, user, method="get"):
    client.force_login(user)
    return getattr(client, method)(reverse("report_read", args=[report.pk]))


@pytest.mark.parametrize("name", KEPT)
def test_it_says_what_the_pdf_says_and_marks_both_ends(name):
    content = kept(name)
    printed, shown = pdf.html(content, "ab" * 32), page(content, "ab" * 32)
    body = RUNNING.sub("", printed[printed.index("<body>") :])
    # on paper a quarterly report is marked in the margins, from its first page on
    head = "" if content["kind"] == "annual" else content["marking"] + "\n"
    words = text_of(LEGEND.sub("", shown))
    assert words == head + text_of(body) + content["marking"] + "\n"
    assert LEGEND.search(shown)
    assert not LEGEND.search(printed)
    assert text_of(shown).splitlines()[0] == content["marking"]


@pytest.mark.parametrize("name", KEPT)
def test_headings_are_in_order_and_nothing_is_of_paper(name):
    shown = page(kept(name), "ab" * 32)
    levels = [int(level) for level in HEADING.findall(shown)]
    skipped = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    assert (levels[0], levels.count(1), skipped) == (1, 1, [])
    assert [one in shown for one in ("style=", "<main", "<html")] == [False] * 3
    assert shown.count("<table") == shown.count('class="cpc-scroll"')


def test_words_of_people_stay_words():
    content = kept(KEPT[-1])
    content["sections"] = [{"key": "foreword", "heading": "Foreword", "body": "<table><script>"}]
    shown = page(content, "ab" * 32)
    assert [one in shown for one in ("<script>", "&lt;table&gt;&lt;script&gt;")] == [False, True]


def test_a_reading_is_kept_as_a_download_is(client, stage):
    report = stage.issued()
    assert read(client, report, stage.chief, "head").status_code == HTTPStatus.OK
    assert Download.objects.count() == 0
    shown = read(client, report, stage.chief)
    assert "Quarterly progress report</h1>" in shown.content.decode()
    kept_row = Download.objects.get()
    assert (kept_row.format, kept_row.user, kept_row.sha256) == (
        "html", stage.chief, report.snapshot.sha256,
    )  # fmt: skip
    assert Event.objects.filter(verb="read report", actor_id=stage.chief.pk).count() == 1


@pytest.mark.parametrize(
    ("state", "role", "status"),
    [
        ("begin", Role.LEAD_OFFICER, HTTPStatus.NOT_FOUND),
        ("frozen", Role.CHAIR, HTTPStatus.OK),
        ("frozen", Role.CHIEF_OFFICER, HTTPStatus.NOT_FOUND),
        ("issued", Role.CHIEF_OFFICER, HTTPStatus.OK),
        ("issued", Role.MEMBER, HTTPStatus.OK),
    ],
)
def test_it_is_read_by_those_who_may_take_the_documents(client, stage, state, role, status):
    report = getattr(stage, state)()
    assert read(client, report, stage.person(role)).status_code == status


def test_the_page_leads_to_it(client, stage):
    report = stage.issued()
    client.force_login(stage.chief)
    shown = client.get(reverse("report_detail", args=[report.pk])).content.decode()
    assert reverse("report_read", args=[report.pk]) in shown
