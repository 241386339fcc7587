from datetime import date

import pytest
from django.db import transaction

from demonstration.queries.sources import read_sources
from demonstration.services import load_area

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="package")
def _areas(django_db_setup, django_db_blocker):
    """All five areas, loaded once; each test then rolls back only what it does itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = [load_area(source=source, today=TODAY) for source in read_sources()]
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def areas(_areas, db):
    return _areas


@pytest.fixture(autouse=True)
def _loading_day(monkeypatch):
    """The day of loading is the day on which the tests look."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)
