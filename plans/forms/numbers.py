"""A number that stands already is said where it is typed, and not refused: plans print such."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from plans.rules.numbers import Numbered, series_of
from web.forms import PageForm

Key = tuple[str, str, str]


class NumberedForm(PageForm):
    """A form with a `number`, which is sent once more where the number is to stand twice.

    `take` says what has which number. `series_field` and `under_field` name the fields that say in
    what series the thing stands and under what; else they are as `take` was told.
    """

    series_field = ""
    under_field = ""

    twice = forms.CharField(widget=forms.HiddenInput, required=False)
    taken: Mapping[Key, str] = {}
    own: Key | None = None
    fixed: tuple[str, str] = ("", "")

    def take(self, rows: Iterable[Numbered], own: Numbered | None = None) -> None:
        """`own` is the thing itself as it stands: what it keeps is not warned of."""
        known = list(rows)
        if own:
            if own in known:  # unless somebody else changed it since it was loaded
                known.remove(own)
            self.own, self.fixed = _key(own.number, own.series, own.under), own[1:3]
        self.taken = {
            _key(row.number, row.series, row.under): row.name
            for row in reversed(known)
            if row.number.strip()
        }
        self.fields["number"].widget.attrs |= self._for_script()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        number = str(cleaned.get("number") or "")
        key = _key(number, self._said(self.series_field, 0), self._said(self.under_field, 1))
        name = self.taken.get(key)
        if not name or key == self.own or self.typed("twice") == number:
            return cleaned
        self.put("twice", number)
        self.add_error(
            "number",
            f"{number} is the number of “{name}” already. Change it, or save again to have the "
            "number twice.",
        )
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "twice"}

    def _said(self, name: str, at: int) -> str:
        return self.typed(name) if name else self.fixed[at]

    def _for_script(self) -> dict[str, str]:
        """What the page's script needs to say it while the number is typed."""
        rows = {"|".join(key): name for key, name in self.taken.items()}
        named = {
            "data-numbers": json.dumps(rows, ensure_ascii=False),
            "data-numbers-series": self.series_field,
            "data-numbers-under": self.under_field,
            "data-numbers-fixed": "|".join(self.fixed),
            "data-numbers-own": "|".join(self.own or ()),
        }
        return {name: value for name, value in named.items() if value} if rows else {}


def _key(number: str, series: str, under: str) -> Key:
    plain, over = series_of(number, under)
    return series, plain, str(over or "")
