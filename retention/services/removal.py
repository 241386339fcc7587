"""Removing what was kept long enough. The record of what was said, decided or issued stays."""

from datetime import date
from functools import partial

from django.apps import apps
from django.db import models, transaction

from accounts.models import User
from actions.models import Evidence
from audit.services import record
from audit.services.edits import locked
from committees.models import Area
from letters.models import Letter
from retention.enums import GONE
from retention.queries.due import due, rule_of
from updates.services import evidence_store as evidence_store


@transaction.atomic
def remove_due(*, by: User | None, area: Area, today: date) -> dict[str, int]:
    """Remove what the area's rule lets go on `today`; how many of each kind. Without a rule, or
    with nothing due, nothing is written. A second run finds nothing."""
    locked(area)
    rule = rule_of(area)
    if not rule.pk:
        return {}
    going = due(area, rule, today)
    counts = {kind: count for kind, count in going.counts().items() if count}
    for person in going.leavers:
        erase_account(by=by, user=person, area_id=area.pk)
    Letter.objects.filter(pk__in=list(going.letters.values_list("pk", flat=True))).update(text="")
    _remove_papers(going.papers)
    for rows in (going.drafts, going.spreadsheets, going.jobs):
        rows.delete()
    for plan in going.edited.distinct():
        plan.edited_files.filter(applied_at=None, made_at__lt=going.begun).delete()
    if counts:
        changes = {**counts, "on": today}
        record(by=by, verb="removed what was due", target=area, area_id=area.pk, changes=changes)
    return counts


@transaction.atomic
def erase_account(*, by: User | None, user: User, area_id: int | None = None) -> User:
    """Take away what the product holds about an account that is over.

    The address, the password, factors, sessions, devices, calendar addresses, drafts and the words
    of e-mails go. The name stays beside what this person said and decided in a post, and so does
    the record: that is the committee's, not the account's (docs/adr/0202). Raises ValueError for an
    account whose roles are current.
    """
    person = locked(user)
    if person.role_grants.filter(ends=None).exists():
        raise ValueError("An account with a role is not erased: the role is ended first")
    if person.email.endswith(GONE):
        return person
    for relation in _own_relations():
        relation.related_model._default_manager.filter(**{relation.field.name: person}).delete()
    _remove_papers(Evidence.objects.filter(added_by=person, update_shown=None))
    person.email, person.mail_day, person.is_active = f"person-{person.pk}{GONE}", None, False
    person.row_version += 1
    person.set_unusable_password()
    person.save()
    Letter.objects.filter(user_id=person.pk).update(text="", address=person.email)
    record(by=by, verb="erased account data", target=person, area_id=area_id)
    return person


def _own_relations() -> "list[models.ManyToOneRel]":
    """What the tables say goes with a person: sessions, factors, devices, addresses, drafts. What
    is the record protects its person and is not among it."""
    relations = (
        relation
        for relation in apps.get_model("accounts", "User")._meta.related_objects
        if isinstance(relation, models.ManyToOneRel)
    )
    return [relation for relation in relations if relation.on_delete is models.CASCADE]


def _remove_papers(rows: "models.QuerySet[Evidence]") -> None:
    """Evidence that was never sent, with its files."""
    for path in rows.exclude(path="").values_list("path", flat=True):
        transaction.on_commit(partial(evidence_store.forget, path))
    Evidence.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
