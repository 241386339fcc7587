"""What the tests of checking share: an update of today with evidence, and the queue's address."""

from django.utils import timezone

from actions.models import ProgressUpdate
from tests.actions.scene import Scene
from tests.factories import ProgressUpdateFactory

TODAY = timezone.localdate()


def said(made: Scene, action=None, **fields) -> ProgressUpdate:
    fields = {
        "as_at": TODAY, "evidence": "Minutes.", "author": made.lead,
        "what_happened": "A chair was found.", **fields,
    }  # fmt: skip
    return ProgressUpdateFactory.create(action=action or made.action, **fields)


def page(made: Scene) -> str:
    return f"/plans/{made.plan.slug}/checking/"
