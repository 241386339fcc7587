"""Chief officers: the posts by which they decide, and the meetings of their group."""

from datetime import date

from accounts.models import User
from committees.enums import BodyKind
from committees.models import Area, Meeting, Membership, PostHolding

RECENT = 6


def officer_post(user: User, area: Area, on: date) -> str:
    """The post by which a chief officer decides, with their name: their seat on the group, else a
    post that they hold."""
    kind = BodyKind.CHIEF_OFFICERS_GROUP
    seats = Membership.objects.filter(user=user, body__area=area, body__kind=kind).current(on)
    seat = seats.order_by("pk").values_list("designation", flat=True).first()
    held = PostHolding.objects.filter(user=user, post__area=area).current(on)
    post = seat or held.order_by("pk").values_list("post__title", flat=True).first()
    return f"{post}, {user}" if post else f"{user}, chief officer"


def officers_seats(area: Area, on: date) -> list[str]:
    """The posts that sit on the area's chief officers group, with their holders. One query."""
    kind = BodyKind.CHIEF_OFFICERS_GROUP
    seats = Membership.objects.filter(body__area=area, body__kind=kind).current(on)
    return [f"{row.designation}, {row.name}" for row in seats.order_by("seat", "designation", "pk")]


def recent_groups_meetings(area: Area, today: date) -> list[Meeting]:
    """The last meetings that the area's chief officers group has held, the latest first."""
    kind = BodyKind.CHIEF_OFFICERS_GROUP
    held = Meeting.objects.filter(body__area=area, body__kind=kind, held_on__lte=today)
    return list(held.select_related("body").order_by("-held_on")[:RECENT])
