from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.metatests.world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One of everything, built once for a module; what a test writes is rolled back after it.

    Its objects are shared: a test that changes one in memory loads it afresh.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
