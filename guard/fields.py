"""The columns that people's words stand in: what a text may not hold never reaches the database.

A column cleans what is written into it, whoever writes: a form, a service, an import, a command,
`save`, `bulk_create`, `update` or `bulk_update`, and refuses a number by which a child is known
(`guard.door`). What is looked for is cleaned likewise, so that it
is found. After a save the row in memory says what the database says. To migrations these are
Django's own fields: they change no table.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from documents.text import Cleaned, all_printable, line, lines, piece
from guard.door import refuse

_ST = TypeVar("_ST", contravariant=True)
_GT = TypeVar("_GT", covariant=True)

NOTHING_LEFT = "This holds nothing that can be printed. Write it in words."


def too_long(most: int) -> str:
    return f"This is longer than {most:,} characters. Please shorten it."


def _refuse(field: models.Field[Any, Any], value: Any) -> None:
    """Raises ValidationError where any of the texts in `value` holds such a number."""
    place = str(field.model._meta.verbose_name).capitalize()
    for text in _texts(value):
        refuse({field.name: text}, place)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


class _Guarded(models.Field[_ST, _GT]):
    """Refuses on the way to the database what nobody may write; to migrations it is Django's."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        _refuse(self, value)
        return super().get_db_prep_save(value, connection)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{type(self).__mro__[2].__name__}", args, kwargs


class MailboxField(_Guarded[_ST, _GT], models.EmailField[_ST, _GT]):
    """An e-mail address."""


class LinkField(_Guarded[_ST, _GT], models.URLField[_ST, _GT]):
    """The address of a page."""


class _Kept(models.Field[_ST, _GT]):
    """Cleans on the way to the database and in `full_clean`; refuses what it cannot keep."""

    cleaned: Callable[[str], Cleaned]

    def to_python(self, value: Any) -> Any:
        return self._plain(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        return self._plain(super().get_prep_value(value))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return super().get_db_prep_save(self._accepted(value), connection)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self._accepted(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.get_internal_type()}", args, kwargs

    def _plain(self, value: Any) -> Any:
        return type(self).cleaned(value).text if isinstance(value, str) else value

    def _accepted(self, value: Any) -> Any:
        """The text as it is kept. Raises ValidationError when nothing is left, or too much is."""
        plain = self._plain(value)
        if not isinstance(plain, str):
            return plain
        if value and not plain and not self.blank:
            raise ValidationError({self.name: NOTHING_LEFT})
        if self.max_length is not None and len(plain) > self.max_length:
            raise ValidationError({self.name: too_long(self.max_length)})
        _refuse(self, plain)
        return plain


class LineField(_Kept[_ST, _GT], models.CharField[_ST, _GT]):
    """A text on one line: a title, a name, a number as it is printed."""

    cleaned = staticmethod(line)


class ShortLinesField(_Kept[_ST, _GT], models.CharField[_ST, _GT]):
    """A few lines that are mostly one: a timescale in the plan's own words."""

    cleaned = staticmethod(lines)


class PrintedField(_Kept[_ST, _GT], models.CharField[_ST, _GT]):
    """A piece cut out of a printed text: the spaces at its ends are part of it."""

    cleaned = staticmethod(piece)


class LinesField(_Kept[_ST, _GT], models.TextField[_ST, _GT]):
    """Some lines of text: a reason, a progress, a remit."""

    cleaned = staticmethod(lines)


class WordsJSONField(models.JSONField[_ST, _GT]):
    """Lists and mappings of texts that wait or are kept aside: spaces and lines stay as typed."""

    def get_prep_value(self, value: Any) -> Any:
        return all_printable(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = all_printable(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        _refuse(self, value)
        return super().get_db_prep_save(value, connection)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs
