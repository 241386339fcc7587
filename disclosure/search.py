"""Looking for a world in which an unknown has another number, at the least cost of hiding.

What the solver answers is only a hint: `Atlas.world` says what is true of it. A fact that the
hint breaks without having paid for it is paid for all the same, so a bad hint costs a figure.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import gcd, inf

from disclosure.program import Program, Solver
from disclosure.worlds import Atlas, Placed, World

# How many unknowns near the one that is asked for may move: first few, then all of a large family.
NEAR, FAR = 45, 240
# What so many facts speak of (all quarters' children) leads everywhere: its neighbours come last.
HUB = 20
# Moving costs a little, so that worlds are small and lean on few hidden figures.
MOVE, MOVE_OF_COVER = 0.002, 0.02
SLIGHT = 1e-6
# How many totals are moved one after another before that is given up.
BY_HAND = 30


@dataclass(frozen=True, kw_only=True)
class Wish:
    """An unknown and the least and most that it should be; with what hidden, at what price.

    What is neither hidden nor has a price cannot be broken.
    """

    name: str
    low: int
    high: int
    classed: bool
    hidden: Collection[str]
    prices: Mapping[str, float]


@dataclass
class Search:
    atlas: Atlas
    solver: Solver
    solved: int = field(default=0)

    def world(self, wish: Wish) -> World | None:
        """The cheapest world that was got, checked; None if there is none or it was not got."""
        free = replace(wish, prices={})
        return (
            self._by_hand(free)
            or self._solved(free)
            or ((self._solved(wish) or self._by_hand(wish)) if wish.prices else None)
        )

    def _solved(self, wish: Wish) -> World | None:
        near = self._near(wish, NEAR)
        world = self._got(wish, near)
        if world is None and len(near) == NEAR:
            world = self._got(wish, self._near(wish, FAR))
        return world

    def _got(self, wish: Wish, near: Iterable[str]) -> World | None:
        """Counts may be parts of whole numbers at first: that is quick, and mostly they are not."""
        for whole in (False, True):
            draft = Draft(self.atlas, wish, near, whole=whole)
            if draft.hopeless:
                return None
            self.solved += 1
            answer = self.solver.solve(draft.program)
            if answer is None:
                return None
            world = self._checked(wish, draft.moves(answer))
            if world is not None:
                return world
        return None

    def _checked(self, wish: Wish, moves: Mapping[str, int]) -> World | None:
        there = self.atlas.known.numbers[wish.name] + moves.get(wish.name, 0)
        world = self.atlas.world(moves)
        if world is None or not wish.low <= there <= wish.high or world.classed < wish.classed:
            return None
        unpaid = world.breaks - set(wish.hidden) - wish.prices.keys()
        return None if unpaid else world

    def _near(self, wish: Wish, most: int) -> dict[str, None]:
        """The unknowns that may move and hang together with the one asked for, nearest first."""
        near = {wish.name: None}
        waiting, hubs = deque(near), deque[str]()
        while (waiting or hubs) and len(near) < most:
            for placed in self.atlas.touching[(waiting or hubs).popleft()]:
                if placed.saying in wish.hidden:
                    continue
                for name in placed.names:
                    if name not in near and len(near) < most and not self._is_still(name, wish):
                        near[name] = None
                        (hubs if len(self.atlas.touching[name]) > HUB else waiting).append(name)
        return near

    def _is_still(self, name: str, wish: Wish) -> bool:
        """Whether its number is printed, and cannot be hidden for this wish."""
        if name in self.atlas.fixed:
            return True
        return name in self.atlas.exact and name not in wish.hidden and name not in wish.prices

    def _by_hand(self, wish: Wish) -> World | None:
        """Without a solver: the number moves, and then the totals above it until all agrees."""
        moves = {wish.name: wish.low - self.atlas.known.numbers[wish.name]}
        for _ in range(BY_HAND):
            broken = self._broken(wish, moves)
            if broken is None:
                return self._checked(wish, moves)
            mended = self._mended(wish, broken, moves)
            if mended is None:
                return None
            moves |= mended
        return None

    def _broken(self, wish: Wish, moves: Mapping[str, int]) -> Placed | None:
        """A fact that is untrue and cannot be hidden for this wish."""
        for name in moves:
            for placed in self.atlas.touching[name]:
                can_be = placed.saying in wish.hidden or placed.saying in wish.prices
                if not can_be and not placed.fact.holds_at(placed.total_in(moves)):
                    return placed
        return None

    def _mended(
        self, wish: Wish, broken: Placed, moves: Mapping[str, int]
    ) -> dict[str, int] | None:
        """A total, or else another part, moved so far that the fact is true again."""
        total = broken.total_in(moves)
        low, high = broken.fact.low, broken.fact.high
        lacks = low - total if low is not None and total < low else (high or 0) - total
        for name, k in sorted(broken.fact.terms, key=lambda term: (term[1], term[0])):
            if abs(k) == 1 and name not in moves and not self._is_still(name, wish):
                reach = 2 * self.atlas.threshold + abs(lacks)
                down, up = self.atlas.span(name, classed=wish.classed, reach=reach)
                if -down <= lacks * k <= up:
                    return {name: lacks * k}
        return None

    def alike(self, world: World) -> Iterator[World]:
        """Worlds got from one without a solver: mirrored, and moved by less or by more."""
        common = gcd(*world.moves.values()) or 1
        reach = self.atlas.threshold
        for step in range(-reach, reach + 1):
            if step not in (0, common):
                moves = {name: move // common * step for name, move in world.moves.items()}
                other = self.atlas.world(moves)
                if other is not None:
                    yield other


class Draft:
    """The program of one wish: how far each unknown goes up and down, and what is hidden for it.

    `hopeless` where a single fact already says that there is no such world.
    """

    def __init__(self, atlas: Atlas, wish: Wish, near: Iterable[str], *, whole: bool) -> None:
        self.atlas, self.wish, self.whole = atlas, wish, whole
        self.program = Program()
        self.hopeless = False
        self.columns: dict[str, tuple[int, int]] = {}
        self.spans: dict[str, tuple[int, int]] = {}
        self.paid: dict[str, int] = {}
        rows: dict[Placed, None] = {}
        for name in near:
            self._unknown(name)
            rows |= dict.fromkeys(atlas.touching[name])
        for placed in rows:
            if placed.saying not in wish.hidden:
                self._row(placed)

    def moves(self, answer: Sequence[float]) -> dict[str, int]:
        """The answer as whole moves; what cannot be read as numbers moves nothing."""
        wanted = max((down for _, down in self.columns.values()), default=-1)
        if len(answer) <= wanted or not all(-inf < number < inf for number in answer):
            return {}
        return {name: round(answer[up] - answer[down]) for name, (up, down) in self.columns.items()}

    def _unknown(self, name: str) -> None:
        atlas, wish = self.atlas, self.wish
        least, most = self.spans[name] = self._span(name)
        if least > most:
            self.hopeless = True
        elif least or most:
            cover = name in wish.hidden and not atlas.is_small(name)
            cost = MOVE_OF_COVER if cover else MOVE
            self.columns[name] = (
                self.program.column(cost, max(least, 0), max(most, 0), whole=self.whole),
                self.program.column(cost, max(-most, 0), max(-least, 0), whole=self.whole),
            )

    def _span(self, name: str) -> tuple[int, int]:
        """The least and the greatest move."""
        atlas, wish = self.atlas, self.wish
        number = atlas.known.numbers[wish.name]
        reach = max(2 * atlas.threshold, wish.high - number)
        down, up = atlas.span(name, classed=wish.classed, reach=reach)
        if name != wish.name:
            return -down, up
        return max(-down, wish.low - number), min(up, wish.high - number)

    def _row(self, placed: Placed) -> None:
        fact, saying = placed.fact, placed.saying
        scale = placed.largest
        terms: list[tuple[int, float]] = []
        least = most = 0.0
        for name, k in fact.terms:
            if name in self.columns:
                factor = k / scale
                up, down = self.columns[name]
                terms += [(up, factor), (down, -factor)]
                ends = [factor * move for move in self.spans[name]]
                least += min(ends)
                most += max(ends)
        low = -inf if fact.low is None else (fact.low - placed.total) / scale
        high = inf if fact.high is None else (fact.high - placed.total) / scale
        if least >= low and most <= high:
            return
        if saying not in self.wish.prices:
            if most < low - SLIGHT or least > high + SLIGHT:
                self.hopeless = True
            self.program.row(low, high, terms)
            return
        paid = self._price(saying)
        if most > high:
            self.program.row(-inf, high, [*terms, (paid, high - most)])
        if least < low:
            self.program.row(low, inf, [*terms, (paid, low - least)])

    def _price(self, saying: str) -> int:
        if saying not in self.paid:
            self.paid[saying] = self.program.column(self.wish.prices[saying], 0, 1, whole=True)
        return self.paid[saying]
