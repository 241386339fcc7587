"""The factories make rows that the database takes."""

import pytest
from factory.django import DjangoModelFactory

from tests import factories

FACTORIES = [
    factory
    for name, factory in vars(factories).items()
    if isinstance(factory, type)
    and issubclass(factory, DjangoModelFactory)
    and factory is not DjangoModelFactory
]


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_row_is_saved(factory):
    row = factory.create()

    assert type(row).objects.filter(pk=row.pk).count() == 1
