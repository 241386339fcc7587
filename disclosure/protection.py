"""Which figures to hide, so that every small number may still be each of 1 to the threshold.

From all that an audience was ever told. Nothing counts as protected but by a world that was
checked in whole numbers; see docs/disclosure.md for the steps.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from disclosure.costs import costs
from disclosure.enums import Reason
from disclosure.families import families, touched
from disclosure.knowledge import Knowledge, knowledge, order_name
from disclosure.pattern import Limit, Pattern, Refusal
from disclosure.program import Solver
from disclosure.publication import Cell, Publication
from disclosure.search import Search, Wish
from disclosure.solver import Highs
from disclosure.worlds import Atlas, World

# A small number and another that it may be; above the threshold stands for any such number.
Need = tuple[str, int]


def contradictions(
    publication: Publication,
    history: Sequence[Publication] = (),
    exact: Mapping[str, int] | None = None,
) -> tuple[str, ...]:
    """What is said and cannot be true of the numbers given: parts that do not add up and so on."""
    return knowledge(publication, history, exact or {}).contradictions()


def protect(
    publication: Publication,
    *,
    history: Sequence[Publication] = (),
    exact: Mapping[str, int] | None = None,
    solver: Solver | None = None,
) -> Pattern:
    """The pattern of what is printed. `history`: as `said` gave them, all editions of audiences
    that share readers, and what is published elsewhere. `exact`: the true numbers of counts that
    stand only there. Raises ValueError where the numbers contradict each other.
    """
    known = knowledge(publication, history, exact or {})
    faults = known.contradictions()
    if faults:
        raise ValueError("; ".join(faults))
    return Protection(known, solver or Highs()).pattern()


@dataclass
class Protection:
    """One edition under way: what is hidden so far, and the worlds that keep each number open."""

    known: Knowledge
    solver: Solver
    reasons: dict[str, Reason] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    worlds: dict[Need, list[World]] = field(default_factory=dict)
    # what must stay possible, and whether only in worlds where small and large keep their class
    needs: dict[Need, bool] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in [name for name in self.known.sayings if self._is_shown_zero(name)]:
            for one in self.known.sayings.pop(name):
                self.known.lasting[one] = f"{name}: a true zero is shown"
        self.atlas = Atlas(self.known)
        self.search = Search(self.atlas, self.solver)
        self.prices = costs(self.known)
        for cell in self.known.publication.cells:
            self._hide_at_once(cell)

    def pattern(self) -> Pattern:
        new = touched(self.atlas)
        for family in families(self.atlas):
            targets = [name for name in family if self.atlas.is_small(name)]
            if targets and not new.isdisjoint(family):
                self._shield(family, targets)
        self._check()
        return self._pattern()

    def _pattern(self) -> Pattern:
        cells = self.known.publication.cells
        orders = range(len(self.known.publication.relations))
        return Pattern(
            printed=frozenset(
                cell.id for cell in cells if cell.value is not None and cell.id not in self.reasons
            ),
            reasons=dict(self.reasons),
            withheld=frozenset(at for at in orders if order_name(at) in self.hidden),
            refusals=tuple(self.refusals),
            limits=tuple(self.limits),
            told=frozenset(
                cell.id
                for cell in cells
                if cell.id in self.atlas.fixed and self.atlas.is_small(cell.id)
            ),
        )

    # -- What is hidden before anything is sought --------------------------------------------------

    def _is_shown_zero(self, name: str) -> bool:
        cell = self.known.publication.by_id.get(name)
        return (
            cell is not None
            and self.known.publication.zero_shown
            and name in self.known.counts
            and self.known.numbers[name] == 0
        )

    def _hide_at_once(self, cell: Cell) -> None:
        reason = self._reason(cell)
        if reason is not None:
            self.reasons[cell.id] = reason
            self.hidden.add(cell.id)

    def _reason(self, cell: Cell) -> Reason | None:
        if cell.is_marked:
            return Reason.EARLIER
        if cell.value is None:
            return None
        if self.atlas.is_small(cell.id) and cell.rounding is None:
            return Reason.SMALL
        if cell.id in self.known.hidden_before and not self.known.was_printed(cell):
            return Reason.EARLIER
        return None

    # -- Worlds for every small number of a family -------------------------------------------------

    def _shield(self, family: Sequence[str], targets: Sequence[str]) -> None:
        least, most = self.atlas.least, self.atlas.threshold
        for name in targets:
            number = self.known.numbers[name]
            wanted = [other for other in range(least, most + 1) if other != number]
            missing = [
                other
                for other in sorted(wanted, key=lambda other: -abs(other - number))
                if not self._keep_open(name, other)
            ]
            if missing:
                self._limit(family, name, missing)
        self._give_back(family)

    def _keep_open(self, name: str, other: int) -> bool:
        """Whether the small number may be that other one, hiding what has to be hidden for it."""
        for classed in (True, False):
            need = (name, other)
            if self._served(need, self.hidden, classed=classed):
                self.needs[need] = classed
                return True
            world = self.search.world(self._wish(need, self.hidden, self.prices, classed=classed))
            if world is not None:
                self.needs[need] = classed
                self._adopt(world)
                return True
        return False

    def _wish(
        self, need: Need, hidden: Iterable[str], prices: Mapping[str, float], *, classed: bool
    ) -> Wish:
        name, other = need
        above = other > self.atlas.threshold
        return Wish(
            name=name,
            low=other,
            high=other + self.atlas.threshold if above else other,
            classed=classed,
            hidden=frozenset(hidden),
            prices=prices,
        )

    def _adopt(self, world: World) -> None:
        for saying in sorted(world.breaks - self.hidden):
            self.hidden.add(saying)
            if saying in self.known.publication.by_id:
                self.reasons[saying] = Reason.COVER
        self._keep(world)
        for other in self.search.alike(world):
            self._keep(other)

    def _keep(self, world: World) -> None:
        for name, move in world.moves.items():
            if self.atlas.is_small(name):
                there = self.known.numbers[name] + move
                need = (name, min(there, self.atlas.threshold + 1))
                self.worlds.setdefault(need, []).append(world)

    def _served(self, need: Need, hidden: set[str], *, classed: bool) -> bool:
        return any(
            world.classed >= classed and world.breaks <= hidden
            for world in self.worlds.get(need, ())
        )

    # -- Where a number cannot be open -------------------------------------------------------------

    def _limit(self, family: Sequence[str], name: str, missing: Sequence[int]) -> None:
        """Some number is impossible whatever is hidden: then one above must be possible."""
        above = self.atlas.threshold + 1
        if any(missing) and not self._keep_open(name, above):
            self._withhold(family)
            missing = [other for other in missing if not self._keep_open(name, other)]
            if any(missing) and not self._keep_open(name, above):
                self.refusals.append(Refusal(name, self._why(name)))
        shut = set(missing)
        numbers = range(self.atlas.least, above)
        if shut:
            self.limits.append(Limit(name, tuple(n for n in numbers if n not in shut)))

    def _withhold(self, family: Sequence[str]) -> None:
        for saying, many in self.known.sayings.items():
            if saying not in self.hidden and any(
                not set(family).isdisjoint(one.names) for one in many
            ):
                self.hidden.add(saying)
                if saying in self.known.publication.by_id:
                    self.reasons[saying] = Reason.COVER

    def _why(self, name: str) -> str:
        near = {other for placed in self.atlas.touching[name] for other in placed.names}
        told = {
            self.known.lasting[placed.fact]
            for other in near & self.atlas.fixed
            for placed in self.atlas.touching[other]
            if not placed.saying and placed.names == (other,)
        }
        known = f" (known already: {'; '.join(sorted(told)[:3])})" if told else ""
        return f"its number could be worked out even if everything near it were hidden{known}"

    # -- What need not be hidden after all ---------------------------------------------------------

    def _give_back(self, family: Sequence[str]) -> None:
        """Dearest first, say again what can be said with other worlds for every need."""
        members = set(family)
        needs = {need: level for need, level in self.needs.items() if need[0] in members}
        covers = [name for name in self._covers() if self._is_of(name, members)]
        for cover in sorted(covers, key=lambda name: (-self.prices[name], name)):
            rest = self.hidden - {cover}
            if all(self._still(need, rest, classed=level) for need, level in needs.items()):
                self.hidden.discard(cover)
                self.reasons.pop(cover, None)

    def _covers(self) -> Iterator[str]:
        for name in self.hidden:
            cell = self.known.publication.by_id.get(name)
            if cell is None or self.reasons.get(name) is Reason.COVER:
                yield name

    def _is_of(self, saying: str, members: set[str]) -> bool:
        return any(not members.isdisjoint(one.names) for one in self.known.sayings.get(saying, ()))

    def _still(self, need: Need, hidden: set[str], *, classed: bool) -> bool:
        if self._served(need, hidden, classed=classed):
            return True
        world = self.search.world(self._wish(need, hidden, {}, classed=classed))
        if world is None:
            return False
        self._keep(world)
        for other in self.search.alike(world):
            self._keep(other)
        return True

    def _check(self) -> None:
        """The promise itself, once more for all: a fault of ours must never be issued."""
        open_still = [
            need
            for need, level in self.needs.items()
            if not self._served(need, self.hidden, classed=level)
        ]
        for name, other in open_still:
            self.refusals.append(Refusal(name, f"no world was kept in which it is {other}"))
