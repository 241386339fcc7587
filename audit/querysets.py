"""Which versions are read of what stands round a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from audit.enums import OF_REGISTERS, Kind
from audit.rules.chain import in_few_signs
from audit.rules.days import Kept, Later

M = TypeVar("M", bound=Model)


class VersionQuerySet(QuerySet[M]):
    def later_than(self, day: date, *, plan_id: int, area_id: int) -> Later:
        """What a plan, its area and the agencies were, of all that changed after `day`.

        Of the area's other plans only the plan itself is read, not what stands in it. One query;
        none for today, after which nothing can have changed.
        """
        if day >= timezone.localdate():
            return Later(day, {})
        mine = Q(plan_id=plan_id) | Q(plan_id=None, area_id=area_id) | Q(plan_id=None, area_id=None)
        rows = self.filter(mine | Q(kind=Kind.PLAN, area_id=area_id))
        return rows.exclude(kind__in=OF_REGISTERS)._later(day)

    def later_in(self, day: date, *, plan_id: int, area_id: int) -> Later:
        """The same with what the area's registers hold, and with its other plans and their actions,
        which these name."""
        if day >= timezone.localdate():
            return Later(day, {})
        named = Q(plan_id=None) | Q(plan_id=plan_id) | Q(kind__in=(Kind.ACTION, Kind.PLAN))
        return self.filter(named & Q(area_id=area_id) | Q(plan_id=None, area_id=None))._later(day)

    def later_of(self, day: date, kind: Kind, keys: Collection[int]) -> Later:
        """The same of some things alone, wherever they stand. One query; none for today."""
        if not keys or day >= timezone.localdate():
            return Later(day, {})
        return self.filter(kind=kind, key__in=keys)._later(day)

    def _later(self, day: date) -> Later:
        same = {"kind": OuterRef("kind"), "key": OuterRef("key")}
        after = self.model._default_manager.filter(**same, valid_from__gt=day)
        rows: Any = self.filter(Exists(after))
        versions: defaultdict[Kind, dict[int, list[Kept]]] = defaultdict(dict)
        for (kind, key), things in groupby(rows, lambda row: (row.kind, row.key)):
            versions[Kind(kind)][key] = list(things)
        return Later(day, versions)


class HeadQuerySet(QuerySet[M]):
    """The one row at which the chain of the record ends."""

    def column(self) -> Subquery:
        """The same whole, as a column of what is read anyway; NULL where nothing was entered."""
        words = Concat(Cast("position", TextField()), Value(":"), "hash", output_field=TextField())
        return Subquery(self.annotate(words=words).values("words")[:1], output_field=TextField())

    def printed(self, *, whole: bool) -> str:
        """As it is printed: "1204:9f3c…", the hash whole or its first sixteen signs; "" where
        nothing was entered yet."""
        head: Any = self.first()
        printed = f"{head.position}:{head.hash}" if head else ""
        return printed if whole else in_few_signs(printed)
