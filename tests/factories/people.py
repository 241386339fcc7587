"""People, areas, bodies and posts."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from PIL import Image

from accounts.models import Agency, AgencyKind, User
from accounts.roles import Role
from audit.services import keep
from committees.enums import AccessKind, BodyKind, PostKind
from committees.models import (
    AccessChange,
    Area,
    Body,
    GroupOffer,
    Logo,
    Meeting,
    Membership,
    Post,
    PostHolding,
    RoleGrant,
)
from committees.rules.access import expires_on
from committees.services import answer_access
from entrance.models import FactorPolicy
from guard.enums import Purpose
from guard.models import GuardPattern
from retention.models import RetentionRule
from tests.factories.kept import KeptFactory

LONG_AGO = date(2020, 1, 1)
PASSWORD = "a quiet harbour at dusk"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.test")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)


class AgencyFactory(KeptFactory):
    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Agency {n}")
    kind = AgencyKind.COUNCIL


class AreaFactory(DjangoModelFactory[Area]):
    class Meta:
        model = Area
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Strath {n}")
    slug = factory.Sequence(lambda n: f"strath-{n}")

    @factory.post_generation
    def factor_roles(area: Area, create: bool, roles: Sequence[Role] | None, **_: Any) -> None:
        """No role needs a second factor, where the test says no other."""
        if create:
            FactorPolicy.objects.create(area=area, roles=list(roles or []))


class RoleGrantFactory(DjangoModelFactory[RoleGrant]):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    area = factory.SubFactory(AreaFactory)
    role = Role.MEMBER
    starts = LONG_AGO
    ends = factory.LazyAttribute(lambda o: date(2099, 1, 1) if o.role == Role.INSPECTOR else None)


class RetentionRuleFactory(DjangoModelFactory[RetentionRule]):
    class Meta:
        model = RetentionRule

    area = factory.SubFactory(AreaFactory)


@cache
def drawn_logo(colour: str = "navy", size: tuple[int, int] = (240, 96)) -> bytes:
    """A picture that may be a logo, as PNG."""
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()


class LogoFactory(DjangoModelFactory[Logo]):
    class Meta:
        model = Logo

    area = factory.SubFactory(AreaFactory)
    image = factory.LazyFunction(drawn_logo)
    sha256 = factory.LazyAttribute(lambda o: sha256(o.image).hexdigest())
    width, height = 240, 96
    alt = "Logo of the committee"


class GuardPatternFactory(DjangoModelFactory[GuardPattern]):
    class Meta:
        model = GuardPattern

    area = factory.SubFactory(AreaFactory)
    purpose = Purpose.REFERENCE
    text = factory.Sequence(lambda n: f"CASE{n}-####")
    added_by = factory.SubFactory(UserFactory)


class BodyFactory(KeptFactory):
    class Meta:
        model = Body

    area = factory.SubFactory(AreaFactory)
    name = factory.Sequence(lambda n: f"Child Protection Committee {n}")
    kind = BodyKind.COMMITTEE


class RegionalGroupFactory(BodyFactory):
    """A group that can serve several areas; `serves` are those besides its own."""

    class Meta:
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Regional practice group {n}")
    kind = BodyKind.REGIONAL_GROUP

    @factory.post_generation
    def serves(body: Body, create: bool, areas: Sequence[Area] | None, **_: Any) -> None:
        if areas:
            body.also_serves.set(areas)
            keep(by=None, row=body)


class GroupOfferFactory(DjangoModelFactory[GroupOffer]):
    """A regional group of one area that waits for the answer of another."""

    class Meta:
        model = GroupOffer

    body = factory.SubFactory(RegionalGroupFactory)
    area = factory.SubFactory(AreaFactory)
    offered_on = LONG_AGO


class AccessChangeFactory(DjangoModelFactory[AccessChange]):
    """A role that waits for a second person."""

    class Meta:
        model = AccessChange

    area = factory.SubFactory(AreaFactory)
    kind = AccessKind.ROLE
    user = factory.SubFactory(UserFactory)
    former_email = factory.SelfAttribute("user.email")
    role = Role.MEMBER
    starts = factory.LazyFunction(timezone.localdate)
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = factory.LazyFunction(timezone.now)
    expires_on = factory.LazyAttribute(lambda row: expires_on(timezone.localdate()))


class PostFactory(KeptFactory):
    class Meta:
        model = Post

    area = factory.SubFactory(AreaFactory)
    title = factory.Sequence(lambda n: f"Head of Service {n}")


class GroupFactory(PostFactory):
    """A sub-committee as a lead: a post of the kind "group" with its body."""

    title = factory.Sequence(lambda n: f"Learning and Development Group {n}")
    kind = PostKind.GROUP
    body = factory.SubFactory(
        BodyFactory,
        area=factory.SelfAttribute("..area"),
        name=factory.SelfAttribute("..title"),
        kind=BodyKind.SUB_COMMITTEE,
    )


class PostHoldingFactory(DjangoModelFactory[PostHolding]):
    class Meta:
        model = PostHolding

    post = factory.SubFactory(PostFactory)
    user = factory.SubFactory(UserFactory)
    starts = LONG_AGO


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    body = factory.SubFactory(BodyFactory)
    name = factory.Sequence(lambda n: f"Member {n}")
    designation = "Service manager"
    starts = LONG_AGO


class MeetingFactory(DjangoModelFactory[Meeting]):
    class Meta:
        model = Meeting

    body = factory.SubFactory(BodyFactory)
    held_on = date(2026, 9, 10)


def person_with(role: Role, area: Area, **fields: Any) -> User:
    """Somebody who holds `role` in `area` today. `fields` go to the user."""
    user = UserFactory.create(**fields)
    RoleGrantFactory.create(user=user, area=area, role=role)
    return user


def holder_of(post: Post, role: Role = Role.ACTION_LEAD, **fields: Any) -> User:
    """Somebody who holds `post` today, with `role` in its area."""
    user = person_with(role, post.area, **fields)
    PostHoldingFactory.create(post=post, user=user)
    return user


def confirm_all(area: Area) -> list[AccessChange]:
    """What waits in `area` is confirmed by somebody who neither proposed it nor is concerned."""
    waiting = list(AccessChange.objects.filter(area=area).waiting(timezone.localdate()))
    by = person_with(Role.VICE_CHAIR, area)
    return answer_access(by=by, area=area, changes=waiting, accepted=True)
