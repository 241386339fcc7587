"""The JSON of `published_numbers`, read strictly and written; see docs/disclosure.md.

Neither exact numbers nor roles are ever in it.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from disclosure.enums import Kind, Mode, Tie
from disclosure.publication import Cell, Publication, Relation, Rounding

Choice = TypeVar("Choice", bound=StrEnum)
Item = TypeVar("Item")

TOP = {"edition", "threshold", "zero_shown", "cells", "relations", "members"}
OF_CELL = {
    *("id", "kind", "value", "hidden", "rounding", "numerator", "denominator", "per", "of"),
    *("dims", "overlapping", "lower", "upper", "revised", "complement_sensitive", "where"),
}
LARGEST_STEP = Decimal(10) ** 9


def read(data: object) -> Publication:
    """What was said, from its JSON. Raises ValueError that begins with the place at fault."""
    top = _dict(data, "publication", TOP)
    publication = Publication(
        edition=_text(_needed(top, "edition", ""), "edition"),
        cells=tuple(_each(_needed(top, "cells", ""), "cells", _cell)),
        relations=tuple(_each(top.get("relations", []), "relations", _relation)),
        threshold=_whole(top.get("threshold", 4), "threshold", least=0),
        zero_shown=_truth(top.get("zero_shown", True), "zero_shown"),
        members=_members(top.get("members", {})),
    )
    _check_names(publication)
    return publication


def _check_names(publication: Publication) -> None:
    for at, relation in enumerate(publication.relations):
        for name in relation.ids:
            if name not in publication.by_id:
                raise ValueError(f"relations[{at}]: no cell {name!r}")
    for at, cell in enumerate(publication.cells):
        for name in (cell.numerator, cell.denominator, *(cell.of or ())):
            if isinstance(name, str) and name not in publication.by_id:
                raise ValueError(f"cells[{at}]: no cell {name!r}")


def _cell(data: object, at: str) -> Cell:
    row = _dict(data, at, OF_CELL)
    return Cell(
        id=_text(_needed(row, "id", at), f"{at}.id"),
        kind=_choice(Kind, _needed(row, "kind", at), f"{at}.kind"),
        value=_number_text(_needed(row, "value", at), f"{at}.value"),
        hidden=_truth(row.get("hidden", True), f"{at}.hidden"),
        rounding=_rounding(row.get("rounding"), f"{at}.rounding"),
        numerator=_name_or_number(row.get("numerator"), f"{at}.numerator"),
        denominator=_name_or_number(row.get("denominator"), f"{at}.denominator"),
        per=None if row.get("per") is None else _whole(row["per"], f"{at}.per", least=1),
        of=_pair(row.get("of"), f"{at}.of"),
        dims=_texts_by_name(row.get("dims", {}), f"{at}.dims"),
        overlapping=tuple(_each(row.get("overlapping", []), f"{at}.overlapping", _text)),
        lower=_decimal_or_none(row.get("lower"), f"{at}.lower"),
        upper=_decimal_or_none(row.get("upper"), f"{at}.upper"),
        revised=_truth(row.get("revised", False), f"{at}.revised"),
        complement_sensitive=_truth(
            row.get("complement_sensitive", False), f"{at}.complement_sensitive"
        ),
        where=tuple(_each(row.get("where", []), f"{at}.where", _text)),
    )


def _relation(data: object, at: str) -> Relation:
    row = _dict(data, at, {*(tie.value for tie in Tie), "equals", "min", "max"})
    ties = [tie for tie in Tie if tie.value in row]
    if len(ties) != 1:
        raise ValueError(f"{at}: one of {', '.join(Tie)} is needed")
    tie = ties[0]
    allowed = {tie.value} | ({"min", "max"} if tie is Tie.LINEAR else set())
    if tie in {Tie.SUM, Tie.DIFFERENCE, Tie.MEAN}:
        allowed.add("equals")
        _needed(row, "equals", at)
    _dict(row, at, allowed)
    if tie is Tie.LINEAR:
        return Relation(
            tie=tie,
            terms=_terms(row["linear"], f"{at}.linear"),
            minimum=None if row.get("min") is None else _whole(row["min"], f"{at}.min"),
            maximum=None if row.get("max") is None else _whole(row["max"], f"{at}.max"),
        )
    parts = tuple(_each(row[tie.value], f"{at}.{tie}", _text))
    if not parts or (tie in {Tie.DIFFERENCE, Tie.AT_MOST} and len(parts) != 2):
        raise ValueError(f"{at}.{tie}: {len(parts)} ids are not as many as it needs")
    equals = _text(row["equals"], f"{at}.equals") if "equals" in row else None
    return Relation(tie=tie, parts=parts, equals=equals)


def _terms(data: object, at: str) -> tuple[tuple[str, int], ...]:
    return tuple((name, _whole(k, f"{at}.{name}")) for name, k in _dict(data, at).items())


def _rounding(data: object, at: str) -> Rounding | None:
    if data is None:
        return None
    row = _dict(data, at, {"step", "mode"})
    step = _decimal(_needed(row, "step", at), f"{at}.step")
    if not 0 < step <= LARGEST_STEP:
        raise ValueError(f"{at}.step: not above nothing, or too large")
    return Rounding(step=step, mode=_choice(Mode, row.get("mode", "half_up"), f"{at}.mode"))


def _members(data: object) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        name: {
            whole: tuple(_each(parts, f"members.{name}.{whole}", _text))
            for whole, parts in _dict(wholes, f"members.{name}").items()
        }
        for name, wholes in _dict(data, "members").items()
    }


def _dict(data: object, at: str, known: set[str] | None = None) -> dict[str, object]:
    if not isinstance(data, dict) or not all(isinstance(name, str) for name in data):
        raise ValueError(f"{at}: an object is needed")
    strange = sorted(set(data) - known) if known is not None else []
    if strange:
        raise ValueError(f"{at}: {', '.join(strange)} is not known here")
    return data


def _needed(row: Mapping[str, object], name: str, at: str) -> object:
    if name not in row:
        raise ValueError(f"{at or 'publication'}: {name} is missing")
    return row[name]


def _each(data: object, at: str, one: Callable[[object, str], Item]) -> list[Item]:
    if not isinstance(data, list):
        raise ValueError(f"{at}: a list is needed")
    return [one(item, f"{at}[{place}]") for place, item in enumerate(data)]


def _text(data: object, at: str) -> str:
    if not isinstance(data, str) or not data:
        raise ValueError(f"{at}: a text is needed")
    return data


def _truth(data: object, at: str) -> bool:
    if not isinstance(data, bool):
        raise ValueError(f"{at}: true or false is needed")
    return data


def _whole(data: object, at: str, least: int | None = None) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise ValueError(f"{at}: a whole number is needed")
    if least is not None and data < least:
        raise ValueError(f"{at}: {data} is less than {least}")
    return data


def _decimal(data: object, at: str) -> Decimal:
    """A number, or its text; a float is read as it was written."""
    if isinstance(data, bool) or not isinstance(data, str | int | float):
        raise ValueError(f"{at}: a number is needed")
    try:
        number = Decimal(str(data))
    except InvalidOperation:
        raise ValueError(f"{at}: {data!r} is not a number") from None
    if not number.is_finite():
        raise ValueError(f"{at}: {data!r} is not a number")
    return number


def _decimal_or_none(data: object, at: str) -> Decimal | None:
    return None if data is None else _decimal(data, at)


def _number_text(data: object, at: str) -> str | None:
    if data is None:
        return None
    _decimal(_text(data, at), at)
    return _text(data, at)


def _name_or_number(data: object, at: str) -> str | int | None:
    if data is None or (isinstance(data, str) and data):
        return data
    return _whole(data, at, least=0)


def _pair(data: object, at: str) -> tuple[str, str] | None:
    if data is None:
        return None
    pair = _each(data, at, _text)
    if len(pair) != 2:
        raise ValueError(f"{at}: later and earlier are needed")
    return pair[0], pair[1]


def _texts_by_name(data: object, at: str) -> dict[str, str]:
    return {name: _text(text, f"{at}.{name}") for name, text in _dict(data, at).items()}


def _choice(choices: type[Choice], data: object, at: str) -> Choice:
    try:
        return choices(_text(data, at))
    except ValueError:
        raise ValueError(f"{at}: one of {', '.join(choices)} is needed") from None


def write(publication: Publication) -> dict[str, object]:
    """JSON-ready; `read` gives the same back but for exact numbers and roles."""
    return {
        "edition": publication.edition,
        "threshold": publication.threshold,
        "zero_shown": publication.zero_shown,
        "cells": [_cell_written(cell) for cell in publication.cells],
        "relations": [_relation_written(relation) for relation in publication.relations],
        "members": {
            name: {whole: list(parts) for whole, parts in wholes.items()}
            for name, wholes in publication.members.items()
        },
    }


def _cell_written(cell: Cell) -> dict[str, object]:
    rounding = cell.rounding
    optional: dict[str, object] = {
        "rounding": rounding and {"step": str(rounding.step), "mode": rounding.mode.value},
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "per": cell.per,
        "of": cell.of and list(cell.of),
        "dims": dict(cell.dims) or None,
        "overlapping": list(cell.overlapping) or None,
        "lower": None if cell.lower is None else str(cell.lower),
        "upper": None if cell.upper is None else str(cell.upper),
        "revised": cell.revised or None,
        "complement_sensitive": cell.complement_sensitive or None,
        "where": list(cell.where) or None,
    }
    row: dict[str, object] = {"id": cell.id, "kind": cell.kind.value, "value": cell.value}
    if cell.value is None and not cell.hidden:
        row["hidden"] = False
    return row | {name: given for name, given in optional.items() if given is not None}


def _relation_written(relation: Relation) -> dict[str, object]:
    if relation.tie is Tie.LINEAR:
        bounds = {"min": relation.minimum, "max": relation.maximum}
        said = {name: bound for name, bound in bounds.items() if bound is not None}
        return {"linear": dict(relation.terms), **said}
    row: dict[str, object] = {relation.tie.value: list(relation.parts)}
    return row if relation.equals is None else {**row, "equals": relation.equals}
