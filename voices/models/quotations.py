"""A person's own words, which need somebody's consent."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from guard.fields import LinesField
from voices.enums import Relation
from voices.models.voices import Voice
from voices.querysets import OfVoiceQuerySet


class Quotation(models.Model):
    """Words as they were said, with the consent: from whom by relation, of which day, and who
    recorded it when. Where consent is withdrawn the words are taken out, and the rest stays."""

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="quotations")
    words = LinesField(max_length=1000, blank=True)
    consent_from = models.CharField(max_length=20, choices=Relation)
    consent_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = OfVoiceQuerySet["Quotation"].as_manager()

    class Meta:
        ordering = ["voice", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) & ~Q(words="")
                | Q(withdrawn_at__isnull=False, words=""),
                name="quotation_has_words_or_no_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"Quotation of {self.voice}"
