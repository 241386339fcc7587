"""Writes of quotations. The record holds the consent and never the words: they can be withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from voices.enums import Relation
from voices.models import Quotation, Voice


@transaction.atomic
def add_quotation(
    *, by: User | None, voice: Voice, words: str, consent_from: Relation, consent_on: date
) -> Quotation:
    """A person's own words, with the consent to print them: from whom, and of which day.

    Raises ValidationError for a day to come, and for words that stand there already.
    """
    voice = locked(voice, "area", "group")
    quotation = Quotation(
        voice=voice,
        words=words.strip(),
        consent_from=consent_from,
        consent_on=consent_on,
        recorded_by=by,
        recorded_at=timezone.now(),
    )
    if consent_on > timezone.localdate():
        raise ValidationError({"consent_on": "This day is still to come."})
    if voice.quotations.filter(words=quotation.words).exists():
        raise ValidationError({"words": "This quotation stands here already."})
    quotation.full_clean(exclude=["voice", "recorded_by", "withdrawn_by", "withdrawn_at"])
    quotation.save()
    about = {"consent_from": Relation(consent_from).label, "consent_on": consent_on}
    _record(by, "recorded consent", quotation, about)
    return quotation


@transaction.atomic
def withdraw_consent(*, by: User | None, quotation: Quotation) -> Quotation:
    """Take a quotation's words out for good: whoever gave consent takes it back."""
    quotation = locked(quotation, "voice__group")
    if quotation.withdrawn_at is None:
        quotation.words = ""
        quotation.withdrawn_at, quotation.withdrawn_by = timezone.now(), by
        quotation.save(update_fields=["words", "withdrawn_at", "withdrawn_by"])
        _record(by, "withdrew consent", quotation, {})
    return quotation


def _record(by: User | None, verb: str, quotation: Quotation, changes: dict[str, Any]) -> None:
    area_id = quotation.voice.area_id
    record(by=by, verb=verb, target=quotation, area_id=area_id, changes=changes)
