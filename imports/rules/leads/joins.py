"""What a lead of a plan is joined to: a post that stands, a group, or a post that is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Target(StrEnum):
    POST = "post"
    GROUP = "group"
    NEW = "new"


class Named(Protocol):
    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Join:
    """A lead as printed, and what it leads to. `value` is how a choice writes it."""

    name: str
    target: Target = Target.NEW
    pk: int = 0
    to: str = ""
    chosen: bool = False

    @property
    def value(self) -> str:
        return self.target.value if self.target == Target.NEW else f"{self.target}:{self.pk}"


def joins_of(
    leads: Mapping[str, str],
    posts: Mapping[str, Named],
    groups: Mapping[str, Named],
    chosen: Mapping[str, str],
) -> dict[str, Join]:
    """The join of each lead (`{key: name as printed}`) by its key.

    A person's choice goes before the names; one whose row is gone counts for nothing.
    """
    return {
        key: _chosen(name, chosen.get(key, ""), posts, groups)
        or _named(name, key, posts, groups)
        or Join(name)
        for key, name in leads.items()
    }


def _chosen(
    name: str, value: str, posts: Mapping[str, Named], groups: Mapping[str, Named]
) -> Join | None:
    target, _, pk = value.partition(":")
    if target == Target.NEW:
        return Join(name, chosen=True)
    rows = {Target.POST.value: posts, Target.GROUP.value: groups}.get(target, {})
    row = next((row for row in rows.values() if str(row.pk) == pk), None)
    return Join(name, Target(target), row.pk, row.name, chosen=True) if row else None


def _named(
    name: str, key: str, posts: Mapping[str, Named], groups: Mapping[str, Named]
) -> Join | None:
    if row := posts.get(key):
        return Join(name, Target.POST, row.pk, row.name)
    if row := groups.get(key):
        return Join(name, Target.GROUP, row.pk, row.name)
    return None
