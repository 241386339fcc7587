"""The reports from the command line."""

import json
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from documents import sections
from reporting.models import Snapshot
from tests.reporting import pdf_tree
from tests.reporting.scene import Scene, scene

pytestmark = pytest.mark.django_db
AS_OF = ("--as-of", "2026-08-31")


@pytest.fixture
def stage() -> Scene:
    return scene()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "reports" / "out.pdf"


def run(command: str, plan: str, out: Path, *options: str) -> str:
    said = StringIO()
    call_command(command, plan, "--out", str(out), *options, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("name", ["slug", "title", "pk"])
def test_a_plan_is_found_by_any_of_its_names(stage, out, name):
    said = run("quarterly_report", str(getattr(stage.plan, name)), out, *AS_OF, "--json")
    facts = json.loads(said)
    assert (facts["path"], facts["total"], facts["overdue"]) == (str(out), 4, 0)
    assert facts["statuses"] == {"on_track": 2, "not_updated": 1, "complete": 1}


def test_it_tells_a_person_what_it_made(stage, out):
    said = run("quarterly_report", stage.plan.slug, out, *AS_OF)
    snapshot = Snapshot.objects.get()
    assert [line.split()[0] for line in said.splitlines()] == [
        "Report", "Snapshot", "Pages", "Actions",
    ]  # fmt: skip
    assert snapshot.sha256 in said


def test_a_frozen_snapshot_is_rendered_again_to_the_same_bytes(stage, out):
    run("quarterly_report", stage.plan.slug, out, *AS_OF)
    first = sha256(out.read_bytes()).hexdigest()
    mark = Snapshot.objects.get().sha256[:12]
    run("quarterly_report", stage.plan.slug, out, "--snapshot", mark)
    assert sha256(out.read_bytes()).hexdigest() == first
    assert Snapshot.objects.count() == 1


def test_annual_report_accounts_for_every_action(stage, out, tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("Words of the committee.", encoding="utf-8")
    needed = [part.key for part in sections.ANNUAL if part.required]
    written = [text for key in needed for text in ("--section", f"{key}={words}")]
    run("annual_report", stage.plan.slug, out, "--as-of", "2026-08-31", *written)
    tables = pdf_tree.read(out.read_bytes()).tables()
    accounts = next(table for table in tables if "Wheretheactions" in table[0][0][1])
    assert [(row[0][1], row[1][1]) for row in accounts[1:]] == [
        ("Intheplanon31July2026,beforetheyear", "4"),
        ("Addedsince", "+0"),
        ("Withdrawnsince", "−0"),
        ("Intheplanon31August2026", "4"),
        ("Completedintheyear", "1"),
        ("Goeson:Notupdatedthisquarter", "1"),
        ("Goeson:Green", "2"),
        ("Together", "4"),
    ]


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        (["no-such-plan"], "No plan is called 'no-such-plan'."),
        (["", "--snapshot", "ffff"], "No snapshots of this plan begin with 'ffff'."),
        (["", "--by", "nobody@example.test"], "Nobody signs in as 'nobody@example.test'."),
        (["", "--as-of", "2020-01-01"], "The plan starts on 1 August 2025: not before that day."),
    ],
)
def test_refusals_say_what_is_wrong(stage, out, options, refusal):
    plan, *rest = options
    with pytest.raises(CommandError) as raised:
        run("quarterly_report", plan or stage.plan.slug, out, *rest)
    assert str(raised.value) == refusal
