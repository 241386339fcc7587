"""Database triggers that refuse to change or delete a row: records that must stay as they were."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# What each database has to be told to refuse. On SQLite INSERT OR REPLACE takes a row's place, on
# PostgreSQL TRUNCATE empties a table, and neither is an UPDATE or a DELETE.
VERBS = {
    "sqlite": ("UPDATE", "DELETE", "INSERT"),
    "postgresql": ("UPDATE", "DELETE", "TRUNCATE"),
}

# Every table whose rows are added and read and nothing else, by the migration that guards it.
PERMANENT = {
    "audit.0002_append_only": ("audit_event", "audit_version"),
    "audit.0003_guard_entry": ("audit_guardentry",),
    "audit.0006_verification": ("audit_verification",),
    "committees.0008_logos": ("committees_logo",),
    "plans.0002_append_only": ("plans_planversion", "plans_signoff"),
    "windows.0002_append_only": ("windows_windowreopening",),
    "actions.0002_append_only": (
        "actions_progressupdate",
        "actions_challenge",
        "actions_updatecheck",
        "actions_comment",
        "actions_proposaldecision",
    ),
    "actions.0006_officers_append_only": ("actions_officersdecision",),
    "actions.0008_tally_append_only": ("actions_tally",),
    "actions.0011_lineage_append_only": ("actions_lineage",),
    "actions.0014_regional_updates_append_only": ("actions_regionalupdate",),
    "figures.0002_append_only": (
        "figures_observation",
        "figures_benchmark",
        "figures_goal",
        "figures_figurerequest",
        "figures_sentence",
        "figures_answer",
        "figures_lifting",
    ),
    "returns.0002_append_only": (
        "returns_returnrequest",
        "returns_check",
        "returns_coursequestion",
        "returns_courseanswer",
    ),
    "narratives.0001_parts": ("narratives_step", "narratives_taken"),
    "outcomes.0003_append_only": ("outcomes_reading",),
    "risks.0001_register": ("risks_riskstep", "risks_riskscale", "risks_reviewrequest"),
    "evaluation.0001_self_evaluation": (
        "evaluation_framework",
        "evaluation_domain",
        "evaluation_qualityindicator",
    ),
    "imports.0004_append_only": ("imports_importdecision",),
    "reporting.0002_append_only": (
        "reporting_snapshot",
        "reporting_download",
        "reporting_directionanswer",
    ),
}


# Tables whose rows change by what the program does and are entered in the chain each time: what was
# asked and decided, what was issued and to whom, who held which post and which role.
FOLLOWED = (
    "actions_deadlinerevision",
    "actions_completion",
    "actions_evidence",
    "meetings_meetingdecision",
    "plans_planreview",
    "reporting_report",
    "reporting_reportfile",
    "reporting_delivery",
    "reporting_direction",
    "figures_edition",
    "editions_reportedition",
    "editions_editionfile",
    "returns_return",
    "papers_paper",
    "committees_postholding",
    "committees_rolegrant",
)


@dataclass(frozen=True)
class Fixed:
    """What of a table's rows stays, while other columns change.

    `always` never change; `then` do not from when on the row is `settled`, in SQL of the row OLD.
    `never` is what is refused besides, in SQL of OLD and NEW. A row is not deleted where `deleted`
    holds, in SQL of OLD. Words stand in none of them but a report's title, and that gives way to
    the mark of what was taken out: the chain tells of a change of words.
    """

    always: tuple[str, ...] = ()
    settled: str = ""
    then: tuple[str, ...] = ()
    never: str = ""
    deleted: str = "1 = 1"


FIXED = {
    "audit_link": Fixed(
        ("id", "at", "table", "key", "shape", "digest", "hash"),
        never="NEW.salt <> '' AND NEW.salt <> OLD.salt",
    ),
    "audit_head": Fixed(("id",), never="NEW.position <= OLD.position"),
    "audit_shape": Fixed(("id", "table", "columns")),
    "actions_deadlinerevision": Fixed(
        ("action_id", "from_due", "proposed_due", "requested_by_id", "requested_on"),
        settled="OLD.state <> 'requested'",
        then=("state", "decided_by_id", "decided_on", "decided_as", "decided_at_id"),
    ),
    "actions_completion": Fixed(
        ("action_id", "update_claiming_id", "completed_on", "days_late", "claimed_by_id"),
        settled="OLD.state IN ('returned', 'reopened')",
        then=("state", "decided_by_id", "decided_on", "reopened_by_id", "reopened_on"),
    ),
    "meetings_meetingdecision": Fixed(
        ("meeting_id", "plan_id", "kind"),
        settled="OLD.state = 'applied'",
        then=("state", "action_id", "proposed_due", "entry_id", "applied_by_id", "applied_at"),
    ),
    "reporting_report": Fixed(
        settled="OLD.state <> 'draft'",
        then=(
            *("area_id", "plan_id", "kind", "period_start", "period_end", "as_of"),
            *("version", "snapshot_id", "frozen_at", "prepared_by_id", "corrects_id"),
        ),
        never="OLD.state <> 'draft' AND NEW.title <> OLD.title AND NEW.title NOT LIKE '%[removed%'"
        " OR OLD.state = 'issued' AND (NEW.issued_at <> OLD.issued_at"
        " OR NEW.issued_by_id <> OLD.issued_by_id)",
        deleted="OLD.state <> 'draft'",
    ),
    "figures_edition": Fixed(
        *(("area_id", "audience", "number", "as_of", "said", "sha256", "prepared_by_id"),),
        never="OLD.state IN ('discarded', 'withdrawn') AND NEW.state <> OLD.state"
        " OR OLD.state = 'issued' AND NEW.state NOT IN ('issued', 'withdrawn')",
    ),
    "editions_reportedition": Fixed(
        (
            *("id", "area_id", "report_id", "audience", "number", "marking", "sha256"),
            *("parts", "figures_edition_id", "prepared_by_id", "prepared_at"),
        ),
        never="OLD.state IN ('discarded', 'withdrawn') AND NEW.state <> OLD.state"
        # words are taken out of what was withdrawn or put aside, and of nothing else
        " OR OLD.state IN ('prepared', 'issued') AND NEW.content <> OLD.content"
        " OR OLD.state = 'issued' AND (NEW.state NOT IN ('issued', 'withdrawn')"
        " OR NEW.issued_at <> OLD.issued_at OR NEW.issued_by_id <> OLD.issued_by_id)",
    ),
    "papers_paper": Fixed(
        ("id", "area_id", "kind", "meeting_id", "report_id", "begun_by_id", "begun_at"),
        settled="OLD.agreed_at IS NOT NULL",
        then=("marking", "agreed_by_id", "agreed_at", "agreed_meeting_id", "sha256"),
        # the record of an agreed paper gives way to the mark of what was taken out, and to nothing
        # else; who took a paper back stays
        never="OLD.agreed_at IS NOT NULL AND NEW.content <> OLD.content"
        " AND CAST(NEW.content AS TEXT) NOT LIKE '%[removed%'"
        " OR OLD.agreed_at IS NOT NULL AND NEW.content IS NULL"
        " OR OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at IS NULL"
        " OR NEW.withdrawn_at <> OLD.withdrawn_at OR NEW.withdrawn_by_id <> OLD.withdrawn_by_id)",
        deleted="OLD.agreed_at IS NOT NULL",
    ),
    # the record of learning reviews stands in no link: the chain's length is printed (ADR 308)
    "learning_reviews_entry": Fixed(
        ("id", "review_id", "number", "at", "verb", "actor_id", "actor_label", "target_label"),
        never="NEW.hash <> OLD.hash",
    ),
    # entries and attendance stand below it: a service changes none of what was sent
    "returns_return": Fixed(
        ("duty_id", "period_start", "period_end", "number"),
        settled="OLD.sent_at IS NOT NULL",
        then=("sent_at", "sent_by_id", "strategy_review"),
        deleted="OLD.sent_at IS NOT NULL",
    ),
    "plans_planreview": Fixed(
        ("plan_id", "begun_on"),
        settled="OLD.ended_on IS NOT NULL",
        then=("ended_on", "version_id"),
    ),
    "reporting_delivery": Fixed(
        ("report_id", "user_id"),
        never="OLD.received_at IS NOT NULL AND NEW.received_at <> OLD.received_at",
    ),
    "reporting_direction": Fixed(
        ("area_id", "plan_id", "report_id", "number", "given_on", "recorded_at"),
        settled="OLD.state = 'closed'",
        then=("state", "closed_by_id", "closed_on"),
    ),
}


def trigger_name(table: str, verb: str) -> str:
    return f"{table}_refuses_{verb.lower()}"


def create_statements(table: str, vendor: str, unique: Iterable[Sequence[str]] = ()) -> list[str]:
    """SQL that makes `table` append-only on `vendor` ("sqlite" or "postgresql"). `unique` are the
    sets of columns of which each row has its own, beside the key."""
    if vendor == "sqlite":
        statements = [_sqlite(table, verb) for verb in ("UPDATE", "DELETE")]
        return [*statements, _sqlite_insert(table, unique)]
    return [_FUNCTION, *(_postgresql(table, verb) for verb in VERBS[vendor])]


def _fixed_statements(
    table: str, fixed: Fixed, vendor: str, unique: Iterable[Sequence[str]]
) -> list[str]:
    refused = [_differs(fixed.always, vendor)] if fixed.always else []
    if fixed.then:
        refused.append(f"({fixed.settled}) AND ({_differs(fixed.then, vendor)})")
    if fixed.never:
        refused.append(fixed.never)
    update = " OR ".join(f"({condition})" for condition in refused)
    if vendor == "sqlite":
        return [
            _sqlite(table, "UPDATE", update),
            _sqlite(table, "DELETE", fixed.deleted),
            _sqlite_insert(table, unique),
        ]
    return [
        _FUNCTION,
        *_postgresql_where(table, "UPDATE", update),
        *_postgresql_where(table, "DELETE", fixed.deleted),
        _postgresql(table, "TRUNCATE"),
    ]


def _differs(columns: Iterable[str], vendor: str) -> str:
    different = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    return " OR ".join(f'OLD."{name}" {different} NEW."{name}"' for name in columns)


def drop_statements(table: str, vendor: str) -> list[str]:
    where = "" if vendor == "sqlite" else f' ON "{table}"'
    return [
        f'DROP TRIGGER IF EXISTS "{trigger_name(table, verb)}"{where}' for verb in VERBS[vendor]
    ]


class AppendOnly(migrations.RunPython):
    """Migration operation: rows of `table` can be added and read, and nothing else.

    Raises ValueError on a database that is neither SQLite nor PostgreSQL: the promise to chief
    officers could not be kept there.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(_runner(table, _anew), _runner(table, _dropping))

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return (self.__class__.__name__, [], {"table": self.table})


def append_only(migration: str) -> list[AppendOnly]:
    """The operations by which a migration guards its tables of `PERMANENT`."""
    return [AppendOnly(table) for table in PERMANENT[migration]]


def guard_anew(connection: BaseDatabaseWrapper) -> None:
    """Give every table of the record its triggers as they are written here."""
    with connection.cursor() as cursor:
        for table in _recorded(connection):
            for statement in _anew(connection, table):
                cursor.execute(statement)


def unguarded(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Table and verb of each trigger that is not there, or does not fire."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRING[connection.vendor])
        firing = {name for (name,) in cursor.fetchall()}
    return [
        (table, verb)
        for table in _recorded(connection)
        for verb in VERBS[connection.vendor]
        if trigger_name(table, verb) not in firing
    ]


_FIRING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')",
}


def _recorded(connection: BaseDatabaseWrapper) -> list[str]:
    """Those of the guarded tables that are there."""
    there = set(connection.introspection.table_names())
    tables = [table for tables in PERMANENT.values() for table in tables]
    return [table for table in (*tables, *FIXED) if table in there]


def _anew(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    return [*_dropping(connection, table), *_creating(connection, table)]


def _creating(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    vendor = connection.vendor
    unique = _unique_columns(connection, table) if vendor == "sqlite" else ()
    if table in FIXED:
        return _fixed_statements(table, FIXED[table], vendor, unique)
    return create_statements(table, vendor, unique)


def _unique_columns(connection: BaseDatabaseWrapper, table: str) -> list[list[str]]:
    """The sets of columns of which each row has its own; what holds for some rows is left out."""
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA index_list("{table}")')
        names = [row[1] for row in cursor.fetchall() if row[2] and not row[4]]
        sets = []
        for name in names:
            cursor.execute(f'PRAGMA index_info("{name}")')
            sets.append([row[2] for row in cursor.fetchall()])
    return sets


def _dropping(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    return drop_statements(table, connection.vendor)


Statements = Callable[[BaseDatabaseWrapper, str], list[str]]
Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]


def _runner(table: str, statements: Statements) -> Step:
    def run(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        vendor = schema_editor.connection.vendor
        if vendor not in VERBS:
            raise ValueError(f"cpcplan keeps its records on SQLite or PostgreSQL, not on {vendor}")
        for statement in statements(schema_editor.connection, table):
            schema_editor.execute(statement, params=None)

    return run


def _sqlite(table: str, verb: str, when: str = "1 = 1") -> str:
    return (
        f'CREATE TRIGGER "{trigger_name(table, verb)}" BEFORE {verb} ON "{table}" WHEN {when} '
        f"BEGIN SELECT RAISE(ABORT, '{table} is a permanent record and cannot be changed'); END"
    )


def _sqlite_insert(table: str, unique: Iterable[Sequence[str]]) -> str:
    """A row that has the key of another, or what only one may have, would take its place."""
    sets = [["id"], *(columns for columns in unique if list(columns) != ["id"])]
    same = " OR ".join(
        "(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in columns) + ")"
        for columns in sets
    )
    taken = f'EXISTS (SELECT 1 FROM "{table}" WHERE {same})'  # noqa: S608 (names of ours)
    return _sqlite(table, "INSERT", taken)


_FUNCTION = """
CREATE OR REPLACE FUNCTION cpcplan_refuse_change() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '% is a permanent record and cannot be changed', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END;
$$ LANGUAGE plpgsql
"""


def _postgresql(table: str, verb: str, function: str = "cpcplan_refuse_change") -> str:
    each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
    return (
        f'CREATE TRIGGER "{trigger_name(table, verb)}" BEFORE {verb} ON "{table}" '
        f'FOR EACH {each} EXECUTE FUNCTION "{function}"()'
    )


def _postgresql_where(table: str, verb: str, condition: str) -> list[str]:
    """A function of its own, and no WHEN: a column that a trigger names could not be altered."""
    name = trigger_name(table, verb)
    row = "NEW" if verb == "UPDATE" else "OLD"
    function = f"""
CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger AS $$
BEGIN
    IF {condition} THEN
        RAISE EXCEPTION '% is a permanent record and cannot be changed', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN {row};
END;
$$ LANGUAGE plpgsql
"""
    return [function, _postgresql(table, verb, name)]
