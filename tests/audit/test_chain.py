"""The chain: every row of the record has its link, whoever writes it, and one follows another."""

import pytest
from django.db import DatabaseError, connection, transaction

from actions.models import DeadlineRevision
from audit.models import Event, Head, Link, Shape, Version
from audit.models.triggers import unguarded
from audit.queries.chain import columns_of, contents
from audit.rules.chain import BEGINNING, row_digest
from audit.services import record
from audit.services.chain import forget_texts
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def said(*texts: str) -> list[Event]:
    area = make.AreaFactory()
    return [record(by=None, verb="said", target=area, changes={"text": text}) for text in texts]


def links_of(row) -> list[Link]:
    return list(Link.objects.filter(table=row._meta.db_table, key=row.pk))


def test_each_link_follows_the_one_before():
    with transaction.atomic():
        said("One", "Two")
    said("Three")

    links = list(Link.objects.all())
    hashes = [BEGINNING, *(link.hash for link in links)]
    assert [link.pk for link in links] == list(range(1, len(links) + 1))
    assert [link.entry.follow(hashes[at]) for at, link in enumerate(links)] == hashes[1:]
    head = Head.objects.get()
    assert (head.position, head.hash) == (len(links), hashes[-1])


def test_every_row_that_was_written_has_one_link():
    with transaction.atomic():
        said("One")
        make.ActionFactory()
    said("Two")

    for model in (Event, Version):
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        of_table = Link.objects.filter(table=model._meta.db_table)
        assert list(of_table.order_by("key").values_list("key", flat=True)) == keys


def test_digest_is_of_the_row_as_it_stands():
    [event] = said("Ask the school")

    [link] = links_of(event)
    [(_, values)] = contents(Event, [event.pk], columns_of(Event), "default")
    assert row_digest(values, link.salts) == link.digest


def test_what_was_rolled_back_is_in_no_link():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        said("Nothing")
        raise ZeroDivisionError

    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            said("Nothing either")
            raise ZeroDivisionError
        said("Something")

    assert Link.objects.filter(table="audit_event").count() == Event.objects.count() == 1


def test_a_followed_row_is_entered_each_time_it_changes():
    revision = make.DeadlineRevisionFactory()
    [first] = links_of(revision)

    with transaction.atomic():
        DeadlineRevision.objects.filter(pk=revision.pk).update(impact="More")
        DeadlineRevision.objects.filter(pk=revision.pk).update(impact="Later")
    revision.impact = "Later still"
    revision.save()

    links = links_of(revision)
    assert (len(links), links[0].digest) == (3, first.digest)
    assert [bool(link.salt) for link in links] == [False, False, True]


def test_a_followed_row_that_was_deleted_is_entered_as_gone():
    holding = make.PostHoldingFactory()
    key = holding.pk

    holding.delete()

    links = Link.objects.filter(table="committees_postholding", key=key)
    assert [bool(link.digest) for link in links] == [True, False]


def test_a_text_can_be_taken_out_of_a_row_and_the_rest_is_verified():
    [event] = said("Ask A. Child")
    [link] = links_of(event)
    [(_, values)] = contents(Event, [event.pk], columns_of(Event), "default")

    forget_texts(row=event, paths=["changes/text"])

    [after] = links_of(event)
    removed = {**values, "changes": {"text": "[removed]"}}
    changed = {**removed, "verb": "wrote"}
    assert (after.salt, after.hash, sorted(after.kept["removed"])) == (
        "",
        link.hash,
        ["changes/text"],
    )
    assert row_digest(removed, after.salts) == after.digest
    assert row_digest(changed, after.salts) != after.digest


def test_every_table_of_the_record_has_its_triggers():
    assert unguarded(connection) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_link",
        "UPDATE audit_link SET digest = ''",
        "UPDATE audit_link SET salt = 'ab'",
        "UPDATE audit_head SET position = 0",
        "DELETE FROM audit_head",
        "UPDATE audit_shape SET columns = '[]'",
    ],
)
def test_database_keeps_the_chain(statement):
    said("One")
    Shape.objects.create(id=1, table="audit_event", columns=["id"])

    with pytest.raises(DatabaseError, match="permanent record"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_nothing_takes_the_place_of_a_row():
    [event] = said("One")
    columns = "id, at, verb, actor_label, target_type, target_label, changes"
    row = f"({event.pk}, '2026-01-01', 'said', 'x', 'x', 'x', '{{}}')"
    replacing = {
        "sqlite": f"INSERT OR REPLACE INTO audit_event ({columns}) VALUES {row}",
        "postgresql": "TRUNCATE audit_event",
    }[connection.vendor]

    with pytest.raises(DatabaseError, match="permanent record"), connection.cursor() as cursor:
        cursor.execute(replacing)
