"""Rows of which versions are kept: like the services, the factories keep the first."""

from typing import Any

from factory.django import DjangoModelFactory

from audit.services import keep_all


class KeptFactory(DjangoModelFactory):
    """A row that was there from the beginning."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type, *args: Any, **fields: Any) -> Any:
        row = super()._create(model_class, *args, **fields)
        keep_all(by=None, rows=[row])
        return row
