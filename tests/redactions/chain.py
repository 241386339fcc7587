"""The chain beside its rows: what a verifier would say after texts were taken out."""

from django.apps import apps

from audit.models import Event, Link
from audit.models.triggers import FOLLOWED, PERMANENT
from audit.queries.chain import columns_of, contents
from audit.rules.chain import BEGINNING, REMOVED, row_digest


def breaks() -> list[str]:
    """Each link that does not follow the one before, each row that is not what its newest link
    says, and each text that was taken out without an event."""
    wrong, before, newest = [], BEGINNING, {}
    for link in Link.objects.order_by("pk"):
        if link.entry.follow(before) != link.hash:
            wrong.append(f"{link} does not follow")
        before = link.hash
        newest[link.table, link.key] = link
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    for table in (*(table for names in PERMANENT.values() for table in names), *FOLLOWED):
        model = models[table]
        keys = list(model._base_manager.values_list("pk", flat=True))
        for key, values in contents(model, keys, columns_of(model), "default"):
            link = newest[table, key]
            if row_digest(values, link.salts) != link.digest:
                wrong.append(f"{table} {key} is not what it was")
            if {*link.salts.removed} - _told(model, key):
                wrong.append(f"{table} {key} lost a text and no event says so")
    return wrong


def _told(model, key) -> set[str]:
    events = Event.objects.filter(verb=REMOVED, target_type=model._meta.label_lower, target_id=key)
    return {path for event in events for path in event.changes["paths"]}
