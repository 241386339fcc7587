"""How many updates wait for a coordinator, by plan: what the first page counts.

Another thing than the loader reads. The first page counts over all of a person's plans, and to load
every record of every plan for one number takes longer than the page may; what is counted is only
whether a lead's last word stands without a check. `decisions.queries.check_queue`, which shows
them, reads the loader.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from accounts.models import User
from actions.enums import CompletionState, Source
from actions.models import ProgressUpdate
from actions.rules.standing import QUARTER
from plans.models import Plan
from windows.models import UpdateWindow


def check_counts(plans: Sequence[Plan], user: User, today: date) -> Counter[int]:
    """By the key of a plan, what `decisions.queries.check_queue` has to be checked. Two queries.

    None is made where `plans` is empty.
    """
    if not plans:
        return Counter()
    windows = UpdateWindow.objects.filter(plan__in=plans, opens_on__lte=today)
    opened = dict(windows.order_by("opens_on").values_list("plan", "opens_on"))
    asked = Q()
    for plan in plans:
        asked |= Q(action__plan=plan, as_at__gte=opened.get(plan.pk, today - QUARTER))
    said = ProgressUpdate.objects.filter(action=OuterRef("action"), as_at__lte=today)
    last = said.order_by("-as_at", "-made_at", "-pk").values("pk")[:1]
    rows = (
        ProgressUpdate.objects.filter(asked, source=Source.LEAD, checks=None, pk=Subquery(last))
        .filter(Q(action__withdrawn_on=None) | Q(action__withdrawn_on__gt=today))
        .filter(action__added_on__lte=today)
        .exclude(author=user)
        .exclude(completion__state=CompletionState.VERIFIED)
    )
    return Counter(rows.values_list("action__plan", flat=True))
