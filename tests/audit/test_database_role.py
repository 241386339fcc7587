"""The database attacked with the program's own password: each attack is refused, or is found."""

import io

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from actions.enums import RevisionState
from audit.models import Event
from audit.models.grants import grants
from audit.queries.verification import breaks
from audit.services import record
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

ROLE = "cpcplan_app"
PASSWORD = "its own, from the environment"
DENIED, OWNER, KEPT = "permission denied", "must be owner", "is a permanent record"
ATTACKS = [
    ("DELETE FROM audit_event", DENIED),
    ("UPDATE audit_event SET verb = 'did nothing'", KEPT),
    ("UPDATE audit_event SET at = '2025-01-01'", DENIED),
    ("TRUNCATE audit_event", DENIED),
    ("TRUNCATE actions_action CASCADE", DENIED),
    ("ALTER TABLE audit_event DISABLE TRIGGER ALL", OWNER),
    ("DROP TRIGGER audit_event_refuses_delete ON audit_event", OWNER),
    ("DROP TABLE audit_link", OWNER),
    ("ALTER TABLE audit_event OWNER TO CURRENT_USER", OWNER),
    ("CREATE TABLE audit_event_2 (id int)", DENIED),
    (
        "CREATE OR REPLACE FUNCTION cpcplan_refuse_change() RETURNS trigger "
        "AS 'BEGIN RETURN NEW; END' LANGUAGE plpgsql",
        DENIED,
    ),
    ("SET session_replication_role = replica", DENIED),
    ("UPDATE audit_link SET digest = '', hash = ''", DENIED),
    ("UPDATE audit_link SET salt = 'ab'", KEPT),
    ("DELETE FROM audit_link", DENIED),
    ("UPDATE audit_head SET position = 0", KEPT),
    ("INSERT INTO audit_event SELECT * FROM audit_event", "duplicate key"),
    ("UPDATE actions_progressupdate SET what_happened = ''", KEPT),
    ("UPDATE reporting_snapshot SET content = '{}'", KEPT),
    ("DELETE FROM actions_deadlinerevision", DENIED),
    ("UPDATE actions_deadlinerevision SET proposed_due = '2030-01-01'", KEPT),
    ("UPDATE actions_deadlinerevision SET state = 'declined'", KEPT),
    ("UPDATE reporting_report SET title = 'Another'", KEPT),
    ("DELETE FROM reporting_report", KEPT),
    ("UPDATE django_migrations SET name = 'x'", DENIED),
    ("SELECT setval('audit_event_id_seq', 1)", DENIED),
]


@pytest.fixture
def attacker(monkeypatch):
    """A connection with the role that the program has in production, and rows to attack."""
    monkeypatch.setenv("APP_PASSWORD", PASSWORD)
    call_command("database_grants", apply=True, stdout=io.StringIO())
    make.ProgressUpdateFactory()
    make.frozen_report()
    make.DeadlineRevisionFactory(state=RevisionState.APPROVED)
    record(by=None, verb="said", target=make.AreaFactory())
    values = connection.settings_dict
    made = psycopg2.connect(
        host=values["HOST"], dbname=values["NAME"], user=ROLE, password=PASSWORD
    )
    made.autocommit = True
    yield made.cursor()
    made.close()


def postgresql() -> bool:
    return connection.vendor == "postgresql"


@pytest.mark.parametrize(("statement", "refusal"), ATTACKS)
def test_attack_is_refused(statement, refusal, request):
    if not postgresql():
        return
    attacker = request.getfixturevalue("attacker")

    with pytest.raises(psycopg2.Error, match=refusal):
        attacker.execute(statement)

    assert list(breaks()) == []


def test_an_event_that_is_written_with_the_programs_password_is_found(request):
    if not postgresql():
        return
    attacker = request.getfixturevalue("attacker")
    attacker.execute(
        "INSERT INTO audit_event (id, at, verb, actor_label, target_type, target_label, changes) "
        "VALUES (0, '2025-01-01', 'issued report', 'Una', 'reporting.report', 'Report', '{}')"
    )

    assert [(row.table, row.key) for row in breaks()] == [("audit_event", 0)]


def test_the_program_writes_with_that_role(request):
    if not postgresql():
        return
    request.getfixturevalue("attacker")
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
    try:
        with transaction.atomic():
            revision = make.DeadlineRevisionFactory()
            revision.impact = "More"
            revision.save()
            record(by=None, verb="asked for new date", target=revision)
        written = Event.objects.filter(verb="asked for new date").count()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")

    assert (written, list(breaks())) == (1, [])


def test_grants_are_printed_or_refused():
    said = io.StringIO()
    if not postgresql():
        with pytest.raises(CommandError, match="this is another database"):
            call_command("database_grants")
        return
    call_command("database_grants", stdout=said)

    assert 'GRANT SELECT, INSERT ON "audit_event" TO "cpcplan_app";\n' in said.getvalue()
    with pytest.raises(CommandError, match="small letters"):
        call_command("database_grants", role='x"; DROP')
    with pytest.raises(CommandError, match="owns the tables or is a superuser"):
        call_command("database_grants", role="cpcplan", apply=True)


def test_grants_of_each_kind_of_table():
    tables = {
        "audit_event": ["verb"],
        "audit_link": ["salt", "hash"],
        "reporting_report": ["title"],
        "reporting_direction": ["text"],
    }

    assert grants("app", tables, "plans")[8:] == [
        'GRANT SELECT, INSERT ON "audit_event" TO "app"',
        'GRANT UPDATE ("verb") ON "audit_event" TO "app"',
        'GRANT SELECT, INSERT ON "audit_link" TO "app"',
        'GRANT UPDATE ("salt", "kept") ON "audit_link" TO "app"',
        'GRANT SELECT, INSERT, UPDATE ON "reporting_direction" TO "app"',
        'GRANT SELECT, INSERT, UPDATE, DELETE ON "reporting_report" TO "app"',
    ]
