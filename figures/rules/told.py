"""What a page, a paper, a sentence, a sheet or a chart may print: the one door's second half. Pure.

Everything that prints figures is given a `Told` and nothing else. It answers with what a chart is
made of: `Printed`, `Hidden` or `Missing`. For eyes that see everything it is the same class, with
nothing hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Self

from dateutil.relativedelta import relativedelta

from charts.values import Cell, Hidden, Missing, Printed
from disclosure import Cell as Figure
from disclosure import Kind, Mode, Publication, Relation, Rounding
from figures.enums import Unit
from figures.rules.keys import Key, Part
from figures.rules.numbers import four_quarters
from figures.rules.periods import Period, year_before
from figures.rules.publication import Extent, publication
from figures.rules.record import FigureRecord, IndicatorRecord

HIDDEN = "hidden"
NOT_RELEASED = "not released"
NOT_GIVEN = "not given"
Categories = Sequence[int]
Place = tuple[int, tuple[int, ...], Period, Part]


class Told:
    """All that one audience may see at once.

    Where an indicator's category is asked for, `categories` holds its key: one, several where
    bands were put together, none for all. A period is one of the indicator's, a year, or the four
    quarters that end with it (`figures.rules.numbers.four_quarters`).
    """

    def __init__(self, said: Publication, *, absent: str = NOT_RELEASED) -> None:
        self.said = said
        self.absent = absent

    @classmethod
    def exact(cls, record: FigureRecord, extent: Extent) -> Self:
        """Nothing hidden: only for those who see figures as they are."""
        return cls(
            publication(record, extent, name=record.area_name, threshold=0, exact=True),
            absent=NOT_GIVEN,
        )

    # -- Single numbers ----------------------------------------------------------------------------

    def value(
        self, indicator: IndicatorRecord, period: Period, categories: Categories = ()
    ) -> Cell:
        """What the indicator is: its number, or what is worked out of two."""
        return self.number(indicator, period, _main(indicator), categories)

    def numerator(
        self, indicator: IndicatorRecord, period: Period, categories: Categories = ()
    ) -> Cell:
        return self.number(indicator, period, Part.NUMERATOR, categories)

    def denominator(
        self, indicator: IndicatorRecord, period: Period, categories: Categories = ()
    ) -> Cell:
        return self.number(indicator, period, Part.DENOMINATOR, categories)

    def number(
        self,
        indicator: IndicatorRecord,
        period: Period,
        part: Part,
        categories: Categories = (),
    ) -> Cell:
        figures = self._standing.get((indicator.pk, tuple(categories), period, part))
        return cell(figures[-1]) if figures else Missing(self._why(indicator, period, categories))

    def change(
        self,
        indicator: IndicatorRecord,
        later: Period,
        earlier: Period,
        categories: Categories = (),
    ) -> Cell:
        """By how much the printed value differs from an earlier one; of percentages in percentage
        points. Of two that are printed, or not at all."""
        pair = self.value(indicator, later, categories), self.value(indicator, earlier, categories)
        for one in pair:
            if not isinstance(one, Printed):
                return one
        return signed(pair[0].value - pair[1].value)  # type: ignore[union-attr]

    def before_revision(
        self, indicator: IndicatorRecord, period: Period, categories: Categories = ()
    ) -> str:
        """What was printed until a revision changed it; "" where nothing was, or is hidden."""
        figures = self._standing.get((indicator.pk, tuple(categories), period, _main(indicator)))
        if figures is None or len(figures) < 2:
            return ""
        now, earlier = cell(figures[-1]), cell(figures[-2])
        return earlier.text if isinstance(earlier, Printed) and isinstance(now, Printed) else ""

    def is_provisional(
        self, indicator: IndicatorRecord, period: Period, categories: Categories = ()
    ) -> bool:
        figures = self._standing.get((indicator.pk, tuple(categories), period, _main(indicator)))
        return figures is not None and figures[-1].dims.get("status") == "provisional"

    def rolling(
        self, indicator: IndicatorRecord, period: Period, categories: Categories = ()
    ) -> Cell:
        """Over the four quarters that end with `period`."""
        return self.value(indicator, four_quarters(indicator, period), categories)

    # -- What there is -----------------------------------------------------------------------------

    @cached_property
    def indicators(self) -> frozenset[int]:
        """Of which anything is told."""
        return frozenset(place[0] for place in self._standing)

    def periods(self, indicator: IndicatorRecord) -> list[Period]:
        """For which anything is printed or marked as hidden, the earliest first; those of its own
        frequency where there are any, whole years else."""
        there = sorted({place[2] for place in self._standing if place[0] == indicator.pk})
        own = [period for period in there if period == indicator.period_of(period.end)]
        return own or there

    def bands(self, indicator: IndicatorRecord) -> list[tuple[int, ...]]:
        """Its categories as they are told, in their order."""
        order = {row.pk: at for at, row in enumerate(indicator.categories)}
        there = {place[1] for place in self._standing if place[0] == indicator.pk and place[1]}
        return sorted(there, key=lambda bands: [order.get(pk, len(order)) for pk in bands])

    def band_label(self, indicator: IndicatorRecord, bands: Categories) -> str:
        labels = {row.pk: row.label for row in indicator.categories}
        return " with ".join(labels[pk] for pk in bands if pk in labels)

    @cached_property
    def hidden(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.said.cells if figure.is_marked)

    @cached_property
    def _standing(self) -> dict[Place, list[Figure]]:
        """What is told of each place, a revision after what it changed."""
        rows: list[tuple[Key, Figure]] = [
            (Key.read(figure.id), figure)
            for figure in self.said.cells
            if figure.value is not None or figure.hidden
        ]
        rows.sort(key=lambda row: sum(row[0].revisions))
        kept: dict[Place, list[Figure]] = {}
        for key, figure in rows:
            if key.part not in (Part.COMPARATOR, Part.CHANGE):
                place = (key.indicator, key.categories, key.period, key.part)
                kept.setdefault(place, []).append(figure)
        return kept

    def _why(self, indicator: IndicatorRecord, period: Period, categories: Categories) -> str:
        category = categories[0] if len(categories) == 1 else None
        row = indicator.newest().get((category, period)) if len(categories) < 2 else None
        return "not available" if row is not None and row.numerator is None else self.absent


def cell(figure: Figure) -> Cell:
    """One figure as it is printed: "1,204", "92%", or the mark of what is hidden."""
    if figure.value is None:
        return Hidden(HIDDEN) if figure.hidden else Missing(NOT_RELEASED)
    number = Decimal(figure.value)
    sign = "%" if figure.kind is Kind.PERCENT else ""
    return Printed(number, f"{number:,f}{sign}")


def signed(number: Decimal) -> Printed:
    """ "+2.1", "−3", "0": a change says which way."""
    text = f"{abs(number):,f}"
    return Printed(number, f"{'+' if number > 0 else '−' if number < 0 else ''}{text}")


def with_changes(said: Publication) -> Publication:
    """The same with the changes that can be read off it: of each printed value from the period
    before and from the year before. They tell nothing that the two values do not."""
    return replace(said, cells=(*said.cells, *_changes(said)))


def without_changes(said: Publication) -> Publication:
    """What disclosure control needs to know of an edition: what is read off it is no new fact."""
    return replace(said, cells=tuple(one for one in said.cells if one.kind is not Kind.DIFFERENCE))


def together(editions: Sequence[Publication], *, name: str) -> Publication:
    """Several editions as one, the newest first: a number that one of them prints is printed, and
    whatever any of them says holds."""
    cells: dict[str, Figure] = {}
    relations: dict[Relation, None] = {}
    for edition in editions:
        for one in edition.cells:
            held = cells.get(one.id)
            if held is None or _tells(held) < _tells(one):
                cells[one.id] = one
        relations.update(dict.fromkeys(edition.relations))
    first = editions[0] if editions else Publication(edition=name, cells=())
    return replace(first, edition=name, cells=tuple(cells.values()), relations=tuple(relations))


def _tells(figure: Figure) -> int:
    return 2 if figure.value is not None else int(figure.hidden)


def _changes(said: Publication) -> Iterator[Figure]:
    printed: dict[tuple[int, tuple[int, ...], Period, Part], Figure] = {}
    for figure in said.cells:
        key = Key.read(figure.id)
        if figure.value is not None and key.part in (Part.NUMERATOR, Part.VALUE):
            printed[key.indicator, key.categories, key.period, key.part] = figure
    shares = {(place[0], place[1]) for place in printed if place[3] is Part.VALUE}
    for (indicator, bands, period, part), figure in printed.items():
        if part is Part.NUMERATOR and (indicator, bands) in shares:
            continue
        for earlier in _earlier(period):
            before = printed.get((indicator, bands, earlier, part))
            if before is not None:
                yield _change(figure, before)


def _earlier(period: Period) -> list[Period]:
    """The period before, and the same a year before; one, where they are the same."""
    day = timedelta(1)
    last = period.start - day
    length = relativedelta(period.end + day, period.start)
    return list(dict.fromkeys([Period(last, last + day - length), year_before(period)]))


def _change(later: Figure, earlier: Figure) -> Figure:
    key, before = Key.read(later.id), Key.read(earlier.id)
    since = f"{before.period.start.isoformat()} to {before.period.end.isoformat()}"
    revisions = "" if before.revisions == (1,) else " " + ".".join(map(str, before.revisions))
    assert later.value is not None
    assert earlier.value is not None
    # of two printed values: less than one step from what the unrounded ones would give
    step = later.rounding.step if later.rounding and key.part is Part.VALUE else None
    return Figure(
        id=str(replace(key, part=Part.CHANGE, words=f"since {since}{revisions}")),
        kind=Kind.DIFFERENCE,
        value=f"{Decimal(later.value) - Decimal(earlier.value):f}",
        of=(later.id, earlier.id),
        rounding=Rounding(step=step, mode=Mode.CONTROLLED) if step else None,
        dims={**later.dims, "change since": since},
        where=later.where,
    )


def _main(indicator: IndicatorRecord) -> Part:
    return Part.NUMERATOR if indicator.unit == Unit.COUNT else Part.VALUE
