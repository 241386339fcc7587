"""Several writers at once, and one that is killed: the chain has one end, and nothing half done."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction

from accounts.models import Agency
from audit.models import Event, Link
from audit.queries.verification import breaks
from audit.services import record
from tests import factories as make
from tests.jobs.conftest import database_url

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
HALF_WAY = """
import time
import django
django.setup()
from django.db import transaction
from accounts.models import Agency
from audit.services import record
with transaction.atomic():
    record(by=None, verb="half", target=Agency.objects.first())
    print("written", flush=True)
    time.sleep(60)
"""


def write(agency: Agency) -> None:
    try:
        for number in range(5):
            with transaction.atomic():
                record(by=None, verb="said", target=agency, changes={"number": number})
                Agency.objects.filter(pk=agency.pk).update(name=f"{agency.name} {number}")
    finally:
        connection.close()


def test_writers_at_once_make_one_chain():
    agencies = [make.AgencyFactory() for _ in range(6)]
    before = Link.objects.count()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, agencies))

    assert (Event.objects.count(), Link.objects.count() - before) == (30, 30)
    assert list(breaks()) == []


def test_nothing_is_left_of_a_writer_that_is_killed():
    make.AgencyFactory()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    environment["CPCPLAN_TEST_DATABASE_URL"] = database_url()
    with subprocess.Popen(
        [sys.executable, "-c", HALF_WAY], env=environment, cwd=ROOT, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout.readline() == b"written\n"
        writer.kill()

    record(by=None, verb="said", target=Agency.objects.first())

    assert (list(Event.objects.values_list("verb", flat=True)), list(breaks())) == (["said"], [])
