"""One area, whole or not at all."""

from datetime import date

from django.db import transaction

from audit.models import Event
from audit.services import record
from committees.models import Area
from demonstration.queries.sign_ins import require_demonstration
from demonstration.queries.sources import Source
from demonstration.services.assurance import keep_register
from demonstration.services.committee import keep_committee
from demonstration.services.connections import keep_other_plans
from demonstration.services.evaluation import keep_evaluations
from demonstration.services.figures import Counter
from demonstration.services.history import Teller, open_windows
from demonstration.services.impact import say_differences
from demonstration.services.learning_reviews import keep_reviews
from demonstration.services.measures import count_measures
from demonstration.services.people import make_place, propose_member
from demonstration.services.plans import agree_plan, make_plan, review_plan
from demonstration.services.returns import keep_returns
from demonstration.services.risks import keep_risks
from demonstration.services.voices import keep_voices

LOADED = "loaded demonstration area"
QUARTERS = {1: 3, 2: 4}  # closed quarters told, by the plan's years; the one in hand comes besides


@transaction.atomic
def load_area(*, source: Source, today: date) -> bool:
    """Make the demonstration area of `source` unless it is there; say whether it was made.

    An area that stands already is left as it is, with whatever people have done in it. Raises
    DemonstrationRefused where the site is not a demonstration.
    """
    require_demonstration()
    if Area.objects.filter(slug=source.slug).exists():
        return False
    place = make_place(source, source.timetable(today))
    printed = make_plan(source, place)
    count_measures(source, place, printed)
    agree_plan(printed, source, place)
    keep_register(source, place, printed)
    keep_voices(source, place, printed)
    keep_evaluations(source, place, printed)
    keep_returns(source, place)
    keep_other_plans(source, place, printed)
    keep_committee(source, place)
    keep_reviews(source, place, printed)
    open_windows(place, printed, QUARTERS[source.plan["plan"]["years"]])
    Teller(source, place, printed).tell()
    Counter(source, place, printed).count()
    say_differences(source, place, printed, today)
    keep_risks(source, place, printed)
    review_plan(printed, source, place)
    propose_member(place, source)
    changes = {"today": today}
    record(
        by=None,
        verb=LOADED,
        target=place.area,
        area_id=place.area.pk,
        changes=changes,
    )
    return True


def loaded_on(area: Area) -> date:
    """The day from which the dates of a demonstration area were worked out."""
    event = Event.objects.filter(area_id=area.pk, verb=LOADED).earliest("pk")
    return date.fromisoformat(event.changes["today"])
