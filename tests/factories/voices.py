"""Factories of what children, young people and families said."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from tests.factories.people import AreaFactory, UserFactory
from tests.factories.plans import HeadingFactory
from voices.enums import LinkKind, Method, Relation, Who
from voices.models import Quotation, Voice, VoiceGroup, VoiceLink

SHARED = datetime(2026, 6, 5, 9, tzinfo=UTC)


class VoiceGroupFactory(DjangoModelFactory):
    class Meta:
        model = VoiceGroup

    area = factory.SubFactory(AreaFactory)
    name = factory.Sequence(lambda n: f"Young carers {n}")


class VoiceFactory(DjangoModelFactory):
    """What young people said and somebody has shared."""

    class Meta:
        model = Voice

    area = factory.SubFactory(AreaFactory)
    who = Who.YOUNG_PEOPLE
    method = Method.GROUP
    heard_on = date(2026, 6, 1)
    said = factory.Sequence(lambda n: f"Meetings are too long {n}.")
    shared_by = factory.SubFactory(UserFactory)
    shared_at = SHARED


class VoiceLinkFactory(DjangoModelFactory):
    """A voice is about a priority of its area."""

    class Meta:
        model = VoiceLink

    voice = factory.SubFactory(VoiceFactory)
    kind = LinkKind.CONCERNS
    heading = factory.SubFactory(HeadingFactory, plan__area=factory.SelfAttribute("...voice.area"))
    added_at = SHARED


class QuotationFactory(DjangoModelFactory):
    class Meta:
        model = Quotation

    voice = factory.SubFactory(VoiceFactory)
    words = factory.Sequence(lambda n: f"Nobody asked me {n}.")
    consent_from = Relation.OWN
    consent_on = date(2026, 6, 2)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = SHARED
