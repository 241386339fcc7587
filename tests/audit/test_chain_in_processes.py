"""What one process of the site keeps in memory, the next one finds in the database."""

import pytest
from django.db import transaction

from audit.models import Link, Shape
from audit.services import chain
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_next_process_goes_on_with_the_shapes_that_stand():
    chain._keep_shape.cache_clear()  # of tests before, whose rows are gone
    with transaction.atomic():
        make.BodyFactory()
    links, shapes = Link.objects.count(), Shape.objects.count()
    chain._keep_shape.cache_clear()

    with transaction.atomic():
        make.BodyFactory()

    assert (Link.objects.count() > links, Shape.objects.count()) == (True, shapes)
