"""The reader who wants to know: from JSON alone, in exact arithmetic, by another solver.

Nothing of `disclosure` is imported here, so that an error there is not made twice. Whatever was
said in several editions is put together: one unknown for each id, and every number a small hidden
count may have is asked of z3.
"""

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from typing import Any

import z3


class Attacker:
    """All that the editions say, as constraints."""

    def __init__(self, editions):
        self.editions = editions
        self.kinds = {c["id"]: c["kind"] for e in editions for c in e["cells"]}
        self.known = z3.SolverFor("QF_LIA")
        self.numbers = {}
        self.denominators = {}
        for edition in editions:
            self._cells(edition)
        self._differences()
        for edition in editions:
            for relation in edition["relations"]:
                self._relation(relation)
            for cell in edition["cells"]:
                self._figure(edition, cell)
        self._members()

    # -- Unknowns ------------------------------------------------------------------------------

    def _cells(self, edition):
        for cell in edition["cells"]:
            if cell["kind"] == "count":
                self.numbers[cell["id"]] = z3.Int(cell["id"])
                self.known.add(self.numbers[cell["id"]] >= 0)

    def _differences(self):
        for edition in self.editions:
            pairs = [(c["id"], c["of"]) for c in edition["cells"] if c.get("of")]
            pairs += [
                (r["equals"], r["difference"]) for r in edition["relations"] if "difference" in r
            ]
            for name, (later, earlier) in pairs:
                if self.kinds[later] == self.kinds[earlier] == "count":
                    if name not in self.numbers:
                        self.numbers[name] = z3.Int(name)
                    self.known.add(
                        self.numbers[name] == self.numbers[later] - self.numbers[earlier]
                    )

    def _of(self, amount):
        return self.numbers[amount] if isinstance(amount, str) else z3.IntVal(amount)

    # -- What is said ----------------------------------------------------------------------------

    def _between(self, low, low_strict, high, high_strict, top, bottom):
        """low * bottom <= top <= high * bottom, in whole numbers."""
        scale = low.denominator * high.denominator
        left, right = int(low * scale) * bottom, int(high * scale) * bottom
        middle = scale * top
        self.known.add(left < middle if low_strict else left <= middle)
        self.known.add(middle < right if high_strict else middle <= right)

    def _figure(self, edition, cell):
        name, value = cell["id"], cell["value"]
        self._axis(cell)
        if value is None:
            if cell["kind"] == "count" and cell.get("hidden", True) and edition["zero_shown"]:
                self.known.add(self.numbers[name] >= 1)
            return
        ends = bounds(Fraction(value), cell.get("rounding"))
        for same in self._same(edition, name):
            self._printed(edition, same, ends)

    def _same(self, edition, name):
        groups = [r["same"] for r in edition["relations"] if name in r.get("same", ())]
        ids = {name, *(other for group in groups for other in group)}
        return [cell for cell in edition["cells"] if cell["id"] in ids]

    def _printed(self, edition, cell, ends):
        name, kind = cell["id"], cell["kind"]
        if name in self.numbers:
            self._between(*ends, self.numbers[name], 1)
        elif kind in {"rate", "percent"} and cell.get("numerator") is not None:
            top, bottom = self._of(cell["numerator"]), self._of(cell["denominator"])
            self.known.add(bottom >= 1)
            self._between(*ends, cell.get("per", 100) * top, bottom)
        elif kind == "mean":
            for relation in edition["relations"]:
                if "mean" in relation and relation["equals"] == name:
                    parts = [self.numbers[part] for part in relation["mean"]]
                    self._between(*ends, z3.Sum(parts), len(parts))
        elif kind == "difference" and cell.get("of"):
            self._points(edition, cell)

    def _points(self, edition, cell):
        """Points between two ratios: where one is printed, the other is known as well as it."""
        rows = {c["id"]: c for c in edition["cells"]}
        later, earlier = (rows[name] for name in cell["of"])
        for one, other, sign in ((later, earlier, 1), (earlier, later, -1)):
            if other["value"] is not None and one["value"] is None:
                value = Fraction(other["value"]) + sign * Fraction(cell["value"])
                rounding = dict(other["rounding"])
                rounding["step"] = str(2 * Fraction(rounding["step"]))
                self._printed(edition, one, bounds(value, rounding))

    def _axis(self, cell):
        for bound, sign in (("lower", 1), ("upper", -1)):
            if cell.get(bound) is not None and cell["id"] in self.numbers:
                end = Fraction(cell[bound])
                number = self.numbers[cell["id"]]
                self.known.add(sign * number * end.denominator >= sign * end.numerator)

    def _relation(self, relation):
        if "linear" in relation:
            return self._linear(relation)
        numbers = [self.numbers.get(name) for name in next(iter(relation.values()))]
        if "sum" in relation:
            return self.known.add(z3.Sum(numbers) == self.numbers[relation["equals"]])
        pairs = [pair for pair in pairwise(numbers) if None not in pair]
        if "at_most" in relation:
            return self.known.add(*(part <= whole for part, whole in pairs))
        if "same" in relation:
            return self.known.add(*(one == other for one, other in pairs))
        if "order" in relation:
            return self.known.add(*(more >= less for more, less in pairs))
        return None

    def _linear(self, relation):
        total = z3.Sum([k * self.numbers[name] for name, k in relation["linear"].items()])
        if relation.get("min") is not None:
            self.known.add(total >= relation["min"])
        if relation.get("max") is not None:
            self.known.add(total <= relation["max"])

    def _members(self):
        """A category that has members is their sum, or at least each where they overlap."""
        places = defaultdict(dict)
        for edition in self.editions:
            for cell in edition["cells"]:
                if cell["kind"] == "count" and cell.get("dims"):
                    places[tuple(sorted(cell["dims"].items()))][cell["id"]] = cell
        for edition in self.editions:
            for place, cells in places.items():
                for dim, category in place:
                    parts = edition["members"].get(dim, {}).get(category, ())
                    keys = [tuple(sorted({**dict(place), dim: part}.items())) for part in parts]
                    here = [places[key] for key in keys if key in places]
                    if here and len(cells) == 1 and all(len(one) == 1 for one in here):
                        self._tied(cells, here, dim, len(here) == len(parts))

    def _tied(self, cells, here, dim, all_there):
        (whole,) = cells.values()
        rows = [next(iter(one.values())) for one in here]
        number = self.numbers[whole["id"]]
        parts = [self.numbers[row["id"]] for row in rows]
        if any(dim in row.get("overlapping", ()) for row in (whole, *rows)):
            self.known.add(*(part <= number for part in parts))
            if all_there:
                self.known.add(z3.Sum(parts) >= number)
        else:
            self.known.add(z3.Sum(parts) == number if all_there else z3.Sum(parts) <= number)

    def know_classes(self, truth, threshold):
        """What whoever runs the program over the same figures learns of each mark."""
        cells = [cell for edition in self.editions for cell in edition["cells"]]
        for cell in cells:
            marked = cell["value"] is None and cell.get("hidden", True)
            if cell["kind"] == "count" and marked:
                number = self.numbers[cell["id"]]
                small = 1 <= truth[cell["id"]] <= threshold
                self.known.add(number <= threshold if small else number > threshold)

    # -- What can be worked out --------------------------------------------------------------------

    def possible(self, expression, numbers):
        """Which of the numbers the expression may be."""
        return [n for n in numbers if self._may_be(expression == n)]

    def _may_be(self, condition):
        self.known.push()
        self.known.add(condition)
        answer = self.known.check()
        self.known.pop()
        assert answer != z3.unknown
        return answer == z3.sat


def bounds(value, rounding):
    """Least and greatest number behind a printed one, each with whether it is strict."""
    if rounding is None:
        return value, False, value, False
    step, mode = Fraction(rounding["step"]), rounding.get("mode", "half_up")
    if mode == "controlled":
        return value - step, True, value + step, True
    low, high = value - step / 2, value + step / 2
    if value == 0:
        return low, True, high, True
    if mode == "half_up":
        return (low, False, high, True) if value > 0 else (low, True, high, False)
    assert mode == "half_even"
    odd = (value / step).numerator % 2 == 1
    return low, odd, high, odd


def narrowed(
    editions: list[dict[str, Any]], truth: dict[str, int], *, classes: bool = False
) -> dict[str, list[int]]:
    """{id: numbers it may be} for each small count that is hidden and may not be each of 1 to T.

    `editions` as JSON, all that was said; `truth` the numbers behind. A count that was never
    printed, and the rest of a whole that is sensitive, count as hidden. With `classes` the reader
    also knows which marks stand for small numbers and which for larger ones.
    """
    attacker = Attacker(editions)
    if classes:
        attacker.know_classes(truth, editions[-1]["threshold"])
    threshold = editions[-1]["threshold"]
    small = range(1, threshold + 1)
    printed = {c["id"] for e in editions for c in e["cells"] if c["value"] is not None}
    leaks = {}
    for name, number in attacker.numbers.items():
        hidden = name not in printed and attacker.kinds[name] == "count"
        if hidden and truth[name] in small:
            may = attacker.possible(number, small)
            if may != list(small):
                leaks[name] = may
    return leaks | _rests(attacker, editions, truth, small)


def _rests(attacker, editions, truth, small):
    """The same for what is left of a whole, where that is a number of children too."""
    leaks = {}
    for cell in (cell for edition in editions for cell in edition["cells"]):
        if cell.get("complement_sensitive"):
            top, bottom = (cell[name] for name in ("numerator", "denominator"))
            rest = truth.get(bottom, bottom) - truth.get(top, top)
            if rest in small:
                may = attacker.possible(attacker._of(bottom) - attacker._of(top), small)
                if may != list(small):
                    leaks[f"rest of {top} in {bottom}"] = may
    return leaks


def reachable(editions, name, most=60):
    """All numbers up to `most` that the count may be."""
    attacker = Attacker(editions)
    return attacker.possible(attacker.numbers[name], range(most + 1))
