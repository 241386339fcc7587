"""Guesses at once are counted one by one: by threads, and by processes beside each other."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from gatehouse.models import TryCount
from gatehouse.services.tries import begin_try, end_try
from tests import factories as make
from tests.jobs.conftest import ROOT, database_url
from tests.reminders.test_digest_two_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)
GUESS = """
import django, sys
django.setup()
from datetime import datetime
from gatehouse.services.tries import begin_try, end_try
now = datetime.fromisoformat(sys.argv[1])
looked_at = 0
for number in range(12):
    begun = begin_try(account="una@example.test", address="192.0.2.33", device="", now=now)
    looked_at += begun.until is None
print(looked_at)
"""


def guess(right=False):
    begun = begin_try(account="una@example.test", address="192.0.2.33", device="", now=NOW)
    if begun.until is None:
        end_try(begun=begun, right=right, now=NOW)
    return begun.until is None


def counts():
    return {row.scope: row.count for row in TryCount.objects.all()}


def test_guesses_at_once_are_let_through_five_times():
    make.UserFactory(email="una@example.test")

    answers = at_once(*[guess] * 12)

    assert sorted(answers) == [False] * 7 + [True] * 5
    assert counts() == {"address": 5, "account": 5, "pair": 5}


def test_right_ones_at_once_leave_nothing():
    assert at_once(*[lambda: guess(right=True)] * 4) == [True] * 4
    assert counts() == {"address": 0, "account": 0, "pair": 0}


def test_processes_count_together(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cpcplan.settings",
        "CPCPLAN_DATA": str(tmp_path),
        "DATABASE_URL": database_url(),
    }
    command = [sys.executable, "-c", GUESS, NOW.isoformat()]
    pipe = subprocess.PIPE
    beside = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, text=True)
        for _ in range(2)
    ]

    answers = [json.loads(process.communicate()[0]) for process in beside]

    assert sum(answers) == 5
    assert counts() == {"address": 5, "account": 5, "pair": 5}
