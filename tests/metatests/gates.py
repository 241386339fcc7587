"""The kinds of gate that the table of addresses is made of; see tests/metatests/addresses.py."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from audit.services import record
from committees.models import Area
from dashboards.queries.information import Subject
from dashboards.services import take_information
from disclosure import Publication
from figures.models import Edition, RuleChange
from figures.rules.editions.release import canonical, digest
from tests import factories as make
from tests.factories.figures import EditionFactory, RuleChangeFactory

P = Permission
EVERY_ROLE = frozenset(Role)
# who sees an area at all: not those who read published editions alone
IN_AREA = frozenset(role for role in Role if P.AREA_READ in ROLE_PERMISSIONS[role])
READERS = frozenset(role for role in Role if P.PLAN_READ in ROLE_PERMISSIONS[role])


def holders(*permissions: Permission) -> frozenset[Role]:
    """Every role with one of these permissions."""
    return frozenset(r for r in Role if ROLE_PERMISSIONS[r] & set(permissions))


def recorded_by(area: Area) -> int:
    """The key of somebody of whom something is recorded in an area."""
    user = make.UserFactory.create()
    record(by=user, verb="edited area", target=area, area_id=area.pk)
    return user.pk


def taken_in(area: Area) -> int:
    """The key of what is recorded of somebody who took what was said in an area."""
    day = date(2026, 9, 10)
    subject = Subject(area, day, day)
    return take_information(
        by=make.UserFactory.create(), subject=subject, request="FOI 1", counts={}
    ).pk


@dataclass(frozen=True)
class Gate:
    """One address. `made` turns the world (tests/metatests/world.py) into its arguments.

    `writers` may send the form where that is fewer than those `allowed` to look.
    """

    made: Callable[[Any], list[Any]] | None = None
    allowed: frozenset[Role] = EVERY_ROLE
    known_by: frozenset[Role] = EVERY_ROLE
    post_only: bool = False
    in_area: bool = True
    writers: frozenset[Role] | None = None


def said_of_nothing() -> dict[str, str]:
    """What an edition without any figure has stored."""
    said = canonical(Publication(edition="Figures", cells=()))
    return {"said": said, "sha256": digest(said)}


def in_area(*permissions: Permission) -> Gate:
    """A page at an area's slug: whoever sees the area knows of it."""
    allowed = holders(*permissions) & IN_AREA if permissions else IN_AREA
    return Gate(lambda world: [world.area.slug], allowed, IN_AREA)


def of_area(name: str, *permissions: Permission, post_only: bool = False) -> Gate:
    """A page at the key of a row that whoever sees the area knows of."""
    allowed = holders(*permissions) & IN_AREA if permissions else IN_AREA
    return Gate(lambda world: [getattr(world, name).pk], allowed, IN_AREA, post_only=post_only)


def in_plan(*permissions: Permission, post_only: bool = False) -> Gate:
    """A page at a plan's slug: those who read plans know of it."""
    return Gate(
        lambda world: [world.plan.slug], holders(*permissions) & READERS, READERS, post_only
    )


def updaters(*permissions: Permission) -> frozenset[Role]:
    """Who may do this to the action that they lead: everybody in the test leads it."""
    return holders(P.UPDATE_OWN, P.UPDATE_GROUP, P.UPDATE_ANY) & READERS & holders(*permissions)


def of_plan(name: str, *permissions: Permission, post_only: bool = False) -> Gate:
    """A page at the key of a row that hangs from a plan."""
    return Gate(
        lambda world: [getattr(world, name).pk],
        holders(*permissions) & READERS,
        READERS,
        post_only,
    )


def of_update(*permissions: Permission, post_only: bool = False) -> Gate:
    """A page at the key of what a lead said last about `rated_action`."""
    return replace(
        of_plan("rated_action", *permissions, post_only=post_only),
        made=lambda world: [world.rated_action.updates.last().pk],
    )


def of_meeting(*permissions: Permission, post_only: bool = False, decision: bool = False) -> Gate:
    """A page of a meeting in its plan, or of one decision recorded there."""
    return Gate(
        lambda world: [
            world.plan.slug,
            world.meeting.pk,
            *([world.decision.pk] if decision else []),
        ],
        holders(*permissions) & READERS,
        READERS,
        post_only,
    )


def of_indicator(
    *permissions: Permission, post_only: bool = False, name: str = "indicator"
) -> Gate:
    """A page at the key of an indicator, or of what hangs from it: those who read plans or figures
    know what is counted."""
    known = holders(P.PLAN_READ, P.FIGURE_READ)
    return Gate(
        lambda world: [getattr(world, name).pk], holders(*permissions) & known, known, post_only
    )


def of_decided_words() -> Gate:
    """A page at the key of what was decided that words of a plan mean."""
    importers = holders(P.PLAN_IMPORT)
    return Gate(lambda world: [world.decided_words.pk], importers, importers)


def of_edited_file(*, post_only: bool = False) -> Gate:
    """A page at the key of an edited file of a plan that waits to be looked over."""
    editors = holders(P.PLAN_EDIT)
    return Gate(lambda world: [world.edited_file.pk], editors, editors, post_only)


EDITED_FILES = {
    "import_decisions": in_area(P.PLAN_IMPORT),
    "import_decision_forget": of_decided_words(),
    "edited_file": of_edited_file(),
    "edited_file_discard": of_edited_file(post_only=True),
}


def of_spreadsheet(*, post_only: bool = False) -> Gate:
    """A page at the key of a spreadsheet that waits to be looked over."""
    importers = holders(P.PLAN_IMPORT)
    return Gate(lambda world: [world.spreadsheet.pk], importers, importers, post_only)


def of_report(
    name: str, *permissions: Permission, post_only: bool = False, section: str = ""
) -> Gate:
    """A page at the key of a report or of its file, before it is issued."""
    known = holders(P.REPORT_READ)
    return Gate(
        lambda world: [getattr(world, name).pk, *([section] if section else [])],
        holders(*permissions) & known,
        known,
        post_only,
    )


def of_direction(*permissions: Permission) -> Gate:
    """A page at the key of a direction: those who read issued reports know of it."""
    known = holders(P.REPORT_READ_ISSUED)
    return Gate(lambda world: [world.direction.pk], holders(*permissions) & known, known)


def of_issued(name: str, *permissions: Permission, post_only: bool = False) -> Gate:
    """A page at the key of an issued report or of its delivery."""
    known = holders(P.REPORT_READ, P.REPORT_READ_ISSUED)
    return Gate(
        lambda world: [getattr(world, name).pk], holders(*permissions) & known, known, post_only
    )


# a page for whoever has any role in an area, be it to read published editions alone
KNOWN_AREA = Gate(lambda world: [world.area.slug])


def _prepared(area: Area) -> int:
    """The key of figures that wait for release."""
    waits = Edition.objects.filter(area=area, state="prepared").first()
    return (waits or EditionFactory.create(area=area, audience="public", **said_of_nothing())).pk


def of_edition(*permissions: Permission) -> Gate:
    """A page at the key of figures that wait for release: those who see exact numbers know of
    it."""
    known = holders(P.FIGURE_READ)
    return Gate(
        lambda world: [_prepared(world.area)],
        holders(*permissions) & known,
        known,
    )


def _waiting(area: Area) -> int:
    """The key of a rule that waits: one waits for an audience at a time."""
    waits = RuleChange.objects.filter(area=area, audience="public", state="waiting").first()
    return (waits or RuleChangeFactory.create(area=area, audience="public")).pk


def of_rule_change(*permissions: Permission, post_only: bool = False) -> Gate:
    """A page at the key of a rule for an audience that waits for a second person."""
    return Gate(
        lambda world: [_waiting(world.area)],
        holders(*permissions) & IN_AREA,
        IN_AREA,
        post_only,
    )
