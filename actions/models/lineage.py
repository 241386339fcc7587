"""What became of an action that was split or merged, and what an action came from."""

from django.db import models
from django.db.models import F, Q

from actions.enums import LineageKind
from actions.models.action import Action
from actions.querysets import LineageQuerySet

ONWARD = {
    LineageKind.SPLIT: "Split into",
    LineageKind.MERGED: "Merged into",
    LineageKind.CARRIED: "Carried forward as",
    LineageKind.ONGOING: "Became ongoing work,",
}


class Lineage(models.Model):
    """One action came of another, which was withdrawn for it. Appended, never changed.

    Each keeps its own history: what was said of the one is never said of the other.
    """

    source = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="became")
    target = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="came_from")
    kind = models.CharField(max_length=10, choices=LineageKind)
    on = models.DateField()

    objects = LineageQuerySet["Lineage"].as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="lineage_once"),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="lineage_is_not_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.reference} → {self.target.reference}"

    @property
    def onward(self) -> str:
        """What became of the source, in words that the target's name follows."""
        return ONWARD[LineageKind(self.kind)]
