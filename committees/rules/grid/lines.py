"""What each line of the grid would do: new, changed, unchanged, or doubtful with the reason.

Nothing is guessed: what is doubtful stops the whole grid until a person has put it right.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Final

from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from committees.rules.grid.known import Known, KnownPerson, KnownPost
from committees.rules.grid.paste import GridRow
from committees.rules.lead_words import is_group, is_post, lead_key
from timescales.date_format import long_day

# who is given a role here without a last day
ROLES: Final = tuple(role for role in Role if role != Role.INSPECTOR)
_NEAR: Final = 0.9


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"
    BLANK = ""


@dataclass
class Line:
    """One row with what it would do. `doubts` are by field; `repeats` is an earlier row that says
    the same. `person` is who it names, where the area knows them."""

    number: int
    row: GridRow
    post: KnownPost | None = None
    group: tuple[int, str] | None = None
    person: KnownPerson | None = None
    does: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)
    gives: str = ""
    agency: str = ""
    agency_changes: bool = False
    holds: bool = False
    is_new: bool = False

    @property
    def blank(self) -> bool:
        return not any(self.row)

    @property
    def outcome(self) -> Outcome:
        if self.blank:
            return Outcome.BLANK
        if self.doubts:
            return Outcome.DOUBTFUL
        if not self.does:
            return Outcome.UNCHANGED
        return Outcome.NEW if self.is_new else Outcome.CHANGED

    @property
    def is_group(self) -> bool:
        """Whether what is new here is a group rather than a post."""
        words = self.row.title
        return bool(self.group) or (is_group(words) and not is_post(words))


class Grid:
    """The lines of a grid, read one after the other: a later one knows what an earlier one does."""

    def __init__(self, known: Known, starts: date) -> None:
        self.known, self.starts = known, starts
        self.lines: list[Line] = []
        self._titles: dict[str, Line] = {}
        self._people: dict[str, Line] = {}
        self._agencies = dict(known.agencies)
        self._given: set[tuple[int, str]] = set()

    def read(self, row: GridRow) -> Line:
        """The next line of the grid, read against the area and the lines before it."""
        line = Line(len(self.lines) + 1, row)
        self.lines.append(line)
        if line.blank or self._repeats(line):
            return line
        self._read_title(line)
        self._read_person(line)
        self._read_agency(line)
        self._read_holder(line)
        if not row.title and not line.doubts and not line.does and line.person is None:
            line.doubts["title"] = "Write the post or group that this row is about."
        return line

    def _repeats(self, line: Line) -> bool:
        same = (other for other in self.lines[:-1] if _folded(other.row) == _folded(line.row))
        first = next(same, None)
        if first:
            line.notes.append(f"The same as row {first.number}.")
        return first is not None

    def _read_title(self, line: Line) -> None:
        title = line.row.title
        if not title:
            return
        key = lead_key(title)
        line.group = self.known.groups.get(key)
        line.post = self.known.posts.get(key)
        mark = f"post {line.post.pk}" if line.post else key
        if first := self._titles.get(mark):
            line.doubts["title"] = (
                f"Row {first.number} is about this post too. A post has one holder: leave one of "
                "the rows out, and name a deputy afterwards."
            )
            return
        self._titles[mark] = line
        if line.post:
            if key != lead_key(line.post.title):
                line.notes.append(f"“{title}” is the post {line.post.title}.")
            return
        line.is_new = True
        stands_for = f", which stands for {line.group[1]}" if line.group else ""
        line.does.append(f"New {'group' if line.is_group else 'post'} {title}{stands_for}.")
        near = get_close_matches(key, list(self.known.posts), n=1, cutoff=_NEAR)
        if near:
            other = self.known.posts[near[0]].title
            line.notes.append(f"Nearly {other}, which stands already. Is it the same?")

    def _read_person(self, line: Line) -> None:
        name, email = line.row.name, line.row.email.casefold()
        if not name and not email:
            if line.row.role:
                line.doubts["name"] = "Say who has this role."
            return
        line.person = self._person(line, name, email)
        if line.doubts:
            return
        if line.person:
            self._read_role(line, line.person)
        elif email:
            self._read_newcomer(line, name, email)

    def _person(self, line: Line, name: str, email: str) -> KnownPerson | None:
        """Whom the row names, among those that the area knows; doubts where it is not plain."""
        called = [one for one in self.known.people.values() if _fold(one.name) == _fold(name)]
        if not email:
            return self._by_name(line, name, called)
        known = self.known.people.get(email)
        if known:
            if name and _fold(known.name) != _fold(name):
                line.doubts["name"] = f"This is the address of {known.name} here. Put one right."
            return known
        if called:
            line.doubts["email"] = (
                f"{called[0].name} has a role here with {called[0].email}. Write that address. If "
                "this is somebody else of the same name, add them under People first."
            )
        return None

    def _by_name(self, line: Line, name: str, called: Sequence[KnownPerson]) -> KnownPerson | None:
        earlier = [one for one in self._people.values() if _fold(one.row.name) == _fold(name)]
        if len(called) == 1 and not earlier:
            return called[0]
        if len(called) + len(earlier) > 1:
            line.doubts["email"] = f"Several are called {name}. Give the address."
        elif earlier:
            line.row = line.row._replace(email=earlier[0].row.email)
        else:
            line.doubts["email"] = f"Nobody called {name} has a role here. Give the address."
        return None

    def _read_role(self, line: Line, person: KnownPerson) -> None:
        role = line.row.role
        if role and role not in person.roles and (person.pk, role) not in self._given:
            if not self.known.adds_people:
                line.doubts["role"] = "Roles are given by an administrator of the area."
            elif person.pk == self.known.by:
                line.doubts["role"] = "Nobody gives themselves a role."
            else:
                line.gives = role
                self._given.add((person.pk, role))
                line.does.append(f"{person.name} becomes {Role(role).label.lower()}.")
        if line.row.title and not _updates({*person.roles, role}):
            line.notes.append(
                f"{person.name} has no role here that updates actions: give “Action lead” too."
            )

    def _read_newcomer(self, line: Line, name: str, email: str) -> None:
        first = self._people.get(email)
        if first:
            if name and _fold(first.row.name) != _fold(name):
                line.doubts["name"] = f"Row {first.number} gives this address to another name."
            elif line.row.role and line.row.role != first.gives:
                line.doubts["role"] = f"Row {first.number} gives another role to this person."
            return
        if not name:
            line.doubts["name"] = "Give the name of this person."
        elif not self.known.adds_people:
            line.doubts["name"] = (
                "Nobody with a role here has this address. People are added by an administrator."
            )
        elif not line.row.title and not line.row.role:
            line.doubts["role"] = "Choose the role of this person, or write a post."
        else:
            line.gives = line.row.role or Role.ACTION_LEAD.value
            line.is_new = True
            line.does.append(f"{name} is added as {Role(line.gives).label.lower()}.")
            self._people[email] = line

    def _read_agency(self, line: Line) -> None:
        written = line.row.agency
        if not written:
            return
        if not line.row.title:
            line.notes.append("The agency belongs to a post; this row has none.")
            return
        near = get_close_matches(_fold(written), list(self._agencies), n=1, cutoff=_NEAR)
        line.agency = self._agencies.get(_fold(written), written)
        if _fold(written) not in self._agencies:
            line.does.append(f"New agency {written}.")
            if near:
                line.notes.append(f"Nearly {self._agencies[near[0]]}. Is it the same?")
            self._agencies[_fold(written)] = written
        if line.post and _fold(line.post.agency) != _fold(written):
            line.agency_changes = True
            before = f" instead of {line.post.agency}" if line.post.agency else ""
            line.does.append(f"{line.post.title} belongs to {line.agency}{before}.")

    def _read_holder(self, line: Line) -> None:
        if not line.row.title or line.doubts or not (line.row.name or line.row.email):
            return
        name = line.person.name if line.person else line.row.name
        post = line.post
        own = line.person is not None and line.person.pk == self.known.by
        if own:
            line.notes.append("Somebody else confirms that you hold it.")
        if own and post and post.pk in self.known.own_waiting:
            return
        if post and post.holder is not None:
            if line.person and post.holder == line.person.pk:
                return
            if post.since and post.since >= self.starts:
                line.doubts["name"] = (
                    f"{post.holder_name} took this post up on {long_day(post.since)}. Choose a "
                    "later first day above, or end that first."
                )
                return
        line.holds = True
        day = long_day(self.starts)
        ends = f"; {post.holder_name}’s time ends the day before" if post and post.holder else ""
        line.does.append(f"{name or line.row.email} holds it from {day}{ends}.")


def read_lines(rows: Sequence[GridRow], known: Known, starts: date) -> list[Line]:
    """What each row would do, in their order."""
    grid = Grid(known, starts)
    return [grid.read(row) for row in rows]


def digest(lines: Sequence[Line]) -> str:
    """What a person was shown, in short: all that the lines do."""
    told = [(line.number, line.does) for line in lines if line.does]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def _updates(roles: set[str]) -> bool:
    updating = {Permission.UPDATE_OWN, Permission.UPDATE_GROUP}
    return any(ROLE_PERMISSIONS[Role(role)] & updating for role in roles if role)


def _fold(words: str) -> str:
    return " ".join(words.split()).casefold()


def _folded(row: GridRow) -> tuple[str, ...]:
    return tuple(_fold(words) for words in row)
