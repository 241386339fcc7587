"""What a review leaves in the tables of others: nothing, from its first day to its last."""

import pytest
from django.apps import apps
from django.db import connection

from audit.models import Event, Head, Link, Version
from learning_reviews.models import Entry
from tests import factories as make
from tests.learning_reviews.conftest import insiders, lived

OURS = {model._meta.db_table for model in apps.get_app_config("learning_reviews").get_models()}


def rows_of_others() -> dict[str, list[str]]:
    """Every row of every table that is not the register's."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    rows = {}
    with connection.cursor() as cursor:
        for table in sorted(tables - OURS):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = sorted(str(row) for row in cursor.fetchall())
    return rows


@pytest.mark.django_db(transaction=True)
def test_review_leaves_nothing_in_any_other_table():
    plan = make.PlanFactory(state="published")
    action = make.ActionFactory(plan=plan)
    people = insiders(plan.area)
    before = rows_of_others(), Head.objects.get().position
    numbers = Event.objects.count(), Version.objects.count(), Link.objects.count()

    lived(plan.area, action, people)

    assert (rows_of_others(), Head.objects.get().position) == before
    assert (Event.objects.count(), Version.objects.count(), Link.objects.count()) == numbers
    assert Entry.objects.count() > 10
