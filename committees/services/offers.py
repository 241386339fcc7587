"""A regional group serves another area: offered by the one that keeps it, answered by the other."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from audit.services import keep, record
from audit.services.edits import locked
from committees.enums import BodyKind, OfferState
from committees.models import Area, Body, GroupOffer
from committees.permissions import may


@transaction.atomic
def offer_group(*, by: User | None, body: Body, area: Area) -> GroupOffer:
    """Offer regional group `body` to `area`. Whoever manages that area too accepts it with this.

    Raises ValidationError where it is no regional group, serves the area or was offered already.
    """
    _check_offer(locked(body), area)
    offer = GroupOffer.objects.create(body=body, area=area, offered_on=timezone.localdate())
    for side in (body.area_id, area.pk):
        changes = {"area": area.name}
        record(by=by, verb="offered group", target=body, area_id=side, changes=changes)
    if by is not None and may(by, Permission.PEOPLE_MANAGE, area):
        return answer_offer(by=by, offer=offer, accepted=True)
    return offer


@transaction.atomic
def answer_offer(*, by: User | None, offer: GroupOffer, accepted: bool) -> GroupOffer:
    """Accept or decline for the area that was asked. Raises ValidationError when it was answered
    already, or the group is a regional one no more."""
    body = locked(offer.body)
    offer = locked(offer, "area")
    if offer.state != OfferState.WAITING:
        raise ValidationError(f"This was answered already: {offer.get_state_display().lower()}.")
    if accepted and body.kind != BodyKind.REGIONAL_GROUP:
        raise ValidationError(f"{body} is no regional group any more.")
    offer.state = OfferState.ACCEPTED if accepted else OfferState.DECLINED
    offer.answered_by, offer.answered_on = by, timezone.localdate()
    offer.save(update_fields=["state", "answered_by", "answered_on"])
    if accepted:
        _serve(by, body, {*body.also_serves.all(), offer.area})
    for side in (body.area_id, offer.area_id):
        changes = {"area": offer.area.name, "answer": offer.get_state_display()}
        record(by=by, verb="answered offer of group", target=body, area_id=side, changes=changes)
    return offer


@transaction.atomic
def end_serving(*, by: User | None, body: Body, area: Area) -> None:
    """`body` serves `area` no longer, from today. What it led there stays as it is.

    Raises ValidationError when it does not serve it, as after a second press.
    """
    body = locked(body)
    served = set(body.also_serves.all())
    if area not in served:
        raise ValidationError(f"{body} does not serve {area}.")
    _serve(by, body, served - {area})
    for side in (body.area_id, area.pk):
        changes = {"area": area.name}
        record(by=by, verb="ended serving of group", target=body, area_id=side, changes=changes)


def _serve(by: User | None, body: Body, areas: set[Area]) -> None:
    body.also_serves.set(areas)
    keep(by=by, row=body)


def _check_offer(body: Body, area: Area) -> None:
    if body.kind != BodyKind.REGIONAL_GROUP:
        raise ValidationError("Only a regional group serves several areas. Change what it is.")
    if area.pk == body.area_id or body.also_serves.filter(pk=area.pk).exists():
        raise ValidationError({"area": f"{body} serves {area} already."})
    if GroupOffer.objects.filter(body=body, area=area, state=OfferState.WAITING).exists():
        raise ValidationError({"area": f"{area} was asked already and has not answered yet."})
