"""After every write each row equals its newest version. The calls: tests/metatests/writes.py."""

import copy

import pytest

from audit.enums import LATER_ONLY, Kind
from tests import factories as make
from tests.audit.newest import MODELS, newest_versions, rows_now
from tests.metatests.test_audit import SERVICES
from tests.metatests.writes import WRITES

pytestmark = pytest.mark.django_db


def test_every_kind_has_its_rows():
    assert set(MODELS) == set(Kind) - LATER_ONLY


@pytest.mark.parametrize("name", WRITES)
def test_row_equals_its_newest_version(name, world):
    own = copy.deepcopy(world)

    SERVICES[name](by=make.UserFactory(), **WRITES[name](own))

    assert rows_now() == newest_versions()
