"""Forgeries: whatever of the record is changed past the program is found, at its row."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from actions.models import ProgressUpdate
from audit.models import Event, Head, Link
from audit.queries.verification import HeldHead, breaks, extent
from audit.rules.chain import REMOVED
from audit.services import record
from audit.services.chain import forget_texts, recorded_models
from tests import factories as make
from tests.audit.forgery import by_hand, entered, unrefused
from tests.audit.test_immutability import ROWS

pytestmark = pytest.mark.django_db

FOLLOWED = {
    "actions_deadlinerevision": make.DeadlineRevisionFactory,
    "actions_completion": make.CompletionFactory,
    "reporting_direction": make.DirectionFactory,
    "committees_postholding": make.PostHoldingFactory,
    "papers_paper": make.AgreedPaperFactory,
}


def event(text: str = "Ask the school") -> Event:
    return record(by=None, verb="said", target=make.AgencyFactory(), changes={"text": text})


@pytest.fixture
def written() -> dict[str, list[int]]:
    """A row of every permanent table and of some that are followed, by table."""
    for factory in (*ROWS.values(), *FOLLOWED.values()):
        factory()
    entered()
    return {
        model._meta.db_table: keys
        for model in recorded_models()
        if (keys := list(model._base_manager.order_by("pk").values_list("pk", flat=True)))
    }


def told(**options) -> list[str]:
    return [str(fault) for fault in breaks(**options)]


def places() -> list[tuple[str, int]]:
    return [(fault.table, fault.key) for fault in breaks()]


def test_nothing_is_broken_where_nobody_forged(written):
    assert ({*ROWS, *FOLLOWED} <= set(written), told()) == (True, [])


def another(field: models.Field, value):
    """Another value that a column could hold."""
    if isinstance(field, models.JSONField):
        return {**value, "forged": True} if isinstance(value, dict) else {"forged": True}
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | Decimal):
        return value + 1
    if isinstance(value, datetime | date):
        return value + timedelta(days=3)
    if isinstance(value, str):
        return (
            f"{value[: (field.max_length or 99) - 1]}x" if value[-1:] != "x" else f"{value[:-1]}y"
        )
    if isinstance(value, UUID):
        return uuid4()
    if isinstance(value, bytes | memoryview):
        return bytes(value) + b"x"
    assert value is None, type(value)
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    return date(2026, 1, 1) if isinstance(field, models.DateField) else 1


def test_every_column_can_be_changed(written):
    """What is drawn below is a few of them: none of the others would fail for want of a value."""
    for model in recorded_models():
        for row in model._base_manager.all():
            for field in model._meta.concrete_fields[1:]:
                value = getattr(row, field.attname)
                assert another(field, value) != value, field


@settings(
    max_examples=40, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(draw=st.data())
def test_a_changed_column_is_found_at_its_row(written, draw):
    table = draw.draw(st.sampled_from(sorted(written)))
    key = draw.draw(st.sampled_from(written[table]))
    model = next(model for model in recorded_models() if model._meta.db_table == table)
    field = draw.draw(st.sampled_from(model._meta.concrete_fields[1:]))
    before = model._base_manager.values_list(field.attname, flat=True).get(pk=key)

    with transaction.atomic():
        try:
            with transaction.atomic(), unrefused():
                rows = model._base_manager.filter(pk=key)
                rows.update(**{field.attname: another(field, before)})
        except (IntegrityError, ValueError):
            assume(False)
        seen = places()
        connection.written = {}
        transaction.set_rollback(True)

    assert seen == [(table, key)]


@settings(
    max_examples=15, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(draw=st.data())
def test_a_deleted_row_is_found(written, draw):
    table = draw.draw(st.sampled_from(sorted(written)))
    key = draw.draw(st.sampled_from(written[table]))

    with transaction.atomic():
        by_hand(f'DELETE FROM "{table}" WHERE id = %s', key)
        seen = places()
        transaction.set_rollback(True)

    assert seen == [(table, key)]


def test_a_row_that_was_written_by_hand_is_found(written):
    by_hand(
        "INSERT INTO audit_event (id, at, verb, actor_label, target_type, target_label, changes) "
        "VALUES (0, '2026-01-01', 'issued report', 'Una', 'reporting.report', 'Report', '{}')"
    )

    assert told() == ["audit_event 0: is in no link: it was written past the program"]


def test_an_event_that_is_dated_back_is_found(written):
    late = event()
    Event.objects.bulk_create([Event(pk=late.pk + 100, at=timezone.now() - timedelta(days=40))])
    entered()

    [fault] = breaks()
    assert (fault.table, fault.key) == ("audit_event", late.pk + 100)
    assert "says it was written on another day" in fault.words


def test_an_end_that_was_cut_off_is_found(written):
    last = Link.objects.last()
    by_hand(f'DELETE FROM "{last.table}" WHERE id = %s', last.key)
    by_hand("DELETE FROM audit_link WHERE id = %s", last.pk)

    assert told() == [f"The chain ends at link {last.pk - 1}, its head says {last.pk}: it was cut."]


def test_an_end_that_was_cut_off_with_the_head_is_found_by_a_head_that_somebody_holds(written):
    last, before = Link.objects.order_by("-pk")[:2]
    held = HeldHead(last.pk, last.hash[:16], "The letter of 1 October 2026")
    by_hand(f'DELETE FROM "{last.table}" WHERE id = %s', last.key)
    by_hand("DELETE FROM audit_link WHERE id = %s", last.pk)
    by_hand("UPDATE audit_head SET position = %s, hash = %s", before.pk, before.hash)

    assert (told(), told(held=[held])) == (
        [],
        [
            f"The letter of 1 October 2026 tells of {last.pk} links; "
            f"the chain has {before.pk}: it was cut."
        ],
    )


def test_a_chain_made_anew_from_the_middle_is_found_by_a_head_that_somebody_holds(written):
    held = HeldHead(extent().links, extent().head, "The report of June")
    update = ProgressUpdate.objects.earliest("pk")
    with unrefused():
        ProgressUpdate.objects.filter(pk=update.pk).update(what_happened="All was well.")
        link = Link.objects.get(table="actions_progressupdate", key=update.pk)
        links = Link.objects.filter(pk__gte=link.pk)
        keys = list(links.values_list("table", "key"))
        Head.objects.update(position=link.pk - 1, hash=Link.objects.get(pk=link.pk - 1).hash)
        links.delete()
        by_table = {model._meta.db_table: model for model in recorded_models()}
        for table, key in keys:
            connection.note(by_table[table], [key])
            entered()

    assert told() == []
    assert told(held=[held]) == [
        f"The report of June has another hash for link {held.position}: "
        "the chain was made anew at or before it."
    ]


def test_a_link_that_was_changed_is_found(written):
    link = Link.objects.get(pk=5)
    by_hand("UPDATE audit_link SET digest = %s WHERE id = 5", "0" * 64)

    assert places()[0] == (link.table, link.key)


def test_a_link_that_was_taken_out_is_found(written):
    by_hand("DELETE FROM audit_link WHERE id = 5")

    assert "link 5 before link 6 of it are gone" in told()[0]


def test_a_row_that_was_entered_again_is_found(written):
    row = event()
    entered()
    with unrefused():
        Event.objects.filter(pk=row.pk).update(verb="wrote")
    connection.note(Event, [row.pk])
    entered()

    assert told() == [f"audit_event {row.pk}: was entered again by link {extent().links}"]


def test_a_trigger_that_is_off_is_named(written):
    where = ' ON "plans_signoff"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER plans_signoff_refuses_delete{where}")

    assert told() == ["plans_signoff 0: the trigger that refuses DELETE is missing or switched off"]


def take_out(row: Event) -> None:
    forget_texts(row=row, paths=["changes/text"])
    with unrefused():
        Event.objects.filter(pk=row.pk).update(changes={"text": "[removed]"})


def test_a_text_that_was_taken_out_needs_its_event(written):
    row = event("Ask A. Child")
    entered()
    take_out(row)

    assert told() == [
        f"audit_event {row.pk}: a text was taken out (changes/text) and no event says so"
    ]


def test_a_text_that_was_taken_out_with_its_event_passes(written):
    row = event("Ask A. Child")
    entered()
    take_out(row)
    record(by=None, verb=REMOVED, target=row, changes={"paths": ["changes/text"]})
    entered()

    assert told() == []


def test_a_text_that_was_only_emptied_is_a_break(written):
    row = event("Ask A. Child")
    entered()
    with unrefused():
        Event.objects.filter(pk=row.pk).update(changes={"text": "[removed]"})
        Link.objects.filter(table="audit_event", key=row.pk).update(salt="")

    assert places() == [("audit_event", row.pk)]
