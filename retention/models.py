from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from committees.models import Area
from retention.rules.periods import BOUNDS, DEFAULTS, FIELDS


def _months(name: str) -> "models.PositiveSmallIntegerField[int, int]":
    least, most = BOUNDS[name]
    return models.PositiveSmallIntegerField(
        default=DEFAULTS[name], validators=[MinValueValidator(least), MaxValueValidator(most)]
    )


class RetentionRule(models.Model):
    """How many months an area keeps what is not the record. Without a row nothing is removed."""

    area = models.OneToOneField(Area, on_delete=models.CASCADE, related_name="retention_rule")
    leavers = _months("leavers")
    letters = _months("letters")
    drafts = _months("drafts")
    jobs = _months("jobs")
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__gte": BOUNDS[name][0], f"{name}__lte": BOUNDS[name][1]}),
                name=f"retention_{name}_in_range",
            )
            for name in FIELDS
        ]

    def __str__(self) -> str:
        return f"What {self.area} keeps"
