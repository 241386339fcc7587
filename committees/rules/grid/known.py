"""What an area has of posts, people and agencies when a grid is laid beside it. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class KnownPost:
    """A post of the area; `holder` is the key and name of who holds it, and since when."""

    pk: int
    title: str
    agency: str = ""
    holder: int | None = None
    holder_name: str = ""
    since: date | None = None


@dataclass(frozen=True)
class KnownPerson:
    """Somebody with a role in the area, and their roles here."""

    pk: int
    name: str
    email: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """The area as it stands.

    `posts` by every name that they answer to and `groups` (keys of bodies, with their names) by
    `lead_key`, `people` by their address, `agencies` by their name in small letters. `by` is who
    fills the grid in; `adds_people` says whether they propose roles, `own_waiting` for which posts
    they wait to be confirmed.
    """

    posts: Mapping[str, KnownPost] = field(default_factory=dict)
    groups: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    people: Mapping[str, KnownPerson] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    by: int = 0
    adds_people: bool = True
    own_waiting: frozenset[int] = frozenset()
