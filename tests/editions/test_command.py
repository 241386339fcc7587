"""An edition at the command line: what an audience would be told, written to a file."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from documents import hash
from reporting.models import Report
from tests.reporting.scene import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return scene().issued()


def edition(report, out, **more):
    said = StringIO()
    asked = {"audience": "members", "marking": "OFFICIAL", "out": out, "json": True} | more
    call_command("report_edition", report.plan.slug, stdout=said, **asked)
    return json.loads(said.getvalue())


def test_the_record_of_an_edition_is_what_its_hash_is_of(report, tmp_path):
    out = tmp_path / "made" / "edition.json"

    facts = edition(report, out, without=["dates"])

    content = json.loads(out.read_text("utf-8"))
    assert facts == {
        "path": str(out),
        "report": report.title,
        "record": hash.digest(content),
        "pages": 0,
        "left_out": content["told_to"]["left_out"],
    }


def test_a_part_that_is_left_out_is_named(report, tmp_path):
    whole = edition(report, tmp_path / "whole.json")["left_out"]

    assert len(edition(report, tmp_path / "less.json", without=["dates"])["left_out"]) > len(whole)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"without": ["weather"]}, "No such part: weather. There are: "),
        ({"audience": "public", "marking": "OFFICIAL-SENSITIVE"}, "can only be OFFICIAL"),
    ],
)
def test_what_cannot_be_is_refused(report, tmp_path, asked, said):
    with pytest.raises(CommandError, match=said):
        edition(report, tmp_path / "edition.json", **asked)


def test_the_name_of_the_file_says_its_kind(report, tmp_path):
    with pytest.raises(CommandError, match=r"--out ends in one of: \.pdf, "):
        edition(report, tmp_path / "edition.odt")


def test_a_plan_without_an_issued_report_has_no_edition(tmp_path):
    with pytest.raises(CommandError, match="No report of this plan was issued yet"):
        edition(scene().frozen(), tmp_path / "edition.json")
