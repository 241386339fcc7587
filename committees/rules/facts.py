"""What versions keep of bodies, of seats on them, and of posts."""

from typing import NotRequired, TypedDict


class BodyFacts(TypedDict):
    name: str
    short_name: str
    kind: str
    parent_id: int | None
    reports_to_id: int | None
    cadence: str
    also_serves: list[int]
    remit: str
    position: int


class MembershipColumns(TypedDict):
    name: str
    designation: str
    agency_id: int | None
    seat: str
    ends: str | None  # ISO text


class PostFacts(TypedDict):
    title: str
    kind: str
    agency_id: int | None
    body_id: int | None
    also_called: NotRequired[str]  # versions of before it was kept have none
