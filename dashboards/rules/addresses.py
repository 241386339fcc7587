"""Numbers that lead to the list behind them. Pure."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from actions.enums import ActionKind


@dataclass(frozen=True)
class Count:
    """A number and the list that has exactly so many rows."""

    number: int
    url: str


@dataclass(frozen=True)
class Addresses:
    """Addresses of a plan's action list; `fixed` (the day looked at) goes with each of them."""

    path: str
    fixed: tuple[tuple[str, str], ...] = ()

    def to(self, **asked: str | date) -> str:
        """The list that `asked` describes: names are those of `selection.Criteria`."""
        words = {name: str(value) for name, value in asked.items()}
        query = urlencode({**dict(self.fixed), **words})
        return f"{self.path}?{query}" if query else self.path

    def rated(self, **asked: str | date) -> str:
        """The same, of rated actions only: ongoing items are counted apart."""
        return self.to(kind=ActionKind.RATED.value, **asked)
