"""Permanent records: the database in use refuses to change or delete them, whoever asks."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from audit.models import Event, GuardEntry, Verification, Version
from audit.models.triggers import PERMANENT, AppendOnly, create_statements
from audit.services import keep_all, record
from audit.services.guard_log import log_seen
from guard.enums import Kind as GuardKind
from guard.enums import Outcome
from guard.notes import Noted
from papers.models import Paper
from reporting.enums import Marking
from tests import factories as make

pytestmark = pytest.mark.django_db


def event() -> Event:
    return record(by=None, verb="added area", target=make.AreaFactory())


def version() -> Version:
    keep_all(by=None, rows=[make.AgencyFactory()])
    return Version.objects.latest("pk")


def guard_entry() -> GuardEntry:
    noted = Noted("Heading: text", GuardKind.CHI, Outcome.REFUSED)
    return log_seen(by=None, page="import_plan", seen=[noted])[0]


def verification() -> Verification:
    return Verification.objects.create(
        day=date(2026, 9, 1), at=timezone.now(), links=0, head="", broken=0
    )


# Table: how to make a row of it.
ROWS = {
    "audit_event": event,
    "audit_version": version,
    "audit_guardentry": guard_entry,
    "audit_verification": verification,
    "committees_logo": make.LogoFactory,
    "plans_planversion": make.PlanVersionFactory,
    "plans_signoff": make.SignOffFactory,
    "actions_progressupdate": make.ProgressUpdateFactory,
    "actions_challenge": make.ChallengeFactory,
    "actions_updatecheck": make.UpdateCheckFactory,
    "actions_comment": make.CommentFactory,
    "actions_proposaldecision": make.ProposalDecisionFactory,
    "actions_lineage": make.LineageFactory,
    "actions_regionalupdate": make.RegionalUpdateFactory,
    "actions_tally": make.TallyFactory,
    "actions_officersdecision": make.OfficersDecisionFactory,
    "imports_importdecision": make.ImportDecisionFactory,
    "outcomes_reading": make.ReadingFactory,
    "windows_windowreopening": make.WindowReopeningFactory,
    "figures_observation": make.ObservationFactory,
    "figures_benchmark": make.BenchmarkFactory,
    "figures_goal": make.GoalFactory,
    "figures_figurerequest": make.FigureRequestFactory,
    "figures_sentence": make.SentenceFactory,
    "figures_answer": make.AnswerFactory,
    "figures_lifting": make.LiftingFactory,
    "risks_riskstep": make.RiskStepFactory,
    "risks_riskscale": make.RiskScaleFactory,
    "risks_reviewrequest": make.ReviewRequestFactory,
    "evaluation_framework": make.FrameworkFactory,
    "evaluation_domain": make.DomainFactory,
    "evaluation_qualityindicator": make.QualityIndicatorFactory,
    "returns_returnrequest": make.ReturnRequestFactory,
    "returns_check": make.ReturnCheckFactory,
    "returns_coursequestion": make.CourseQuestionFactory,
    "returns_courseanswer": make.CourseAnswerFactory,
    "narratives_step": make.PartStepFactory,
    "narratives_taken": make.TakenFactory,
    "reporting_download": make.DownloadFactory,
    "reporting_directionanswer": make.DirectionAnswerFactory,
    "reporting_snapshot": lambda: make.frozen_report().snapshot,
}


def guarded_tables() -> set[str]:
    """The tables that migrations declare to be permanent."""
    migrations = MigrationLoader(connection).disk_migrations.values()
    operations = (operation for migration in migrations for operation in migration.operations)
    return {operation.table for operation in operations if isinstance(operation, AppendOnly)}


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def contents(table: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return cursor.fetchall()


def test_table_names_all_that_migrations_guard():
    listed = {table for tables in PERMANENT.values() for table in tables}

    assert (listed, set(ROWS)) == (guarded_tables(), guarded_tables())


@pytest.mark.parametrize("table", ROWS)
@pytest.mark.parametrize(
    "statement", ['UPDATE "{}" SET id = id', 'DELETE FROM "{}"', 'DELETE FROM "{}" WHERE id > 0']
)
def test_database_refuses(table, statement):
    ROWS[table]()
    before = contents(table)

    with pytest.raises(DatabaseError, match=f"{table} is a permanent record"):
        run(statement.format(table))

    assert (len(before) > 0, contents(table)) == (True, before)


@pytest.mark.parametrize("table", ROWS)
def test_model_is_refused_too(table):
    row = ROWS[table]()

    with pytest.raises(DatabaseError, match="permanent record"), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError, match="permanent record"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(id=row.pk)


AGREED = {"state": "Agreed", "parts": []}
TAKEN_OUT = {"state": "Agreed", "parts": ["[removed 3 September 2026]"]}


@pytest.mark.parametrize(
    "change",
    [
        {"content": {"state": "Agreed", "parts": ["Other words."]}},
        {"content": None},
        {"sha256": "1" * 64},
        {"marking": Marking.OFFICIAL_SENSITIVE},
        {"agreed_at": None},
        {"agreed_meeting_id": None},
        {"begun_at": timezone.now()},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_agreed_paper_stays_as_it_was_agreed(change):
    paper = make.AgreedPaperFactory(content=AGREED)

    with pytest.raises(DatabaseError, match="papers_paper is a permanent"), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(**change)
    with pytest.raises(DatabaseError, match="papers_paper is a permanent"), transaction.atomic():
        run(f"DELETE FROM papers_paper WHERE id = {paper.pk}")

    assert Paper.objects.get(pk=paper.pk).content == AGREED


def test_an_agreed_paper_is_taken_back_once_and_gives_way_to_the_mark_alone():
    paper = make.AgreedPaperFactory(content=AGREED)
    rows, by = Paper.objects.filter(pk=paper.pk), make.UserFactory()
    rows.update(withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_reason="Wrong day.")

    rows.update(content=TAKEN_OUT)

    assert rows.get().content == TAKEN_OUT
    for change in ({"withdrawn_at": None, "withdrawn_by": None}, {"withdrawn_by": paper.agreed_by}):
        with pytest.raises(DatabaseError, match="permanent record"), transaction.atomic():
            rows.update(**change)
    draft = make.PaperFactory(begun_by=by)
    Paper.objects.filter(pk=draft.pk).update(marking=Marking.OFFICIAL)
    draft.delete()


def test_rows_can_still_be_added():
    event()
    event()

    assert Event.objects.count() == 2


def test_another_database_is_refused():
    editor = SimpleNamespace(connection=SimpleNamespace(vendor="mysql"))

    with pytest.raises(ValueError, match="on SQLite or PostgreSQL, not on mysql"):
        AppendOnly("audit_event").code(apps, editor)


@pytest.mark.parametrize(("vendor", "statements"), [("sqlite", 3), ("postgresql", 4)])
def test_one_trigger_for_each_verb(vendor, statements):
    made = create_statements("audit_event", vendor)

    assert len(made) == statements
    assert sum(statement.count("CREATE TRIGGER") for statement in made) == 3
