"""What is told to an audience: prepared by one person, issued by another, never recalled."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F

from documents.schema.keys import KeysHere
from figures.enums import EditionState
from guard.fields import LinesField

MOVES: Final = {
    EditionState.PREPARED: {EditionState.ISSUED, EditionState.DISCARDED},
    EditionState.ISSUED: {EditionState.WITHDRAWN},
    EditionState.DISCARDED: set[EditionState](),
    EditionState.WITHDRAWN: set[EditionState](),
}
DONE: Final = "Somebody else has dealt with this edition meanwhile. Look again."


class Issue(models.Model):
    """Something frozen for an audience, with its hash and its life. What stands in it never
    changes; what was issued is a fact for whatever is told later."""

    state = models.CharField(max_length=12, choices=EditionState, default=EditionState.PREPARED)
    sha256 = models.CharField(max_length=64)
    # as of a snapshot: where it came from another installation, which keys are which here
    keys_here: models.JSONField[KeysHere | None, KeysHere | None] = models.JSONField(
        null=True, blank=True, editable=False
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    reason = LinesField(blank=True, max_length=2000)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def refuse_end(self, target: EditionState) -> None:
        """Raises ValidationError where it cannot be put aside or taken back any more."""
        if target not in MOVES[EditionState(self.state)]:
            raise ValidationError(f"This cannot be done any more: {self.state_name}.")

    def move(self, target: EditionState, **values: Any) -> None:
        """The one place where its state changes. Raises ValidationError where somebody else was
        quicker, ValueError for a move that there is not."""
        if target not in MOVES[EditionState(self.state)]:
            raise ValueError(f"An edition does not go from {self.state} to {target}.")
        rows = type(self)._default_manager.filter(pk=self.pk, state=self.state)
        if not rows.update(state=target, row_version=F("row_version") + 1, **values):
            raise ValidationError(DONE)
        for name, value in values.items():
            setattr(self, name, value)
        self.state = target
        self.row_version += 1

    @property
    def state_name(self) -> str:
        return str(EditionState(self.state).label)
