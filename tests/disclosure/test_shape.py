"""The JSON of everything an audience can see: read strictly, written without exact numbers."""

import json
from decimal import Decimal

import pytest

from disclosure import Cell, Kind, Mode, Publication, Relation, Role, Rounding, read, write

ALL_SORTS = Publication(
    edition="2026-Q3 public",
    threshold=4,
    zero_shown=True,
    cells=(
        Cell(
            id="register|0-4|2026Q3",
            value="12",
            dims={"age": "0-4"},
            lower=Decimal(0),
            upper=Decimal(20),
            where=("table", "chart"),
        ),
        Cell(id="register|all|2026Q3", value=None, dims={"age": "all"}, overlapping=("age",)),
        Cell(id="children", value=None, hidden=False),
        Cell(
            id="rate",
            kind=Kind.RATE,
            value="12.5",
            rounding=Rounding(step=Decimal("0.1")),
            numerator="register|all|2026Q3",
            denominator=15400,
            per=10000,
            complement_sensitive=True,
        ),
        Cell(
            id="change",
            kind=Kind.DIFFERENCE,
            value="-2",
            of=("register|0-4|2026Q3", "children"),
            revised=True,
        ),
        Cell(
            id="mean",
            kind=Kind.MEAN,
            value="3",
            rounding=Rounding(step=Decimal(1), mode=Mode.HALF_EVEN),
        ),
    ),
    relations=(
        Relation.sum(["register|0-4|2026Q3"], "register|all|2026Q3"),
        Relation.difference("register|0-4|2026Q3", "children", "change"),
        Relation.at_most("children", "register|all|2026Q3"),
        Relation.same("children", "register|all|2026Q3"),
        Relation.order("register|all|2026Q3", "children"),
        Relation.mean(["children", "register|0-4|2026Q3"], "mean"),
        Relation.linear({"children": 2, "register|0-4|2026Q3": -1}, minimum=-3, maximum=4),
    ),
    members={"age": {"all": ("0-4", "5-10")}},
)


def test_what_is_written_reads_back_the_same():
    assert read(json.loads(json.dumps(write(ALL_SORTS)))) == ALL_SORTS


def test_exact_numbers_and_roles_are_never_written():
    exact = Publication(edition="e", cells=(Cell(id="a", exact=3, value=None, role=Role.TOTAL),))

    assert write(exact)["cells"] == [{"id": "a", "kind": "count", "value": None}]
    assert read(write(exact)).cells == (Cell(id="a"),)


def cell(**given):
    return {"edition": "e", "cells": [{"id": "a", "kind": "count", "value": "1", **given}]}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "publication: an object is needed"),
        ({"cells": []}, "publication: edition is missing"),
        ({"edition": "e"}, "publication: cells is missing"),
        ({"edition": "e", "cells": {}}, "cells: a list is needed"),
        ({"edition": "e", "cells": [], "extra": 1}, "publication: extra is not known here"),
        ({"edition": "", "cells": []}, "edition: a text is needed"),
        ({"edition": "e", "cells": [], "threshold": True}, "threshold: a whole number is needed"),
        ({"edition": "e", "cells": [], "threshold": -1}, "threshold: -1 is less than 0"),
        ({"edition": "e", "cells": [], "zero_shown": 1}, "zero_shown: true or false is needed"),
        ({"edition": "e", "cells": [{"id": "a"}]}, "cells[0]: kind is missing"),
        ({"edition": "e", "cells": [{"id": "a", "kind": "count"}]}, "cells[0]: value is missing"),
        (cell(kind="cost"),
         "cells[0].kind: one of count, rate, percent, difference, mean is needed"),
        (cell(value=1), "cells[0].value: a text is needed"),
        (cell(value="one"), "cells[0].value: 'one' is not a number"),
        (cell(value="nan"), "cells[0].value: 'nan' is not a number"),
        (cell(exact=1), "cells[0]: exact is not known here"),
        (cell(rounding={"step": 0}), "cells[0].rounding.step: not above nothing, or too large"),
        (cell(rounding={"step": "x"}), "cells[0].rounding.step: 'x' is not a number"),
        (cell(rounding={"step": [1]}), "cells[0].rounding.step: a number is needed"),
        (cell(rounding={}), "cells[0].rounding: step is missing"),
        (cell(numerator=-1), "cells[0].numerator: -1 is less than 0"),
        (cell(denominator="b"), "cells[0]: no cell 'b'"),
        (cell(of=["a"]), "cells[0].of: later and earlier are needed"),
        (cell(dims={"age": 4}), "cells[0].dims.age: a text is needed"),
        ({**cell(), "relations": [{}]}, "relations[0]: one of sum, difference, at_most, same, "
         "order, mean, linear is needed"),
        ({**cell(), "relations": [{"sum": ["a"]}]}, "relations[0]: equals is missing"),
        ({**cell(), "relations": [{"sum": ["b"], "equals": "a"}]}, "relations[0]: no cell 'b'"),
        ({**cell(), "relations": [{"same": ["a"], "min": 1}]},
         "relations[0]: min is not known here"),
        ({**cell(), "relations": [{"at_most": ["a"]}]},
         "relations[0].at_most: 1 ids are not as many as it needs"),
        ({**cell(), "relations": [{"linear": {"a": 1.5}}]},
         "relations[0].linear.a: a whole number is needed"),
        ({"edition": "e", "cells": [*cell()["cells"], *cell()["cells"]]},
         "cells: id given twice: a"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_its_place(data, words):
    with pytest.raises(ValueError) as refused:
        read(data)

    assert str(refused.value) == words


def test_step_may_be_a_number_as_json_has_it():
    given = cell(value="0.3", rounding={"step": 0.1, "mode": "half_even"})

    assert read(given).cell("a").rounding == Rounding(step=Decimal("0.1"), mode=Mode.HALF_EVEN)
