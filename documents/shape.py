"""Plain JSON, and whether it has the shape of a record: where stored text becomes typed. Pure.

A shape is a TypedDict. What is read is held against it key by key, and what does not fit is told
with its place; a record may hold more than its shape asks for, as TypedDicts may.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import GenericAlias, NoneType, UnionType
from typing import (
    NamedTuple,
    NotRequired,
    TypeGuard,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

T = TypeVar("T")
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Hint = type | UnionType | GenericAlias

NAMES: Mapping[Hint, str] = {
    dict: "a record",
    list: "a list",
    str: "a text",
    int: "a number",
    float: "a number with a fraction",
    bool: "yes or no",
    NoneType: "nothing",
}


PLAIN = frozenset({str, int, float, bool, NoneType})


class Misfit(NamedTuple):
    """The first place where a value has not its shape (".actions[3].due"), and why in words."""

    place: str
    reason: str

    def below(self, step: str) -> Misfit:
        return Misfit(f"{step}{self.place}", self.reason)


Test = Callable[[Json], Misfit | None]


def shaped(value: Json, shape: type[T]) -> T:
    """The value, known to have a shape. Raises ValueError that says what does not fit and where."""
    if fits(value, shape):
        return value
    misfit = misfit_of(value, shape)
    assert misfit is not None
    raise ValueError(f"This is no {shape.__name__}: at {misfit.place or 'the top'} {misfit.reason}")


def fits(value: Json, shape: type[T]) -> TypeGuard[T]:
    return misfit_of(value, shape) is None


def misfit_of(value: Json, shape: Hint) -> Misfit | None:
    """Where a value does not have a shape; None when it has."""
    return _test(shape)(value)


def plain(record: Mapping[str, T]) -> dict[str, Json]:
    """A typed record as plain JSON. Raises TypeError for what JSON has no word for."""
    return {name: _plain(value) for name, value in record.items()}


def _plain(value: T) -> Json:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} is nothing that JSON can say")


def _anything(value: Json) -> None:
    return None


@lru_cache(maxsize=256)
def _test(hint: Hint) -> Test:
    if is_typeddict(hint):
        return _record(hint)
    if isinstance(hint, UnionType):
        # all the plain types together are only in `Json`, which asks for nothing
        parts = get_args(hint)
        return _anything if set(parts) >= PLAIN else _either(parts)
    if get_origin(hint) is list:
        return _rows(_test(get_args(hint)[0]))
    if get_origin(hint) is dict:
        return _mapping(_test(get_args(hint)[1]))
    return _one_of(hint)


def _record(hint: Hint) -> Test:
    parts = get_type_hints(hint, include_extras=True).items()
    optional: frozenset[str] = getattr(hint, "__optional_keys__", frozenset())
    # what stands as NotRequired in quotation marks is not among the optional keys
    optional |= {name for name, part in parts if get_origin(part) is NotRequired}
    tests = [
        (name, _test(get_args(part)[0] if get_origin(part) is NotRequired else part))
        for name, part in parts
    ]

    def test(value: Json) -> Misfit | None:
        if not isinstance(value, dict):
            return _unlike("a record", value)
        for name, part in tests:
            if name in value:
                if misfit := part(value[name]):
                    return misfit.below(f".{name}")
            elif name not in optional:
                return Misfit(f".{name}", "nothing is kept")
        return None

    return test


def _either(hints: tuple[Hint, ...]) -> Test:
    """One of several: the plain ones are asked first, the nearest misfit is told."""
    plainly = [hint for hint in hints if isinstance(hint, type) and not is_typeddict(hint)]
    others = [_test(hint) for hint in hints if hint not in plainly]
    names = " or ".join(NAMES.get(hint, "a record") for hint in plainly)

    def test(value: Json) -> Misfit | None:
        if type(value) in plainly:
            return None
        misfits = [other(value) for other in others]
        if not misfits:
            return _unlike(names, value)
        return None if None in misfits else misfits[-1]

    return test


def _rows(test: Test) -> Test:
    def test_all(value: Json) -> Misfit | None:
        if not isinstance(value, list):
            return _unlike("a list", value)
        for place, row in enumerate(value):
            if misfit := test(row):
                return misfit.below(f"[{place}]")
        return None

    return test_all


def _mapping(test: Test) -> Test:
    def test_all(value: Json) -> Misfit | None:
        if not isinstance(value, dict):
            return _unlike("a record", value)
        for name, row in value.items():
            if misfit := test(row):
                return misfit.below(f".{name}")
        return None

    return test_all


def _one_of(wanted: Hint) -> Test:
    """A plain type; yes is no number."""

    def test(value: Json) -> Misfit | None:
        return None if type(value) is wanted else _unlike(NAMES.get(wanted, str(wanted)), value)

    return test


def _unlike(wanted: str, value: Json) -> Misfit:
    return Misfit("", f"stands {NAMES[type(value)]}, not {wanted}")
