"""Files in which an area leaves."""

import factory
from factory.django import DjangoModelFactory

from archive.enums import State
from archive.models import Departure
from tests.factories.people import AreaFactory, UserFactory
from tests.factories.quarter import MOMENT


class DepartureFactory(DjangoModelFactory[Departure]):
    """A file that is ready; of a state before that, give the state and take the rest away."""

    class Meta:
        model = Departure

    area = factory.SubFactory(AreaFactory)
    reason = "The committee moves to its own installation."
    lock = "age1hgq6da8lcpvyql3j2um5ypkqeuhlj2unemvvdr8vket5zyegcans8a6ed0"
    state = State.READY
    asked_by = factory.SubFactory(UserFactory)
    asked_at = MOMENT
    decided_by = factory.SubFactory(UserFactory)
    decided_at = MOMENT
    made_at = MOMENT
    path = factory.Sequence(lambda n: f"archives/{n}.age")
    sha256 = "0" * 64
