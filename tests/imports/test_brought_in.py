"""The same file a second time changes nothing and says so."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

from accounts.roles import Role
from imports.models import ImportDraft
from imports.queries.brought_in import brought_in, fingerprint
from imports.services.plan import save_plan
from imports.services.reversal import take_import_back
from plans.models import Plan
from sheets.rules.source import read
from tests.factories import AreaFactory, person_with
from tests.imports.books import PERIOD, book, draft_of
from tests.imports.test_shapes import ON_PAGES, WIDE
from tests.imports.test_views import sent

pytestmark = pytest.mark.django_db
FILE = book(ON_PAGES, merges=WIDE)
MARK = fingerprint(read(FILE))


@pytest.fixture
def area():
    return AreaFactory()


@pytest.fixture
def officer(area):
    return person_with(Role.LEAD_OFFICER, area, name="Morag Weir")


def brought(by, area, title: str = "Improvement plan") -> Plan:
    period = {"period_start": PERIOD.start, "period_end": PERIOD.end}
    draft = draft_of(FILE)
    return save_plan(by=by, draft=draft, area=area, title=title, mark=MARK, **period)


def test_a_file_is_known_by_what_it_holds(area):
    changed = [*ON_PAGES[:-1], [*ON_PAGES[-1][:-1], "Another word"]]
    assert fingerprint(read(book(ON_PAGES, merges=WIDE))) == MARK
    assert fingerprint(read(book(changed, merges=WIDE))) != MARK


def test_the_same_file_is_not_brought_in_again_under_any_title(area, officer):
    plan = brought(officer, area)
    with pytest.raises(ValidationError, match=r"brought in on .* by Morag Weir, as “Improvement"):
        brought(officer, area, "Another title")

    assert list(Plan.objects.all()) == [plan]
    assert brought_in(AreaFactory(), MARK) is None


def test_one_that_was_taken_back_comes_in_again(area, officer):
    take_import_back(by=officer, plan=brought(officer, area), reason="Columns.")
    assert brought(officer, area).title == "Improvement plan"


def test_the_form_says_so_beside_the_file(client, area, officer):
    brought(officer, area)
    client.force_login(officer)
    answer = sent(client, area, FILE)

    assert answer.context["form"].errors == {"file": [brought_in(area, MARK).words]}
    assert ImportDraft.objects.count() == 0


def test_the_command_says_so_and_writes_nothing(tmp_path, capsys):
    file = tmp_path / "plan.xlsx"
    file.write_bytes(FILE)
    given = ("--area", "Inverfar", "--period", "2025-08-01..2027-07-31", "--title")
    call_command("import_plan", file, *given, "Plan")
    before = counts()
    call_command("import_plan", file, *given, "Again")

    assert counts() == before
    assert "This file is in already" in capsys.readouterr().err


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            rows[table] = cursor.fetchone()[0]
        return rows
