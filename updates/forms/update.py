"""The update form: how it is going, what happened, what shows it, what difference it made."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from crispy_forms.layout import HTML, Div, Submit
from django import forms
from django.core.exceptions import ValidationError

from actions.enums import Source
from actions.models import Evidence, ProgressUpdate, UpdateDraft
from actions.rules.overdue import needs_recovery
from actions.rules.record import EntryState, Said
from documents.enums import Canonical
from figures.forms.prose import ProseForm
from outcomes.queries import Given, Measured
from plans.models import LegendEntry
from updates.forms import readings
from web.fields import DayField, ManyFilesField, TextField, WordsField
from web.forms import BothTexts, VersionedForm

NOTHING: Final = "nothing"
NOTHING_LABEL: Final = "Nothing to report: no change"
FINE: Final = frozenset({Canonical.ON_TRACK.value, Canonical.COMPLETE.value})
WORDS: Final = ("what_happened", "evidence", "difference", "reason", "recovery")
NEXT: Final = "next"
NEXT_LABEL: Final = "Save and next"
DRAFT: Final = "draft"
EVIDENCE: Final = ("papers", "link", "link_title")
DRAFTED: Final = ("entry", "blocked", *WORDS, "as_at")
UNSENT_EVIDENCE = (
    "You have added a file or a link, so it was not sent as “Nothing to report”. Say what happened "
    "and choose “Save update”, or remove it first."
)
UNSAVED_WORDS = (
    "You have written something, so it was not sent as “Nothing to report”. "
    "Choose “Save update” to send what you wrote, or clear it first."
)


class UpdateWords(ProseForm):
    """The words of an update, whether of one action or of several areas' at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stood = {}  # a draft is no update yet: nobody was asked about its words

    what_happened = WordsField(
        label="What happened?",
        limit=8000,
        rows=3,
        required=False,
        help_text="Since the last update, in a sentence or two.",
    )
    blocked = forms.BooleanField(
        label="It is blocked: it cannot go on until something else happens", required=False
    )
    reason = WordsField(
        label="Why is it not on track?",
        limit=4000,
        rows=2,
        required=False,
    )
    recovery = WordsField(
        label="What will be done about it?",
        limit=4000,
        rows=2,
        required=False,
        help_text="Who will do what, and by when.",
    )
    evidence = WordsField(
        label="How do we know?",
        limit=8000,
        rows=2,
        required=False,
        help_text="What shows it: a paper, minutes, figures. Needed when complete.",
    )
    difference = WordsField(
        label="What difference has it made?",
        limit=4000,
        rows=2,
        required=False,
        help_text="For children and families. Needed when complete.",
    )


class UpdateForm(UpdateWords, VersionedForm):
    """One update. "Nothing to report" sends the last rating again, with its reasons."""

    shows_optional = False
    field_order = ("typed_by", "expected", "entry")

    entry = forms.ChoiceField(label="How is it going?", widget=forms.RadioSelect, required=False)
    papers = ManyFilesField(
        label="Add files",
        required=False,
        help_text="PDF, Word, Excel, PowerPoint, OpenDocument, a picture or text, 10 MB each.",
    )
    link = TextField(
        label="Add a link",
        required=False,
        help_text="The whole address, for example https://www.example.org/minutes.",
    )
    link_title = TextField(label="What the link shows", required=False, max_length=200)
    as_at = DayField(label="The day this is about", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    draft: UpdateDraft | None = None
    more_wait = False  # whether there is another action to go on to

    def __init__(
        self,
        *args: Any,
        entries: Sequence[LegendEntry | EntryState],
        last: ProgressUpdate | Said | None,
        last_entry: EntryState | None,
        source: Source,
        today: date,
        items: Sequence[Evidence] = (),
        compact: bool = False,
        measures: Sequence[Measured] = (),
        **kwargs: Any,
    ) -> None:
        """`last` and `last_entry`, what was said last, are asked for where it is said again.

        `items` are the files and links kept for this update; `compact` is a row of the table, which
        takes none. Of `measures`, those of the action that are counted, a reading is asked.
        """
        super().__init__(*args, **kwargs)
        self.entries, self.last, self.last_entry = entries, last, last_entry
        self.source, self.today, self.items = source, today, items
        self.measures = measures
        if measures:
            self._ask_readings(kwargs.get("kept") or {})
        hints = {} if compact else {str(row.pk): hint(row) for row in entries}
        self.offer_statuses("entry", entries, hints)
        if source != Source.ON_BEHALF:
            del self.fields["as_at"]
        for name in EVIDENCE if compact else ():
            del self.fields[name]
        if self.pressed_nothing and last_entry and not self.typed("entry"):
            self.put("entry", str(last_entry.pk))

    def _given(self) -> list[Given]:
        rows = self.measures
        return readings.given(rows, self.cleaned_data, self.today) if rows else []

    def _ask_readings(self, kept: Mapping[str, Sequence[str]]) -> None:
        """The fields of readings, with what stood in them before the person had to sign in."""
        fields = readings.reading_fields(self.measures)
        self.fields.update(fields)
        self.initial.update({name: kept[name][-1] for name in fields if kept.get(name)})

    @property
    def asked(self) -> list[readings.Asked]:
        """Measures with the fields of their newest reading, as the page draws them."""
        return [readings.asked(self, one) for one in self.measures]

    @property
    def pressed_nothing(self) -> bool:
        """Whether "Nothing to report" was pressed."""
        return self.is_bound and NOTHING in self.data

    @property
    def touched(self) -> bool:
        """Whether anything was typed or chosen since the form was drawn."""
        return bool(set(self.changed_data) & {"entry", "blocked", *WORDS})

    def typed(self, name: str) -> str:
        """The text of a field as the person sent it, or as it came back from a draft."""
        return super().typed(name) if self.is_bound else str(self.initial.get(name) or "").strip()

    def clean_as_at(self) -> date:
        as_at: date = self.cleaned_data.get("as_at") or self.today
        if as_at > self.today:
            raise ValidationError("This day has not come yet.")
        return as_at

    def clean(self) -> dict[str, Any]:
        if not self.pressed_nothing and not self.cleaned_data.get("entry"):
            self.add_error("entry", "Choose how it is going.")
        rating = self.chosen()
        if rating and rating.canonical in FINE:
            self._refuse_reasons(rating)
        if self.pressed_nothing and self.last_entry is None:
            self.add_error("entry", "Nobody has rated this action yet. Choose how it is going.")
        typed = [*WORDS, *(readings.reading_names(self.fields) if self.measures else ())]
        if self.pressed_nothing and any(self.typed(name) for name in typed):
            self.add_error(None, UNSAVED_WORDS)
        elif self.pressed_nothing and self.items:
            self.add_error(None, UNSENT_EVIDENCE)
        return self.cleaned_data

    def _refuse_reasons(self, rating: LegendEntry | EntryState) -> None:
        """A reason typed before the rating was changed is not recorded unseen."""
        for name in ("reason", "recovery"):
            if self.cleaned_data.get(name):
                said = f"You rate it {rating.label}, which asks for no reason."
                self.add_error(name, f"{said} Clear this text, or choose another rating.")

    def theirs(self) -> ProgressUpdate | Said | None:
        """The update that somebody else recorded since this form was drawn."""
        known = self.typed("seen")
        return self.last if self.last and str(self.last.pk) != known else None

    def both_texts(self) -> BothTexts:
        """Label, their text and this person's, for each field where either wrote something."""
        theirs = self.theirs()
        rows = [("How is it going?", theirs.entry_label if theirs else "", self._typed_rating())]
        for name in WORDS:
            label = str(self.fields[name].label)
            rows.append((label, getattr(theirs, name, ""), self.typed(name)))
        return [row for row in rows if row[1] or row[2]]

    def _typed_rating(self) -> str:
        chosen = self.last_entry if self.pressed_nothing else self.chosen()
        return chosen.label if chosen else ""

    def chosen(self) -> LegendEntry | EntryState | None:
        """The legend's entry that was chosen."""
        return next((row for row in self.entries if str(row.pk) == self.typed("entry")), None)

    def values(self) -> dict[str, Any]:
        """What record_update takes."""
        common = {
            "expected": self.cleaned_data["expected"],
            "as_at": self.cleaned_data.get("as_at") or self.today,
            "source": self.source,
        }
        if self.pressed_nothing:
            return common | self._again()
        words = {name: self.cleaned_data[name] for name in ("blocked", *WORDS)}
        said = {
            "entry": self.chosen(),
            "evidence_items": self.items,
            "readings": self._given(),
        }
        return common | said | words

    def is_said(self, update: ProgressUpdate | None) -> bool:
        """Whether `update` says just this: the same form sent twice."""
        if update is None or str(update.pk) == self.typed("seen"):
            return False
        if self.pressed_nothing:
            return update.nothing_to_report
        entry = self.chosen()
        said = {name: getattr(update, name) for name in WORDS if self.typed(name)}
        typed = {name: self.cleaned_data.get(name, "").strip() for name in said}
        return update.entry_id == (entry.pk if entry else 0) and said == typed

    def _again(self) -> dict[str, Any]:
        """The last rating once more; what was wrong then is still wrong."""
        last = self.last
        return {
            "entry": self.last_entry,
            "nothing_to_report": True,
            "blocked": bool(last and last.blocked),
            "reason": last.reason if last else "",
            "recovery": last.recovery if last else "",
        }

    def layout(self) -> Sequence[Any]:
        rating = Div("entry", HTML("{% include 'actions/components/last_word.html' %}"))
        shows = Div("difference", "evidence", css_class="cpc-update__pair")
        words = [
            "what_happened",
            self._asked_if_blocked(),
            *self._asked_when_behind(),
            shows,
            HTML("{% include 'actions/components/readings.html' %}"),
            *self._evidence(),
        ]
        if "as_at" in self.fields:
            words.append("as_at")
        return [Div(rating, Div(*words), css_class="cpc-update")]

    def buttons(self) -> Sequence[Submit]:
        quiet = "govuk-button--secondary"
        save = Submit("save", "Save update", css_class=quiet if self.more_wait else "")
        others = [
            Submit(NOTHING, NOTHING_LABEL, css_class=quiet),
            Submit(DRAFT, "Save draft", css_class=quiet),
        ]
        return [*([Submit(NEXT, NEXT_LABEL)] if self.more_wait else []), save, *others]

    def _evidence(self) -> list[Any]:
        """Files and links, folded away until they are wanted."""
        if "papers" not in self.fields:
            return []
        kept = "{% include 'actions/components/kept_evidence.html' %}"
        add = "{% include 'actions/components/evidence_add.html' %}"
        return [HTML(kept), HTML(add)]

    def _asked_if_blocked(self) -> Div:
        """A tick, with the ratings for which the rules would propose another."""
        asked = [row for row in self.entries if not off_track(row)]
        open_ = " ".join(str(row.pk) for row in asked if row.canonical != Canonical.COMPLETE)
        return Div("blocked", data_shown_when=f"{self.add_prefix('entry')}:{open_}")

    def _asked_when_behind(self) -> list[Div]:
        return [Div(name, data_shown_when=when) for name, when in self._when_behind()]

    def _when_behind(self) -> list[tuple[str, str]]:
        """Reason and recovery, each with the ratings that ask for it as the page's script reads
        them."""
        behind = " ".join(str(row.pk) for row in self.entries if row.canonical not in FINE)
        off = " ".join(str(row.pk) for row in self.entries if off_track(row))
        shown = (("reason", behind), ("recovery", off))
        asked = self.add_prefix("entry")
        return [(name, f"{asked}:{pks}") for name, pks in shown if pks]


def off_track(entry: LegendEntry | EntryState) -> bool:
    return needs_recovery(Canonical(entry.canonical))


def hint(entry: LegendEntry | EntryState) -> str:
    claim = "Somebody else then verifies it." if entry.canonical == Canonical.COMPLETE else ""
    return f"{entry.definition} {claim}".strip()
