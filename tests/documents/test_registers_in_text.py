"""Long tables of registers: counted in the text, whole in the appendix, and nothing in neither."""

import pytest

from documents.registers import MOST_IN_TEXT, in_full, in_text
from documents.schema.registers import RegisterRecord, RegisterTable


def table(rows: int) -> RegisterTable:
    cells = [[f"row {number}", "words " * 25] for number in range(rows)]
    return {"title": f"Of {rows}", "heads": ["A", "B"], "widths": [1, 1], "rows": cells,
            "empty": "None."}  # fmt: skip


def record(*lengths: int) -> RegisterRecord:
    tables = [table(length) for length in lengths]
    return {"register": "risks", "key": "risks", "title": "", "told": ["Told."], "tables": tables,
            "notes": ["Noted."]}  # fmt: skip


@pytest.mark.parametrize("length", [0, 1, MOST_IN_TEXT, MOST_IN_TEXT + 1, 40])
def test_every_row_is_printed_once(length):
    told = [record(length)]
    printed = [row for part in (in_text(told, "D"), in_full(told)) for one in part
               for each in one["tables"] for row in each["rows"]]  # fmt: skip
    assert printed == table(length)["rows"]


def test_the_text_says_how_long_a_table_is_and_where_it_stands():
    [part] = in_text([record(2, 6)], "D")
    assert [one["title"] for one in part["tables"]] == ["Of 2"]
    assert (part["told"], part["notes"]) == (["Told.", "In appendix D: of 6 (6 rows)."], ["Noted."])


def test_a_table_that_would_be_high_in_the_text_stands_in_the_appendix():
    high = table(2)
    high["rows"] = [["one", "words " * 120], ["two", "few"]]
    told = [{**record(), "tables": [high]}]
    assert [len(part["tables"]) for part in (*in_text(told, "D"), *in_full(told))] == [0, 1]


def test_a_name_keeps_its_capitals():
    one = {**table(6), "title": "NHS boards"}
    [part] = in_text([{**record(), "tables": [one]}], "D")
    assert part["told"][-1] == "In appendix D: NHS boards (6 rows)."


def test_the_appendix_has_no_words_twice_and_nothing_short():
    [part] = in_full([record(2, 6), record(1)])
    assert ([one["title"] for one in part["tables"]], part["told"], part["notes"]) == (
        ["Of 6"], [], [],
    )  # fmt: skip


def test_a_table_of_few_words_stands_in_the_text_however_many_rows_it_has():
    short = table(6)
    short["rows"] = [[str(number), "7"] for number in range(6)]
    told = [{**record(), "tables": [short]}]
    assert (in_text(told, "D"), in_full(told)) == (told, [])
