"""Writes of what people say of a figure: the sentence beside it, and answers to its questions."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from figures.models import Answer, Indicator, Sentence
from figures.rules.periods import Period


@transaction.atomic
def write_sentence(
    *, by: User | None, indicator: Indicator, period: Period, drafted: str, text: str
) -> Sentence:
    """Keep the sentence beside the figure of `period`, with what the rules had drafted. The one
    before stays in the record. The same once more changes nothing."""
    indicator = locked(indicator)
    if not text.strip():
        raise ValidationError({"text": "Write one sentence, or leave the drafted one."})
    rows = Sentence.objects.filter(indicator=indicator, period_end=period.end)
    held = rows.order_by("pk").last()
    if held and (held.text, held.drafted) == (text.strip(), drafted):
        return held
    row = Sentence(
        indicator=indicator,
        period_end=period.end,
        drafted=drafted,
        text=text.strip(),
        written_by=by,
        written_at=timezone.now(),
    )
    row.full_clean(exclude=["indicator", "written_by", "drafted"])
    row.save()
    # what it says may hold a small number, which the record's readers do not see
    record(
        by=by,
        verb="wrote sentence of figure",
        target=indicator,
        area_id=indicator.area_id,
        changes={"period": period.name},
    )
    return row


@transaction.atomic
def answer_questions(
    *, by: User | None, indicator: Indicator, period: Period, answers: Mapping[str, str]
) -> list[Answer]:
    """Keep the committee's answers for `period`, each to one of the indicator's questions; earlier
    ones stay in the record, and what is answered so already is not written again.

    Raises ValidationError where it does not ask that (any more).
    """
    indicator = locked(indicator)
    asked = [line.strip() for line in indicator.questions.split("\n")]
    rows = Answer.objects.filter(indicator=indicator, period_end=period.end).order_by("pk")
    held = {row.question: row.text for row in rows}
    added = []
    for question, text in answers.items():
        if question not in asked:
            raise ValidationError("The questions were changed meanwhile. Look at them again.")
        if text.strip() and held.get(question) != text.strip():
            added.append(_answer(by, indicator, period, question, text.strip()))
    if added:
        record(
            by=by,
            verb="answered questions of figure",
            target=indicator,
            area_id=indicator.area_id,
            changes={"period": period.name, "questions": [row.question for row in added]},
        )
    return added


def _answer(
    by: User | None, indicator: Indicator, period: Period, question: str, text: str
) -> Answer:
    row = Answer(
        indicator=indicator,
        period_end=period.end,
        question=question,
        text=text,
        answered_by=by,
        answered_at=timezone.now(),
    )
    row.full_clean(exclude=["indicator", "answered_by"])
    row.save()
    return row
