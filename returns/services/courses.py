"""What is answered about a course three months later."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from returns.models import CourseAnswer, CourseQuestion


@transaction.atomic
def answer_course(
    *,
    by: User | None,
    question: CourseQuestion,
    changed: str,
    known_by: str,
    at: datetime | None = None,
) -> CourseAnswer:
    """Say what has changed in practice since a course, and how it is known. The newest answer
    holds, and those before it stay; the same said again is not written."""
    question = locked(question, "entry__sending__duty")
    changed, known_by = changed.strip(), known_by.strip()
    last = question.answers.last()
    if last and (last.changed, last.known_by) == (changed, known_by):
        return last
    answer = CourseAnswer(
        question=question,
        changed=changed,
        known_by=known_by,
        answered_by=by,
        answered_at=at or timezone.now(),
    )
    answer.save()
    record(
        by=by,
        verb="answered about course",
        target=answer.question,
        area_id=question.entry.sending.duty.area_id,
    )
    return answer
