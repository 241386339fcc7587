"""One update for all areas in which somebody leads a regional action; a rating for each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from crispy_forms.layout import HTML, Submit
from django import forms
from django.core.exceptions import ValidationError

from actions.rules.overdue import needs_reason, needs_recovery
from actions.rules.record import EntryState
from audit.models.conflict import EditConflict
from documents.enums import Canonical
from outcomes.queries import Measured
from regional.queries.regional import OwnPart, Rating
from timescales.date_format import long_day
from updates.forms import readings
from updates.forms.update import NOTHING, NOTHING_LABEL, UNSAVED_WORDS, WORDS, UpdateWords, hint

UNRATED = "Nobody has rated this action yet. Choose how it is going."
FINE = "No rating that you gave asks for this. Clear this text, or choose another rating."


class RegionalUpdateForm(UpdateWords):
    """The words once; how it is going, by each plan's own legend, once for each area."""

    shows_optional = False

    given = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        parts: Sequence[OwnPart],
        today: date,
        measures: Mapping[int, Sequence[Measured]] | None = None,
        **kwargs: Any,
    ) -> None:
        """Of `measures`, by the key of the area's action, a reading is asked."""
        kwargs["initial"] = {"given": uuid4(), **(kwargs.get("initial") or {})}
        self.parts, self.today, self.measures = parts, today, dict(measures or {})
        super().__init__(*args, **kwargs)
        fields = readings.reading_fields(one for rows in self.measures.values() for one in rows)
        self.fields.update(fields)
        kept = kwargs.get("kept") or {}
        self.initial.update({name: kept[name][-1] for name in fields if kept.get(name)})
        hints: dict[str, Any] = {}
        tags: dict[str, Any] = {}
        for part in parts:
            name = self._ask(part)
            hints |= {name: {str(row.pk): hint(row) for row in part.detail.entries}}
            self.offer_statuses(name, part.detail.entries, hints[name])
            tags |= self.choice_statuses
        self.choice_hints, self.choice_statuses = hints, tags
        self.order_fields([_entry(part) for part in parts])

    def _ask(self, part: OwnPart) -> str:
        """The fields of one area's rating, with the version of its action that is shown."""
        name = _entry(part)
        self.fields[name] = forms.ChoiceField(
            label=f"How is it going in {part.area}?",
            widget=forms.RadioSelect,
            required=False,
            help_text=f"{part.action.plan.title}, action {part.action.reference}. {_last(part)}",
        )
        self.fields[_expected(part)] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        self.initial.setdefault(_expected(part), part.action.row_version)
        return name

    @property
    def asked(self) -> list[readings.Asked]:
        """Measures of each area with the fields of their newest reading, as the page draws them."""
        return [
            readings.asked(self, one, str(part.area))
            for part in self.parts
            for one in self.measures.get(part.action.pk, ())
        ]

    def layout(self) -> Sequence[Any]:
        drawn = set(readings.reading_names(self.fields))
        others = [name for name in super().layout() if name not in drawn]
        return [*others, HTML("{% include 'actions/components/readings.html' %}")]

    @property
    def pressed_nothing(self) -> bool:
        """Whether "Nothing to report" was pressed."""
        return self.is_bound and NOTHING in self.data

    def clean(self) -> dict[str, Any]:
        rated = [entry for part in self.parts if (entry := self._rating(part))]
        if not self.pressed_nothing:
            self._refuse_reasons(rated)
        elif any(self.typed(name) for name in (*WORDS, *readings.reading_names(self.fields))):
            self.add_error(None, UNSAVED_WORDS)
        return self.cleaned_data

    def _rating(self, part: OwnPart) -> EntryState | None:
        """The entry that is recorded for an area: the one chosen, or the last one again."""
        chosen = self.typed(_entry(part))
        entry = next((row for row in part.detail.entries if str(row.pk) == chosen), None)
        if self.pressed_nothing:
            entry = part.detail.entry
        if entry is None and _entry(part) not in self.errors:
            asked = f"Choose how it is going in {part.area}."
            self.add_error(_entry(part), UNRATED if self.pressed_nothing else asked)
        return entry

    def _refuse_reasons(self, rated: Iterable[EntryState]) -> None:
        """A reason that no rating asks for is not left out unseen."""
        states = [Canonical(entry.canonical) for entry in rated]
        for name, asked in (("reason", needs_reason), ("recovery", needs_recovery)):
            if self.cleaned_data.get(name) and states and not any(map(asked, states)):
                self.add_error(name, FINE)

    def values(self) -> dict[str, Any]:
        """What record_regional_update takes."""
        words = {name: self.cleaned_data[name] for name in ("what_happened", "evidence")}
        return {
            **words,
            "difference": self.cleaned_data["difference"],
            "blocked": self.cleaned_data["blocked"],
            "nothing_to_report": self.pressed_nothing,
            "given": self.cleaned_data["given"] or UUID(int=0),
            "as_at": self.today,
            "ratings": [
                self._rated(part, entry) for part in self.parts if (entry := self._rating(part))
            ],
        }

    def _rated(self, part: OwnPart, entry: EntryState) -> Rating:
        state, last = Canonical(entry.canonical), part.detail.last
        words = {name: self.cleaned_data[name] for name in ("reason", "recovery")}
        if self.pressed_nothing and last:
            words = {"reason": last.reason, "recovery": last.recovery}
        return Rating(
            action=part.action,
            expected=self.cleaned_data[_expected(part)] or 0,
            entry=entry,
            reason=words["reason"] if needs_reason(state) else "",
            recovery=words["recovery"] if needs_recovery(state) else "",
            readings=readings.given(
                self.measures.get(part.action.pk, ()), self.cleaned_data, self.today
            ),
        )

    def refuse(self, error: ValidationError) -> None:
        """What somebody else said meanwhile in one area is shown beside that area's rating."""
        part = next((one for one in self.parts if _is(error, one)), None)
        if part is None or not isinstance(error, EditConflict):
            return super().refuse(error)
        self.put(_expected(part), str(error.current.row_version))  # type: ignore[attr-defined]
        said = part.action.updates.last()
        words = f"{said.author_label}: {said.entry_label}. {said.what_happened}" if said else ""
        self.add_error(
            _entry(part),
            f"Action {part.action.reference} in {part.area} was changed while you were writing. "
            f"{words} Look it over, then send again.".replace("  ", " "),
        )
        return None

    def buttons(self) -> Sequence[Submit]:
        quiet = "govuk-button--secondary"
        return [
            Submit("save", "Save the update for all", css_class=""),
            Submit(NOTHING, NOTHING_LABEL, css_class=quiet),
        ]


def _is(error: ValidationError, part: OwnPart) -> bool:
    return isinstance(error, EditConflict) and error.current.pk == part.action.pk


def _entry(part: OwnPart) -> str:
    return f"entry_{part.action.pk}"


def _expected(part: OwnPart) -> str:
    return f"expected_{part.action.pk}"


def _last(part: OwnPart) -> str:
    """ "Last time: Green, 3 March 2026."."""
    last = part.detail.last
    label = part.detail.entry.label if part.detail.entry else "not rated"
    return f"Last time: {label}, {long_day(last.as_at)}." if last else "Nothing was said yet."
