"""What the product holds about one person's account, for that person.

Gone over by the tables themselves: whatever points at a person is in it, also what comes later.
"""

from typing import Any, Final

from django.apps import apps
from django.db import models

from accounts.models import User
from audit.models import Event, GuardEntry

# opens something for whoever reads it, or means nothing to a person
SECRET: Final = frozenset(
    {"password", "mark", "digest", "session_key", "session_data", "data", "secret", "key"}
)


def own_data(user: User) -> dict[str, Any]:
    """Plain values by kind: the account; rows that go with it, whole; rows of the record, by what
    they are and when; what the record says that this person did."""
    own: dict[str, list[dict[str, Any]]] = {}
    recorded: dict[str, list[dict[str, Any]]] = {}
    for field in _fields_to_people():
        rows = field.model._default_manager.filter(**{field.name: user}).order_by("pk")
        whole = field.remote_field.on_delete is models.CASCADE or field.model.__name__ in _WHOLE
        name = f"{field.model._meta.verbose_name_plural} ({field.verbose_name})"
        if listed := [_whole(row) if whole else _named(row) for row in rows]:
            (own if whole else recorded)[name] = listed
    return {
        "account": _whole(user),
        "belongs to the account": own,
        "stands in the record": recorded,
        "what you did": [
            {"at": row.at, "what": row.verb, "of": row.target_label}
            for row in Event.objects.filter(actor_id=user.pk).order_by("pk")
        ],
        "what the guard saw": [
            {"at": row.at, "kind": row.kind, "outcome": row.outcome, "place": row.place}
            for row in GuardEntry.objects.filter(by_id=user.pk).order_by("pk")
        ],
    }


# of the record, but about this person and nobody else
_WHOLE: Final = frozenset({"RoleGrant", "PostHolding", "Membership", "Letter"})


def _fields_to_people() -> "list[models.ForeignKey[Any, Any]]":
    """Every column of every table that names a person."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is User
    ]


def _whole(row: models.Model) -> dict[str, Any]:
    return {
        field.name: str(value) if field.is_relation and value is not None else value
        for field in row._meta.concrete_fields
        if field.name not in SECRET
        for value in [field.value_from_object(row)]
    }


# what stands there of the person, beside words that are the committee's
_OF_PERSON: Final = {"narratives.step": ("kind", "signed_name", "signed_post", "digest")}


def _named(row: models.Model) -> dict[str, Any]:
    """What it is and its days; its words are the committee's, but for what names the person."""
    days = {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if isinstance(field, models.DateField)
    }
    own = {
        name: getattr(row, name)
        for name in _OF_PERSON.get(row._meta.label_lower, ())
        if getattr(row, name)
    }
    return {"what": row._meta.verbose_name, "number": row.pk, **own, **days}
