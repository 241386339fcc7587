"""Page one's numbers and the plan at a glance, of hand-made snapshots."""

import pytest

from documents import statuses
from documents.papers.cover import front
from documents.papers.glance import FULL, SQUARES, glance, mark
from documents.papers.headline import HEARD, ON_TIME, changed, headline
from tests.reporting import samples


def numbers(content):
    return [(one.number, one.of) for one in headline(content, statuses.palette(content))]


def position(content, on="2026-07-31", **statuses_by_key):
    states = {str(row["id"]): "on_track" for row in content["actions"] if not row["ongoing"]}
    return {
        "on": on, "version": 1, "counts": {"on_track": len(states)},
        "statuses": {**states, **statuses_by_key},
    }  # fmt: skip


def test_each_number_says_of_how_many():
    content = samples.snapshot(25)
    rows = [row for row in content["actions"] if not row["ongoing"]]
    late, done = sum(row["overdue"] for row in rows), content["counts"]["complete"]
    assert numbers(content) == [
        (done, f"of {len(rows)}"),
        (content["counts"]["off_track"], f"of {len(rows)}"),
        (late, f"of {len(rows) - done} not complete"),
        (content["counts"]["not_updated"], f"of {len(rows)}"),
    ]


def test_nothing_late_and_nobody_silent_is_said_in_words():
    content = samples.snapshot(6)
    for row in content["actions"]:
        row["overdue"] = row["silent"] = False
    said = [one.meaning for one in headline(content, statuses.palette(content))]
    assert said[2:] == [ON_TIME, HEARD]


def test_a_plan_without_actions_has_no_numbers_and_no_cells():
    content = samples.snapshot(0)
    assert headline(content, statuses.palette(content)) == []
    assert glance(content, statuses.palette(content)).strips == []


def test_a_first_report_says_that_there_is_none_to_compare_with():
    assert changed({**samples.snapshot(6), "changes": None}).startswith("It is the first report")


def test_every_action_has_one_cell_in_the_plans_order():
    content = samples.snapshot(61)
    said = glance(content, statuses.palette(content))
    cells = [cell.reference for strip in said.strips for cell in strip.cells]
    rated = [row["reference"] for row in content["actions"] if not row["ongoing"]]
    assert (sorted(cells), len(cells)) == (sorted(rated), len(rated))
    assert [sum(many for _, many in strip.spans) for strip in said.strips] == [
        len(strip.cells) for strip in said.strips
    ]


def test_a_cell_says_how_it_stood_and_whether_it_moved():
    content = samples.snapshot(6)
    first, second = content["actions"][0], content["actions"][1]
    before = position(content)
    del before["statuses"][str(second["id"])]
    content["positions"] = [before]
    said = glance(content, statuses.palette(content))
    cells = {cell.reference: cell for strip in said.strips for cell in strip.cells}
    stood = cells[first["reference"]].then
    assert (stood.letter, cells[first["reference"]].moved) == ("G", first["status"] != "on_track")
    assert cells[second["reference"]].then.letter == "new"
    assert said.then == "2026-07-31"


@pytest.mark.parametrize(
    ("state", "letter"),
    [("unanswered", "S"), ("awaited", "W"), ("nobody", "V"), ("not_asked", "U"),
     ("not_updated", "N"), ("off_track", "R"), ("not_started", "N")],
)  # fmt: skip
def test_a_state_is_a_letter_and_a_symbol(state, letter):
    made = mark(state, statuses.palette(samples.snapshot(6)))
    assert (made.letter, bool(made.symbol), bool(made.words)) == (letter, True, True)


def test_many_actions_tell_only_of_now():
    content = samples.snapshot(FULL + 8)
    content["positions"] = [position(content)]
    said = glance(content, statuses.palette(content))
    assert (said.brief, said.then) == (True, "")
    assert {cell.late for strip in said.strips for cell in strip.cells} == {""}


@pytest.mark.parametrize(("actions", "squares"), [(20, True), (SQUARES + 9, False)])
def test_the_trend_draws_letters_where_there_is_room(actions, squares):
    content = samples.snapshot(actions)
    content["positions"] = [position(content, on) for on in ("2026-04-30", "2026-07-31")]
    said = glance(content, statuses.palette(content))
    assert [row.on for row in said.trend] == ["2026-04-30", "2026-07-31", content["as_of"]]
    assert [sum(row.counts) for row in said.trend] == [
        *(len(row["statuses"]) for row in content["positions"]),
        sum(content["counts"].values()),
    ]
    assert said.squares == squares


@pytest.mark.parametrize(("words", "here"), [("One line.", True), ("A line.\n" * 40, False)])
def test_the_chairs_words_stand_on_page_one_where_they_fit(words, here):
    assert front(samples.snapshot(6), words).summary_here == here
