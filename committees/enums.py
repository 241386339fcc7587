from typing import Final

from django.db.models import TextChoices

# names of tasks: what services ring and workers answer to
SEND_ADDRESS_LINK: Final = "committees.send_address_link"


class Nation(TextChoices):
    SCOTLAND = "scotland", "Scotland"
    ENGLAND = "england", "England"
    WALES = "wales", "Wales"


class BodyKind(TextChoices):
    COMMITTEE = "committee", "Child protection committee or safeguarding partnership"
    SUB_COMMITTEE = "sub_committee", "Sub-committee"
    REGIONAL_GROUP = "regional_group", "Regional group"
    CHIEF_OFFICERS_GROUP = "chief_officers_group", "Chief officers group"
    OTHER = "other", "Other body"


class Cadence(TextChoices):
    MONTHLY = "monthly", "Monthly"
    SIX_WEEKLY = "six_weekly", "Every six weeks"
    QUARTERLY = "quarterly", "Quarterly"
    TWICE_YEARLY = "twice_yearly", "Twice a year"
    ANNUALLY = "annually", "Annually"
    AS_REQUIRED = "as_required", "As required"


class PostKind(TextChoices):
    POST = "post", "Post"
    GROUP = "group", "Group"


class Capacity(TextChoices):
    HOLDER = "holder", "Holder"
    DEPUTY = "deputy", "Deputy"


class Seat(TextChoices):
    CHAIR = "chair", "Chair"
    VICE_CHAIR = "vice_chair", "Vice-chair"
    MEMBER = "member", "Member"
    ADVISER = "adviser", "Adviser"


class MeetingKind(TextChoices):
    """How a body came to its decisions; only ordinary meetings have a quarter round them."""

    ORDINARY = "ordinary", "Ordinary meeting"
    EXTRAORDINARY = "extraordinary", "Extraordinary meeting"
    CORRESPONDENCE = "correspondence", "Decision by correspondence"


class OfferState(TextChoices):
    """What became of an area's offer to let its regional group serve another one."""

    WAITING = "waiting", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class AccessKind(TextChoices):
    """What a second person is asked to confirm."""

    ROLE = "role", "A role"
    HOLDING = "holding", "A post"
    ADDRESS = "address", "An address"
    RETURN = "return", "Signing in again"


class AccessBasis(TextChoices):
    """By whose word access changed."""

    SECOND_PERSON = "second_person", "Proposed by one person, confirmed by another"
    OPERATOR = "operator", "Set up by whoever runs cpcplan"
    FOUNDING = "founding", "Set up with the area"


class AccessState(TextChoices):
    """What became of a proposed change of access."""

    WAITING = "waiting", "Waiting for a second person"
    CONFIRMED = "confirmed", "Confirmed"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    VOID = "void", "Void"
    EXPIRED = "expired", "Expired"
