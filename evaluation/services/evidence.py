"""What a draft of an evaluation rests on beside entries and actions: figures as an edition told
them, checked updates, voices that were shared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from actions.models import ProgressUpdate
from audit.services import record
from audit.services.edits import locked
from evaluation.models import Evaluation, Evidence
from evaluation.queries.evidence import SENT_BACK, Figure, words_of
from voices.models import Voice

SHARED = "This evaluation was shared, and stays as it is. Begin another for what is new."
NOTHING = "Choose at least one."
NOT_CHECKED = "Only an update that was checked is evidence."
NOT_SHARED = "Only what was shared is evidence."


def keep_words(rows: Sequence[Evidence], evaluation: Evaluation, today: date) -> list[Evidence]:
    """The rows with what each says today."""
    area = evaluation.indicator.domain.framework.area
    for row, words in zip(rows, words_of(rows, area, today), strict=True):
        row.said, row.said_on = words, today
    return list(rows)


@transaction.atomic
def add_evidence(
    *,
    by: User | None,
    evaluation: Evaluation,
    figure: Figure | None = None,
    update: ProgressUpdate | None = None,
    voice: Voice | None = None,
    today: date,
) -> list[Evidence]:
    """Say what else a draft rests on. What stands there already is not added again.

    Raises ValidationError where the evaluation was shared, where nothing is chosen, and beside the
    field for an update that was not checked and a voice that was not shared.
    """
    evaluation = locked(evaluation, "indicator__domain__framework__area")
    if evaluation.shared_at is not None:
        raise ValidationError(SHARED)
    if not (figure or update or voice):
        raise ValidationError(NOTHING)
    if voice and voice.shared_at is None:
        raise ValidationError({"voice": NOT_SHARED})
    things = [
        Evidence(evaluation=evaluation, indicator_id=figure.indicator, edition=figure.edition)
        if figure
        else None,
        Evidence(evaluation=evaluation, update=update) if update else None,
        Evidence(evaluation=evaluation, voice=voice) if voice else None,
    ]
    stands = {(row.page, row.key, row.update_id) for row in evaluation.evidence.all()}
    rows = [
        row
        for row in things
        if row is not None and (row.page, row.key, row.update_id) not in stands
    ]
    keep_words(rows, evaluation, today)
    if any(row.update_id and row.said == SENT_BACK for row in rows):
        raise ValidationError({"update": NOT_CHECKED})
    for row in rows:
        row.save()
        _record(by, "joined evidence to evaluation", evaluation, row)
    return rows


@transaction.atomic
def remove_evidence(*, by: User | None, evidence: Evidence) -> None:
    """A draft does not rest on it after all. Raises ValidationError once it was shared."""
    evaluation = locked(evidence.evaluation, "indicator__domain__framework__area")
    if evaluation.shared_at is not None:
        raise ValidationError(SHARED)
    evidence = locked(evidence)  # of two who take it off the second is told
    _record(by, "took evidence off evaluation", evaluation, evidence)
    evidence.delete()


def _record(by: User | None, verb: str, evaluation: Evaluation, row: Evidence) -> None:
    area_id = evaluation.indicator.domain.framework.area_id
    record(by=by, verb=verb, target=evaluation, area_id=area_id, changes={"evidence": row.name})
