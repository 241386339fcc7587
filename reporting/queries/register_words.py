"""The words of registers that a report prints, as far as people wrote them: each may tell a small
number of children, and is looked at before a freeze (`reporting.queries.readiness`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.db.models import Model

from assurance.models import Activity, Finding
from returns.models import Entry, Return
from risks.models import Risk
from voices.models import Voice


class Words(NamedTuple):
    """Columns of words: in which rows of an area (from which to which day they count, and what
    says that they were shared), the page where they stand, by which key, and what they are."""

    model: type[Model]
    area: str
    shared: str  # a column that is empty until then
    until: str  # a day that is not after the report's
    since: str  # the same where only those of the period are printed, else ""
    page: str
    key: str
    columns: Sequence[str]
    what: str


WORDS: Final = (
    Words(Activity, "area", "shared_at", "reported_on", "reported_on", "activity", "pk",
          ("went_well", "to_improve"), "An entry of the assurance register"),
    Words(Finding, "activity__area", "activity__shared_at", "activity__reported_on", "", "activity",
          "activity_id", ("text",), "A finding in the assurance register"),
    Words(Risk, "area", "shared_on", "shared_on", "", "risk", "pk",
          ("event", "cause", "effect", "mitigation"), "A risk in the register"),
    Words(Voice, "area", "shared_at", "heard_on", "", "voice", "pk",
          ("said", "answer_words"), "What somebody said, in the register of voices"),
    Words(Return, "duty__area", "sent_at", "period_start", "", "return_list", "pk",
          ("summary", "next_steps"), "A return of a sub-committee"),
    Words(Entry, "sending__duty__area", "sending__sent_at", "sending__period_start", "",
          "return_list", "pk", ("title", "counted", "words", "changed", "known_by"),
          "A line of a sub-committee’s return"),
)  # fmt: skip
