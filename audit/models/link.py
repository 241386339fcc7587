"""The chain: a link for each row of the record, each with the hash of the one before."""

from __future__ import annotations

from typing import Any

from django.db import models

from audit.querysets import HeadQuerySet
from audit.rules.chain import BEGINNING, Entry, Salts


class Link(models.Model):
    """That a row stood so at a moment. Appended once; only its salts can be taken away.

    `id` is the place in the chain, without gaps. `digest` is that of the row's columns (`Shape`),
    in which each text stands by a salted hash of its own; empty where a followed row was taken
    away. `hash` is that of the link and of the hash before it. `salt` is emptied where a text was
    removed (then `kept` holds what the others are verified by) and where a followed row has a later
    link.
    """

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    table = models.CharField(max_length=63)
    key = models.BigIntegerField()
    shape = models.BigIntegerField()
    salt = models.CharField(max_length=64, blank=True)
    kept: models.JSONField[Any, Any] = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["table", "key"])]

    def __str__(self) -> str:
        return f"{self.pk}: {self.table} {self.key}"

    @property
    def entry(self) -> Entry:
        return Entry(self.pk, self.at, self.table, self.key, self.shape, self.digest)

    @property
    def salts(self) -> Salts:
        return Salts(self.salt, **(self.kept or {}))


class Head(models.Model):
    """The end of the chain: one row, locked by whoever adds to it."""

    position = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=BEGINNING)

    objects = HeadQuerySet["Head"].as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_head")]

    def __str__(self) -> str:
        return f"{self.position}: {self.hash}"


class Shape(models.Model):
    """Which columns of a table a link's digest is made of; its id is a number made of them.

    A column that a later migration adds belongs to a later shape: what stood before is verified by
    the columns that there were.
    """

    id = models.BigIntegerField(primary_key=True)
    table = models.CharField(max_length=63)
    columns: models.JSONField[list[str], list[str]] = models.JSONField()

    def __str__(self) -> str:
        return f"{self.table}: {', '.join(self.columns)}"
