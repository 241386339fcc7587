"""What keeps the record in place: the databases' notes of it, and the triggers after migrations."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from audit.databases.written import RECORD
from audit.models.removal_triggers import allow_removal, refuse_removal
from audit.models.triggers import FOLLOWED, PERMANENT, guard_anew, unguarded
from audit.services.chain import begin, enter


def stand(app: AppConfig) -> None:
    """Called once, when the apps are ready."""
    RECORD.permanent = [table for tables in PERMANENT.values() for table in tables]
    RECORD.followed = list(FOLLOWED)
    RECORD.enter = enter
    pre_migrate.connect(before_migrations, sender=app)
    post_migrate.connect(after_migrations, sender=app)


def before_migrations(*, using: str, **options: Any) -> None:
    """No trigger knows of another table while tables are made anew."""
    refuse_removal(connections[using])


def after_migrations(*, using: str, **options: Any) -> None:
    """Every trigger is there again (SQLite loses those of a table that a migration makes anew),
    and what stood before there was a chain is entered in it."""
    connection = connections[using]
    if unguarded(connection):
        guard_anew(connection)
    allow_removal(connection)
    begin(using)
