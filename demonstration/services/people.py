"""An area's agencies, bodies, posts, people, seats and meetings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password

from accounts.models import Agency, User
from accounts.roles import Role, needs_factor_by_default
from accounts.services import add_person
from committees.enums import Capacity
from committees.models import Area, Body, Meeting, Post
from committees.services import (
    add_agency_to_area,
    add_body,
    add_meeting,
    add_member,
    add_post,
    create_area,
    propose_person,
    propose_role,
    set_deputy,
    set_holder,
)
from demonstration.queries.sign_ins import FACTOR_SECRET, PASSWORD, email_of
from demonstration.queries.sources import Source, Table
from demonstration.rules import CONSIDERED, QUARTER, Timetable
from entrance.services import set_policy

ONE_DAY = timedelta(days=1)
INSPECTION = timedelta(days=60)
# Weeks before the committee's quarterly meeting at which a body of this cadence also meets.
WEEKS_BEFORE = {
    "monthly": (0, 4, 9),
    "six_weekly": (0, 7),
    "quarterly": (0,),
    "twice_yearly": (0,),
    "annually": (0,),
}


@dataclass
class Place:
    """An area in the making: its rows by the keys that the files use for them."""

    area: Area
    timetable: Timetable
    agencies: dict[str, Agency] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    meetings: dict[tuple[str, date], Meeting] = field(default_factory=dict)
    holdings: list[Table] = field(default_factory=list)

    @property
    def lead_officer(self) -> User:
        return self.people[self.lead_officer_key]

    lead_officer_key: str = ""

    def holder(self, post: str, on: date) -> User | None:
        """Who holds a post on a day, or nobody."""
        for row in self.holdings:
            holds = row["post"] == post and row.get("capacity", Capacity.HOLDER) == Capacity.HOLDER
            if holds and _since(self, row) <= on and (_until(self, row) or on) >= on:
                return self.people[row["person"]]
        return None


def make_place(source: Source, timetable: Timetable) -> Place:
    """Everything about an area but its plan."""
    about = source.people["area"]
    area = create_area(by=None, name=about["name"], nation=about["nation"], slug=about["slug"])
    guarded = about.get("second_factor", False)
    roles = needs_factor_by_default() if guarded else []
    set_policy(by=None, area=area, expected=0, roles=roles)
    place = Place(area, timetable, holdings=source.people["holdings"])
    for row in source.people["agencies"]:
        place.agencies[row["key"]] = add_agency_to_area(
            by=None, area=area, name=row["name"], kind=row["kind"]
        )
    _make_bodies(place, source.people["bodies"])
    _make_posts(place, source.people["posts"])
    _make_people(place, source.people["people"], source.slug)
    if guarded:
        _give_codes(place.people.values())
    _hold_posts(place)
    _seat(place, source)
    _hold_meetings(place, source.people["bodies"])
    return place


def _make_bodies(place: Place, rows: list[Table]) -> None:
    for position, row in enumerate(rows, start=1):
        place.bodies[row["key"]] = add_body(
            by=None,
            area=place.area,
            name=row["name"],
            kind=row["kind"],
            short_name=row.get("short", ""),
            parent=place.bodies.get(row.get("parent", "")),
            reports_to=place.bodies.get(row.get("reports_to", "")),
            cadence=row["cadence"],
            remit=row["remit"],
            position=position,
        )


def _make_posts(place: Place, rows: list[Table]) -> None:
    for row in rows:
        place.posts[row["key"]] = add_post(
            by=None,
            area=place.area,
            title=row["title"],
            kind=row.get("kind", "post"),
            agency=place.agencies.get(row.get("agency", "")),
            body=place.bodies.get(row.get("body", "")),
        )


def _make_people(place: Place, rows: list[Table], slug: str) -> None:
    for row in rows:
        user = add_person(
            by=None, name=row["name"], email=email_of(row, slug), area_id=place.area.pk
        )
        place.people[row["key"]] = user
        _grant(place, row, user)
        if row["role"] == Role.LEAD_OFFICER:
            place.lead_officer_key = row["key"]
    # One hash for all: the password is public, and hashing it for each would take half a minute.
    keys = [user.pk for user in place.people.values()]
    User.objects.filter(pk__in=keys).update(password=make_password(PASSWORD))


def _give_codes(people: Iterable[User]) -> None:
    """One-time codes of the public secret, as if each had set them up."""
    Authenticator.objects.bulk_create(
        Authenticator(
            user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(FACTOR_SECRET)}
        )
        for user in people
    )


def _grant(place: Place, row: Table, user: User) -> None:
    """Roles begin before the history does; an inspector's, and a leaver's, has an end."""
    started = place.timetable.history_start - timedelta(days=90)
    ends = None
    if "role_until" in row:
        ends = place.timetable.months_ago(row["role_until"]) - ONE_DAY
    if row["role"] == Role.INSPECTOR:
        started, ends = place.timetable.today, place.timetable.today + INSPECTION
    for role in [row["role"], *([row["also"]] if "also" in row else [])]:
        propose_role(
            by=None,
            user=user,
            area=place.area,
            role=role,
            starts=started,
            ends=ends,
            told=False,
        )


def propose_member(place: Place, source: Source) -> None:
    """Somebody whom the area's administrator proposed, and who waits for a second person."""
    if "proposed" not in source.people:
        return
    row = source.people["proposed"]
    propose_person(
        by=place.people[row["by"]],
        area=place.area,
        name=row["name"],
        email=email_of(row, source.slug),
        role=row["role"],
    )


def _hold_posts(place: Place) -> None:
    for row in place.holdings:
        put = set_deputy if row.get("capacity") == Capacity.DEPUTY else set_holder
        put(
            by=None,
            post=place.posts[row["post"]],
            user=place.people[row["person"]],
            starts=_since(place, row),
            ends=_until(place, row),
        )


def _seat(place: Place, source: Source) -> None:
    names = {row["key"]: row["name"] for row in source.people["people"]}
    for row in source.people["seats"]:
        key = row.get("person", "")
        add_member(
            by=None,
            body=place.bodies[row["body"]],
            name=names.get(key) or row["name"],
            designation=row["designation"],
            agency=place.agencies[row["agency"]],
            user=place.people.get(key),
            seat=row.get("seat", "member"),
            starts=_since(place, row),
            ends=_until(place, row),
        )


def _hold_meetings(place: Place, rows: list[Table]) -> None:
    for row in rows:
        for day in _meeting_days(row, place.timetable):
            meeting = add_meeting(by=None, body=place.bodies[row["key"]], held_on=day)
            place.meetings[row["key"], day] = meeting


def _meeting_days(row: Table, timetable: Timetable) -> Iterator[date]:
    """Past quarters' meetings and the next two quarters': groups meet before the committee, chief
    officers after it."""
    shift = timedelta(0) if row["key"] == "cpc" else timedelta(weeks=-5)
    if row["kind"] == "chief_officers_group":
        shift = CONSIDERED
    every = {"twice_yearly": 2, "annually": 4}.get(row["cadence"], 1)
    for quarter in range(timetable.meetings_back, -2, -1):
        if quarter % every:
            continue
        for weeks in WEEKS_BEFORE.get(row["cadence"], ()):
            yield timetable.meeting(0) - QUARTER * quarter + shift - timedelta(weeks=weeks)


def _since(place: Place, row: Table) -> date:
    return place.timetable.months_ago(row["since"])


def _until(place: Place, row: Table) -> date | None:
    return place.timetable.months_ago(row["until"]) - ONE_DAY if "until" in row else None
