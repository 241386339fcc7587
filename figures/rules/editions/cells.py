"""The cells of a publication while it is built: each number once, printed or only implied. Pure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from disclosure import Cell, Kind, Relation, Role, Rounding
from figures.enums import Unit
from figures.rules import values
from figures.rules.keys import Key, Part
from figures.rules.numbers import RATES, Numbers, Total
from figures.rules.record import IndicatorRecord

KINDS = {
    Unit.PERCENT: Kind.PERCENT,
    Unit.RATE_1000: Kind.RATE,
    Unit.RATE_10000: Kind.RATE,
    # a sum over a number is a rate per one of them: linear in both, as a rate is
    Unit.MEAN: Kind.RATE,
}
ALL_OUTPUTS = ("table", "chart", "alt", "sentence", "csv")


class Cells:
    """`by_name` in the order of their indicators; `relations` each once."""

    def __init__(self, numbers: Numbers, *, exact: bool = False) -> None:
        self.numbers = numbers
        self.exact = exact
        self.by_name: dict[str, Cell] = {}
        self.relations: dict[Relation, None] = {}

    def count(self, indicator: IndicatorRecord, total: Total, *, printed: bool) -> str:
        """Add a number of children, and those that it is the sum of as implied ones; its name."""
        name = total.name
        held = self.by_name.get(name)
        if held is None or (printed and held.value is None):
            self.by_name[name] = Cell(
                id=name,
                exact=int(total.number),
                value=str(int(total.number)) if printed else None,
                hidden=printed,
                dims=_dims(indicator, total),
                overlapping=("category",) if indicator.overlapping and total.key.categories else (),
                revised=total.key.revisions != (1,),
                where=ALL_OUTPUTS if printed else (),
                role=_role(indicator, total.key),
            )
        if len(total.base) > 1 and held is None:
            self._add_base(indicator, total)
        return name

    def _add_base(self, indicator: IndicatorRecord, total: Total) -> None:
        for key in total.base:
            number = self.numbers.exact(str(key))
            if number is None:
                raise ValueError(f"{key}: a part of a sum is not there")
            self.count(
                indicator,
                replace(total, key=key, number=Decimal(number), base=(key,)),
                printed=False,
            )
        self.tie(Relation.sum([str(key) for key in total.base], total.name))

    def tie(self, *relations: Relation) -> None:
        self.relations.update(dict.fromkeys(relations))

    def share(
        self, indicator: IndicatorRecord, top: Total, bottom: Total, *, printed: bool = True
    ) -> None:
        """Add what is worked out of two numbers, rounded once; nothing where the second is 0."""
        value = values.worked_out(indicator.unit, top.number, bottom.number)
        if value is None:
            return
        total = replace(top, key=value_key(top.key, bottom.key))
        cell = self._plain(indicator, total, value)
        known = indicator.unit in RATES
        if indicator.counts_children and not self.exact:
            if not _is_whole(top.number):
                # what a sum of half days tells of children is not linear in whole numbers
                return
            cell = replace(
                cell,
                numerator=top.name,
                denominator=int(bottom.number) if known else bottom.name,
                per=values.PER[indicator.unit],
                complement_sensitive=indicator.complement_sensitive
                and indicator.unit == Unit.PERCENT,
                role=Role.RATIO,
            )
        if not printed:
            cell = replace(cell, value=None, hidden=False, where=())
        self.by_name.setdefault(cell.id, cell)

    def plain(self, indicator: IndicatorRecord, total: Total) -> None:
        """Add a number that is not of children: it is printed as it is."""
        cell = self._plain(indicator, total, Fraction(total.number))
        self.by_name.setdefault(cell.id, cell)

    def _plain(self, indicator: IndicatorRecord, total: Total, value: Fraction) -> Cell:
        whole = total.key.part is not Part.VALUE or indicator.unit == Unit.COUNT
        decimals = 0 if whole and _is_whole(total.number) else max(indicator.decimals, 0)
        return Cell(
            id=total.name,
            kind=Kind.MEAN if whole else KINDS[indicator.unit],
            value=f"{values.rounded(value, decimals):f}",
            rounding=Rounding(step=Decimal(1).scaleb(-decimals)),
            dims=_dims(indicator, total),
            revised=total.key.revisions != (1,),
            where=ALL_OUTPUTS,
        )

    def comparator(self, indicator: IndicatorRecord, key: Key, value: Decimal) -> None:
        """Add what somebody else's tables say: a plain number."""
        unit = KINDS.get(indicator.unit, Kind.MEAN)
        step = Decimal(1).scaleb(-indicator.decimals)
        comparator, edition = key.words.rsplit(" ", 1)
        cell = Cell(
            id=str(key),
            kind=unit,
            value=f"{values.rounded(Fraction(value), indicator.decimals):f}",
            rounding=Rounding(step=step),
            dims=_named(indicator, key) | {"comparator": comparator, "edition": edition},
            where=ALL_OUTPUTS,
        )
        self.by_name.setdefault(cell.id, cell)


def value_key(top: Key, bottom: Key) -> Key:
    """The name of what is worked out of two numbers: it is another when one of them is revised."""
    both = (*top.revisions, *bottom.revisions)
    return top.of(Part.VALUE, both if any(number != 1 for number in both) else (1,))


def _role(indicator: IndicatorRecord, key: Key) -> Role:
    if key.categories:
        return Role.PART
    return Role.HEADLINE if indicator.headline else Role.TOTAL


def _named(indicator: IndicatorRecord, key: Key) -> dict[str, str]:
    days = f"{key.period.start.isoformat()} to {key.period.end.isoformat()}"
    dims = {"indicator": indicator.name, "period": days}
    if key.categories:
        labels = {row.pk: row.label for row in indicator.categories}
        dims["category"] = ", ".join(labels.get(pk, str(pk)) for pk in key.categories)
    return dims


def _dims(indicator: IndicatorRecord, total: Total) -> dict[str, str]:
    """What a number is of, in words. No two have the same."""
    dims = _named(indicator, total.key)
    if indicator.unit != Unit.COUNT:
        dims["number"] = total.key.part.name.lower()
    if total.key.revisions != (1,):
        dims["revision"] = ".".join(map(str, total.key.revisions))
    if total.provisional or total.revised:
        dims["status"] = "revised" if total.revised else "provisional"
    return dims


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()
