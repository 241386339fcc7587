"""A whole area moved to another installation and compared: table by table, file by file, as pages
and commands read it, today and on days before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import F

from accounts.models import User
from actions.models import Action, Evidence
from archive.models import Arrival
from archive.queries.comparison import results
from archive.rules.contents import TABLES
from archive.rules.refusals import Refused
from archive.services.arrival import BroughtIn, bring_in, read_file
from audit.models import Event, Version
from committees.models import Area
from committees.queries.logos import image_of
from jobs.services import made_files
from plans.models import Plan
from reporting.models import ReportFile, Snapshot
from reporting.queries.reports import content_of
from reporting.services.verification import faults
from tests import factories as make
from tests.archive.moved import (
    BYTES,
    KEY,
    another_installation,
    file_of,
    lived,
    others,
    told,
)
from updates.services import evidence_store

SLUG = "carrickmoor"


@dataclass
class Moved:
    path: Path
    before: dict[tuple[str, str], str]
    keys: set[int]
    came: BroughtIn


@pytest.fixture(scope="module")
def _moved(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("moved")
    with django_db_blocker.unblock():
        with another_installation():
            area = lived(SLUG)
            before = told(SLUG)
            path = file_of(area, folder)
            keys = set(Action.objects.values_list("pk", flat=True))
        with another_installation():
            others()
            others()
            came = bring_in(by=None, path=path, secret=KEY.secret)
            yield Moved(path, before, keys, came)


@pytest.fixture
def moved(_moved, db) -> Moved:
    return _moved


def test_every_table_and_every_file_is_what_it_was(moved):
    arrived = read_file(moved.path, KEY.secret)
    every = list(results(arrived, moved.came.area))

    assert [f"{row.table}: {row.different}" for row in every if row.different] == []
    assert {row.table for row in every} >= set(TABLES)
    assert sum(row.alike for row in every) == sum(map(len, arrived.rows.values())) + 3
    # the event that says that it came
    assert {row.table: row.besides for row in every if row.besides} == {"audit.event": 1}


def test_it_is_a_whole_area_that_came(moved):
    arrived = read_file(moved.path, KEY.secret)
    counts = {table: len(rows) for table, rows in arrived.rows.items() if rows}
    # what a year of a committee leaves, beside what nobody here has yet
    assert counts.keys() >= {
        *("plans.plan", "actions.action", "actions.progressupdate", "actions.updatecheck"),
        *("actions.deadlinerevision", "actions.completion", "actions.evidence"),
        *("outcomes.measure", "figures.observation", "figures.edition", "windows.updatewindow"),
        *("reporting.snapshot", "reporting.report", "reporting.reportfile", "audit.version"),
    }
    assert counts["plans.plan"] == 2


def test_keys_are_others_and_name_each_other_as_before(moved):
    keys = set(Action.objects.filter(plan__area=moved.came.area).values_list("pk", flat=True))
    assert keys != moved.keys
    for version in Version.objects.filter(kind="action", area_id=moved.came.area.pk):
        assert version.key in keys
    targets = Event.objects.filter(area_id=moved.came.area.pk, target_type="actions.action")
    assert set(targets.values_list("target_id", flat=True)) <= keys


def test_each_plan_says_what_it_said_today_and_on_days_before(moved):
    assert told(SLUG) == moved.before
    assert any("since report" in name for name in moved.before)


def test_a_report_that_came_has_the_logo_that_it_was_frozen_with(moved):
    snapshot = Snapshot.objects.get(plan__area=moved.came.area)
    assert image_of(content_of(snapshot), moved.came.area.pk) == make.drawn_logo()


def test_newest_version_of_everything_is_its_row(moved):
    for plan in Plan.objects.filter(area=moved.came.area):
        for row in [plan, *plan.actions.all(), *plan.headings.all()]:
            thing = row.thing()
            kept = Version.objects.filter(kind=thing.kind, key=thing.key).order_by(
                F("valid_from").asc(nulls_first=True), "pk"
            )
            newest = [one for one in kept if not one.removed][-1]
            assert newest.state == thing.state


def test_reports_are_verified_by_the_hashes_that_were_printed(moved):
    assert [line for line in faults() if "arrived" in line or "SHA" in line] == []
    [file] = ReportFile.objects.filter(report__area=moved.came.area, state="ready", format="pdf")
    assert made_files.checked(file)[:5] == b"%PDF-"
    assert file.path == file.place


def test_a_document_that_is_changed_here_is_found_as_any_other_is(moved):
    file = ReportFile.objects.filter(report__area=moved.came.area, state="ready").first()
    place = made_files.absolute(file.path)
    whole = place.read_bytes()
    try:
        place.write_bytes(whole + b" ")
        with pytest.raises(ValidationError):
            made_files.checked(file)
    finally:
        place.write_bytes(whole)


def test_what_was_frozen_keeps_its_text_and_is_read_with_the_keys_here(moved):
    snapshot = Snapshot.objects.get(plan__area=moved.came.area)
    assert snapshot.fingerprint == snapshot.sha256
    here = content_of(snapshot)
    keys = set(Action.objects.filter(plan=snapshot.plan_id).values_list("pk", flat=True))
    assert {row["id"] for row in here["actions"]} <= keys
    assert {row["id"] for row in here["headings"]} == {
        row.pk for row in snapshot.plan.headings.all()
    }
    assert here["plan"]["id"] == snapshot.plan_id


def test_evidence_is_there_as_bytes(moved):
    row = Evidence.objects.get(action__plan__area=moved.came.area, kind="file")
    assert evidence_store.absolute(row.path).read_bytes() == BYTES
    assert row.path.startswith(f"evidence/{moved.came.area.pk}/")


def test_people_come_without_a_way_in(moved):
    people = User.objects.filter(holdings__post__area=moved.came.area).distinct()
    assert people.count() > 10
    for person in people:
        assert not person.is_active
        assert not person.has_usable_password()
        assert (person.is_staff, person.is_superuser, person.last_login) == (False, False, None)


def test_arrival_is_told_once_in_the_record(moved):
    [event] = Event.objects.filter(verb="brought in an area")
    arrival = Arrival.objects.get(area=moved.came.area)
    assert event.changes["file"] == arrival.sha256
    [[first, last]] = event.changes["arrived_key"]["audit_event"]
    came = Event.objects.filter(area_id=moved.came.area.pk).exclude(pk=event.pk)
    assert (came.earliest("pk").pk, came.latest("pk").pk) == (first, last)


def test_it_is_refused_where_it_is_already(moved):
    rows = Action.objects.count()
    with pytest.raises(Refused, match="is here already"):
        bring_in(by=None, path=moved.path, secret=KEY.secret)
    assert Action.objects.count() == rows


def test_it_leaves_again_and_says_the_same(moved, tmp_path):
    """The file that it leaves in from here is compared with the one in which it came."""
    again = read_file(file_of(moved.came.area, tmp_path), KEY.secret)
    first = read_file(moved.path, KEY.secret)
    assert {t: len(rows) for t, rows in again.rows.items() if t != "audit.event" and rows} == {
        t: len(rows) for t, rows in first.rows.items() if t != "audit.event" and rows
    }
    assert sorted(again.files.values()) == sorted(first.files.values())


def test_compare_finds_one_changed_word(moved):
    action = Action.objects.filter(plan__area=moved.came.area).first()
    Action.objects.filter(pk=action.pk).update(text="Another text.")
    arrived = read_file(moved.path, KEY.secret)
    [found] = [row for row in results(arrived, moved.came.area) if row.different]
    assert (found.table, len(found.different)) == ("actions.action", 1)
    assert found.different[0].endswith(": text")


def test_commands_say_what_they_did(moved, tmp_path, capsys):
    key = tmp_path / "key.txt"
    call_command("archive_area", SLUG, out=str(tmp_path / "a.age"), key_out=str(key))
    call_command("compare_area", str(tmp_path / "a.age"), key_file=str(key))
    said = capsys.readouterr().out
    assert "plans.plan: 2 alike" in said
    assert "Nothing is lost, and nothing differs." in said
    assert Area.objects.get(slug=SLUG).departures.count() == 0
    assert key.stat().st_mode & 0o077 == 0
