"""Two people gave figures of one indicator at once."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from figures.models.indicators import Indicator
from figures.models.observations import Observation


class Overtaken(ValidationError):
    """Somebody else gave figures of an indicator while these were typed; `since` are theirs."""

    def __init__(self, indicator: Indicator, since: Sequence[Observation]) -> None:
        self.indicator, self.since = indicator.pk, since
        super().__init__(f"{indicator}: somebody else gave figures meanwhile.", code="overtaken")
