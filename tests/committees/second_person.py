"""Whom the tests of changes of access share, and how the second person answers."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from committees import services
from committees.models import AccessChange, Area
from tests import factories as make


@pytest.fixture
def area() -> Area:
    return make.AreaFactory(name="Glenfarrow")


@pytest.fixture
def admin(area) -> User:
    return make.person_with(Role.ADMINISTRATOR, area, name="Stuart Menzies")


@pytest.fixture
def chair(area) -> User:
    return make.person_with(Role.CHAIR, area, name="Morag Weir", email="chair@example.test")


@pytest.fixture
def officer(area) -> User:
    return make.person_with(Role.LEAD_OFFICER, area, name="Una Ross", email="una@example.test")


def answered(by: User, change: AccessChange, *, accepted: bool = True) -> str:
    """Why it was not answered, "" where it was."""
    try:
        with transaction.atomic():
            services.answer_access(by=by, area=change.area, changes=[change], accepted=accepted)
    except ValidationError as refusal:
        return refusal.messages[0]
    return ""


def client_for(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
