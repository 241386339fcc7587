import pytest

from committees.models import Area
from tests import factories as make


@pytest.fixture
def area() -> Area:
    return make.AreaFactory(name="Glenfarrow", slug="glenfarrow")
