"""A grid of posts, holders, agencies and addresses, written all at once or not at all."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Agency, User
from accounts.roles import Role
from audit.services import record
from audit.services.edits import locked
from committees.enums import PostKind
from committees.models import AccessChange, Area, Body, Post
from committees.queries.grid import known_in
from committees.rules.agency_words import agency_kind
from committees.rules.grid.lines import Line, digest, read_lines
from committees.rules.grid.paste import GridRow
from committees.services.access_letters import Told, write_access_letters
from committees.services.areas import add_agency_to_area
from committees.services.posts import add_post, put_under_agency, set_holder
from committees.services.proposals import propose_holding, propose_person, propose_role

CHANGED_SINCE = (
    "The table would do something else than you were shown: you changed it, or somebody changed "
    "the area. Read it again, then save it."
)


class Filled(NamedTuple):
    """How many lines did something, and how many people are new."""

    lines: int
    people: int


@transaction.atomic
def fill_grid(
    *,
    by: User,
    area: Area,
    rows: Sequence[GridRow],
    starts: date,
    seen: str,
    invite: bool = False,
) -> Filled:
    """Do what the lines say, all or nothing: posts, agencies, people, holders; roles are proposed.

    `seen` is the digest of what `by` was shown. A second press finds everything as it should be
    and writes nothing. Raises ValidationError when a line is doubtful, or when the lines would do
    something else than was shown.
    """
    locked(area)
    lines = read_lines(rows, known_in(area, by), starts)
    doing = [line for line in lines if line.does]
    if any(line.doubts for line in lines):
        raise ValidationError("Some rows are doubtful. Put them right, or empty them.")
    if not doing:
        return Filled(0, 0)
    if digest(lines) != seen:
        raise ValidationError(CHANGED_SINCE)
    giving = [line for line in doing if line.gives]
    changes = [_proposed(by, area, line, invite) for line in giving]
    people = {
        line.row.email.casefold(): change.user for line, change in zip(giving, changes, strict=True)
    }
    for line in doing:
        _write(by, area, line, starts, people)
    write_access_letters(by=by, area=area, changes=changes, told=Told.PROPOSED)
    told = {"lines": len(doing), "people": len(people)}
    record(by=by, verb="filled grid", target=area, area_id=area.pk, changes=told)
    return Filled(len(doing), sum(line.person is None and bool(line.gives) for line in doing))


def _proposed(by: User, area: Area, line: Line, invite: bool) -> AccessChange:
    """The role that this line proposes, to somebody of the area or somebody new to it."""
    role = Role(line.gives)
    if line.person:
        user = User.objects.get(pk=line.person.pk)
        return propose_role(by=by, user=user, area=area, role=role, invite=invite, told=False)
    name, email = line.row.name, line.row.email
    return propose_person(
        by=by, area=area, name=name, email=email, role=role, invite=invite, told=False
    )


def _write(by: User, area: Area, line: Line, starts: date, people: dict[str, User]) -> None:
    if not line.row.title:
        return
    agency = _agency(by, area, line)
    post = _post(by, area, line, agency)
    if line.holds:
        user = _holder(line, people)
        if user.pk == by.pk:
            propose_holding(by=by, post=post, starts=starts)
        else:
            set_holder(by=by, post=post, user=user, starts=starts)


def _holder(line: Line, people: dict[str, User]) -> User:
    if line.person:
        return User.objects.get(pk=line.person.pk)
    return people[line.row.email.casefold()]


def _agency(by: User, area: Area, line: Line) -> Agency | None:
    if not line.agency:
        return None
    kind = agency_kind(line.agency)
    return add_agency_to_area(by=by, area=area, name=line.agency, kind=kind)


def _post(by: User, area: Area, line: Line, agency: Agency | None) -> Post:
    """The line's post: made, put under another agency, or as it stands."""
    if line.post is None:
        return add_post(
            by=by,
            area=area,
            title=line.row.title,
            kind=PostKind.GROUP if line.is_group else PostKind.POST,
            agency=agency,
            body=Body.objects.get(pk=line.group[0]) if line.group else None,
        )
    post = Post.objects.select_related("area", "agency", "body").get(pk=line.post.pk)
    if not line.agency_changes:
        return post
    return put_under_agency(by=by, post=post, expected=post.row_version, agency=agency)
