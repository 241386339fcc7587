"""What anything was on a day: one append-only table of versions of things."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.db import models
from django.utils import timezone

from audit.enums import Kind
from audit.querysets import VersionQuerySet


@dataclass(frozen=True)
class Thing:
    """A row as its newest version has to hold it.

    `state` is one of the typed states that each app's rules name, in JSON's own types. `plan_id`
    is None for what belongs to an area, `area_id` too for what belongs to several.
    """

    kind: Kind
    key: int
    plan_id: int | None
    area_id: int | None
    state: Mapping[str, object]


def columns(row: models.Model, names: Iterable[str]) -> dict[str, object]:
    """Some of a row's own columns (`post_id`, not `post`), as a version keeps them: days and sums
    as text."""
    return {name: plain(getattr(row, name)) for name in names}


def plain(value: Any) -> object:
    """A column's value in JSON's own types."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


class Versioned(Protocol):
    """A row of which versions are kept."""

    def thing(self) -> Thing: ...


class Sparing(Versioned, Protocol):
    """One that can give some of its own columns, where the whole of it takes more to load."""

    def part(self, *columns: str) -> Thing: ...


class Version(models.Model):
    """The whole state of one thing from a day on. Appended once, never changed.

    The first version of a thing has no lower bound (`valid_from` None) unless the thing came when
    everything round it stood already. Of one day the last appended holds. `recorded_at` is the
    moment of writing: a fact that is recorded late carries both days. No foreign keys, so that the
    past outlives the rows it tells of.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    key = models.BigIntegerField()
    plan_id = models.BigIntegerField(null=True)
    area_id = models.BigIntegerField(null=True)
    valid_from = models.DateField(null=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    by_id = models.BigIntegerField(null=True)
    by_label = models.CharField(max_length=200)
    state: "models.JSONField[Mapping[str, Any], dict[str, Any]]" = models.JSONField()
    removed = models.BooleanField(default=False)

    objects = VersionQuerySet["Version"].as_manager()

    class Meta:
        ordering = ["kind", "key", models.F("valid_from").asc(nulls_first=True), "pk"]
        indexes = [
            models.Index(fields=["plan_id", "kind", "key"]),
            models.Index(fields=["area_id", "kind", "key"]),
            models.Index(fields=["kind", "key", "valid_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key} from {self.valid_from or 'the beginning'}"
