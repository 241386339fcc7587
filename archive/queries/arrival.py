"""What of a file is held against this installation before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models.functions import Lower

from accounts.models import Agency, User
from archive.queries.contents import columns, goes, leads_to, model_of
from archive.queries.proof import recorded
from archive.rules.arrival import Arrived, files_there, hashes_right, same_form, whole_rows
from archive.rules.contents import AGENCY, TABLES, USER
from archive.rules.document import Row
from archive.rules.proof import proven
from archive.rules.refusals import Refused
from plans.models import Plan


def check(arrived: Arrived) -> None:
    """Raises `Refused` where a file does not fit this program or itself."""
    ours = {table: [field.attname for field in columns(table)] for table in TABLES}
    same_form(arrived.header, ours)
    whole_rows(arrived, ours)
    assert arrived.area
    files_there(arrived)
    hashes_right(arrived)
    for table in TABLES:
        for key, values in arrived.rows[table].items():
            _named(arrived, Row(table, key, values))


def _named(arrived: Arrived, row: Row) -> None:
    """Raises `Refused` where a row needs another that did not come."""
    for field in columns(row.table):
        table, key = leads_to(field), row.values[field.attname]
        needed = table and goes(table) and key is not None and not field.null
        if needed and key not in arrived.rows[table]:
            raise Refused(f"{row.table} {row.key} names {table} {key}, which is not in it.")


def proven_rows(arrived: Arrived) -> int:
    """How many rows of the record were held against their links in the other installation's
    chain. Raises `Refused` where one is not what it was."""
    tables = {model_of(table)._meta.db_table: table for table in TABLES if recorded(table)}
    for item in arrived.chain:
        table = tables.get(str(item.get("table")), "")
        values = arrived.rows[table].get(item.get("key", 0)) if table else None
        if values is None:
            raise Refused("Its proof tells of rows that are not in it: it was altered.")
        proven(item, typed(table, item["key"], values), arrived.place)
    return len(arrived.chain)


def typed(table: str, key: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """A row's columns by their names in the database, as the database would give them."""
    model = model_of(table)
    row: dict[str, Any] = {str(model._meta.pk.column): key}
    for field in columns(table):
        row[str(field.column)] = field.to_python(values[field.attname])
    return row


def people_here(arrived: Arrived) -> tuple[dict[int, User], dict[int, int]]:
    """Whose accounts are here already, by e-mail address, and which agencies, by name: each by the
    key that they have in the file."""
    addresses = {str(row["email"]).lower(): key for key, row in arrived.rows[USER].items()}
    users = User.objects.annotate(low=Lower("email")).filter(low__in=addresses)
    names = {str(row["name"]): key for key, row in arrived.rows[AGENCY].items()}
    agencies = Agency.objects.filter(name__in=names)
    return (
        {addresses[user.email.lower()]: user for user in users},
        {names[agency.name]: agency.pk for agency in agencies},
    )


def numbered(arrived: Arrived) -> dict[str, str]:
    """The addresses of plans that other plans have here already, with those that they get."""
    slugs = [str(row["slug"]) for row in arrived.rows["plans.plan"].values()]
    taken = Plan.objects.filter(slug__in=slugs).values_list("slug", flat=True)
    area = str(arrived.area["slug"])
    return {slug: f"{slug[: 118 - len(area)]}-{area}" for slug in taken}
